"""Grammatical case, as articles and endings show it: "den Iran" is no subject, "der Iran" is.

Cases are letters: n nominative, a accusative, d dative, g genitive. Without evidence a phrase may
have any of n, a and d; a bare genitive shows itself by its ending.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.language import Word, read_table

_ALL = frozenset("nadg")
_BARE = frozenset("nad")
_GENDERS = ("masculine", "feminine", "neuter", "plural")
_LETTERS = {"m": "masculine", "f": "feminine", "n": "neuter", "p": "plural"}
_ENDINGS = ("em", "en", "er", "es", "e")
#: Letters of the shortest noun that a compound may end in.
_HEAD = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What article, attributes and noun say about a noun phrase.

    Attributes:
        cases: The cases that it can have.
        plural: Whether it is plural, None where it does not show.
    """

    cases: frozenset[str]
    plural: bool | None


@cache
def _determiners() -> dict[str, dict[str, str]]:
    rows = read_table("de/determiner_cases.tsv", ("word", *_GENDERS))
    return {row["word"]: {gender: row[gender] for gender in _GENDERS} for row in rows}


@cache
def _genders() -> dict[str, str]:
    """Return nouns and endings to the letters of their genders."""
    found: dict[str, str] = {}
    for row in read_table("de/noun_genders.tsv", ("word", "gender")):
        found[row["word"]] = found.get(row["word"], "") + row["gender"]
    return found


@lru_cache(maxsize=10_000)
def genders_of(noun: str) -> frozenset[str]:
    """Return the genders that a noun can have, "plural" among them; all where it is unknown."""
    table = _genders()
    letters = table.get(noun, "")
    for cut in range(1, len(noun) - 2):
        if letters:
            break
        rest = noun[cut:]
        known = table.get(rest.capitalize(), "") if len(rest) >= _HEAD else ""
        letters = known or (table.get(rest, "") if rest.islower() else "")
    return frozenset(_LETTERS[letter] for letter in letters) or frozenset(_GENDERS)


def _shown(word: str) -> dict[str, str] | None:
    """Return what a determiner shows, by its own line or by its ending."""
    table = _determiners()
    if word in table:
        return table[word]
    ending = next((e for e in _ENDINGS if word.endswith(e)), "")
    return table.get(f"-{ending}")


def evidence(determiner: str, attributes: Sequence[Word], noun: str, *, genitive: bool) -> Evidence:
    """Judge a noun phrase by its parts, ``determiner`` in lower case and "" without one.

    Without an article the first attribute has its endings ("russischer Truppen").
    """
    shown = _shown(determiner) if determiner else None
    if shown is None and attributes and attributes[0].lower.endswith(_ENDINGS):
        shown = _shown(attributes[0].lower)
    if shown is None:
        return Evidence(frozenset("g") if genitive else _BARE, None)
    genders = genders_of(noun)
    cases = frozenset(case for gender in genders for case in shown[gender])
    numbers = {gender == "plural" for gender in genders if shown[gender]}
    plural = numbers.pop() if len(numbers) == 1 else None
    return Evidence(cases or _ALL, plural)
