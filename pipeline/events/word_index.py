"""Terms and candidates by the words that they belong to: by a form, by how a word begins or ends.

Both are known by numbers, and one key of a lookup holds those of both. A form and the beginnings of
words are looked for together: a key of a form goes on with a mark that no word has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import TypeAlias

from pipeline.language.lookup import Lookup, packed

#: How keys begin, of forms and beginnings, and of ends; and how those of forms end.
_WORD, _END, _WHOLE = "w ", "e ", "\n"
#: Letters of the shortest end of a compound that is looked for.
_SHORTEST = 2
#: How many words are remembered until both numbers are asked for.
_REMEMBERED = 2_000
#: The numbers of the candidates that may stand at a word, and of the terms it may be part of.
Concerned: TypeAlias = tuple[list[int], list[int]]
#: Lengths and numbers of keys that a text begins with.
Found: TypeAlias = list[tuple[int, list[int]]]
_NOTHING: Concerned = ([], [])


def form_key(form: str) -> str:
    """Return the key of a form."""
    return _WORD + form + _WHOLE


def beginning_key(beginning: str) -> str:
    """Return the key of the beginning of words."""
    return _WORD + beginning


def end_key(end: str) -> str:
    """Return the key of the end of words."""
    return _END + end[::-1]


def entries(
    candidates: Mapping[str, Iterable[int]], terms: Mapping[str, Iterable[int]]
) -> dict[str, bytes]:
    """Put the numbers of candidates and of terms together by their keys."""
    found: dict[str, bytes] = {}
    for key in candidates.keys() | terms.keys():
        first = tuple(candidates.get(key, ()))
        found[key] = packed((len(first), *first, *terms.get(key, ())))
    return found


class WordIndex:
    """The numbers in a lookup that concern a word.

    Args:
        lookup: With the entries of ``entries``.
    """

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        #: What concerns a word. Candidates are looked up by its form in any case; those known by a
        #: part of a capitalised word follow in the order in which the parts begin or end.
        self.at = lru_cache(_REMEMBERED)(self._at)

    def _at(self, text: str) -> Concerned:
        lower = text.lower()
        begun = self._lookup.begins(_WORD + text + _WHOLE)
        if lower == text:
            return _together(text, begun, [], []) if begun else _NOTHING
        plain = self._lookup.numbers(_WORD + lower + _WHOLE)
        ended = self._lookup.begins(_END + lower[::-1]) if text[0].isupper() else []
        if begun or plain or ended:
            return _together(text, begun, plain, ended)
        return _NOTHING


def _together(text: str, begun: Found, plain: list[int], ended: Found) -> Concerned:
    """Return what the entries of a word hold.

    Args:
        text: The word.
        begun: Length of the key and numbers, of its beginnings and of the word as written.
        plain: The numbers of the word in lower case, where it is written otherwise.
        ended: As ``begun``, of its ends.
    """
    whole, terms, parts = list[int](), list[int](), list[tuple[int, list[int]]]()
    lower = text.lower()
    for length, numbers in ended:
        candidates, named = _parted(numbers)
        terms += named
        if length - len(_END) >= _SHORTEST:
            parts.append((len(lower) - length + len(_END), candidates))
    for length, numbers in begun:
        candidates, named = _parted(numbers)
        letters = length - len(_WORD)
        if letters > len(text):
            whole += candidates
            terms += named if lower == text else ()
            continue
        terms += named
        if letters < len(text):
            parts.append((letters - 1, candidates))
    if plain:
        candidates, named = _parted(plain)
        whole += candidates
        terms += named
    if text[:1].isupper() and len(text) > _SHORTEST and parts:
        for _, candidates in sorted(parts, key=itemgetter(0)):
            whole += candidates
    return whole, terms


def _parted(numbers: list[int]) -> Concerned:
    """Return the candidates and the terms of an entry."""
    behind = numbers[0] + 1
    return numbers[1:behind], numbers[behind:]
