"""Where the tokeniser cuts a string, without its patterns where these can find nothing.

The patterns of spaCy know the marks, units and letters of many scripts. To try one takes longer
than all else that is done with a new string, and most strings are letters with a mark behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from string import ascii_letters, digits
from typing import Any, TypeAlias

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # has no stub
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

Found: TypeAlias = "re.Match[str] | None"
_LETTERS = ascii_letters + "ÄÖÜäöüß"
_BEGINNINGS = frozenset(_LETTERS + digits)
#: Words, also joined by hyphens: nothing is cut off or in two.
_PLAIN = re.compile(f"[{_LETTERS}]+(?:-[{_LETTERS}]+)*").fullmatch
#: Words with one mark behind them: no suffix is longer than that mark.
_MARKED = re.compile(f'[{_LETTERS}]+(?:-[{_LETTERS}]+)*[,.:;!?"“”»«)]').fullmatch


def prefix_finder(pattern: re.Pattern[str]) -> Callable[[str], Found]:
    """Return what finds the mark that a string begins with, as the pattern does."""
    match = pattern.match

    def find(text: str) -> Found:
        # The only prefixes with letters are currencies: "US$".
        return None if text[:1] in _BEGINNINGS and "$" not in text else match(text)

    return find


def suffix_finder(pattern: re.Pattern[str]) -> Callable[[str], Found]:
    """Return what finds the mark that a string ends with, as the pattern does."""

    def find(text: str) -> Found:
        if _PLAIN(text):
            return None
        return pattern.search(text, len(text) - 1) if _MARKED(text) else pattern.search(text)

    return find


def infix_finder(
    finditer: Callable[[str], Iterable[re.Match[str]]],
) -> Callable[[str], Iterable[re.Match[str]]]:
    """Return what finds the marks within a string, as ``finditer`` does."""

    def find(text: str) -> Iterable[re.Match[str]]:
        return () if _PLAIN(text) else finditer(text)

    return find


def url_finder(match: Callable[[str], Found]) -> Callable[[str], Found]:
    """Return what tells an address, as ``match`` does: each has a full stop."""

    def find(text: str) -> Found:
        return match(text) if "." in text else None

    return find


def tokeniser(nlp: Language) -> Tokenizer:
    """Return the tokeniser that spaCy makes for a language, asked its patterns as above."""
    given: Any = nlp.Defaults  # all of German is there, unlike for spaCy's other languages
    return Tokenizer(
        nlp.vocab,
        rules=given.tokenizer_exceptions,
        prefix_search=prefix_finder(compile_prefix_regex(given.prefixes)),
        suffix_search=suffix_finder(compile_suffix_regex(given.suffixes)),
        infix_finditer=infix_finder(compile_infix_regex(given.infixes).finditer),
        token_match=given.token_match,
        url_match=url_finder(given.url_match),
    )
