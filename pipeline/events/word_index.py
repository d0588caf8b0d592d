"""Numbers by the words that they belong to: by a form, by how a word ends, by how it begins.

Terms and rules of patterns are known by numbers, and a lookup holds for each set of them which
words they may concern.
"""

from __future__ import annotations

from pipeline.language.lookup import Lookup


def form_key(name: str, form: str) -> str:
    """Return the key of a form in a set."""
    return f"{name} f {form}"


def end_key(name: str, end: str) -> str:
    """Return the key of the end of words in a set."""
    return f"{name} e {end[::-1]}"


def beginning_key(name: str, beginning: str) -> str:
    """Return the key of the beginning of words in a set."""
    return f"{name} b {beginning}"


class WordIndex:
    """One set of numbers in a lookup."""

    def __init__(self, lookup: Lookup, name: str) -> None:
        self._lookup = lookup
        self._forms, self._ends = form_key(name, ""), end_key(name, "")
        self._beginnings = beginning_key(name, "")

    def of_form(self, form: str) -> list[int]:
        """Return the numbers of a form."""
        return self._lookup.numbers(self._forms + form)

    def of_ends(self, word: str) -> list[tuple[int, list[int]]]:
        """Return each noted end of a word: its length and numbers."""
        return self._without(self._ends, word[::-1])

    def of_beginnings(self, word: str) -> list[tuple[int, list[int]]]:
        """Return each noted beginning of a word: its length and numbers."""
        return self._without(self._beginnings, word)

    def _without(self, prefix: str, text: str) -> list[tuple[int, list[int]]]:
        found = self._lookup.begins(prefix + text)
        return [(length - len(prefix), numbers) for length, numbers in found] if found else []
