"""The language of the cue tables: parsing and checking, no text is looked at here.

A pattern is a row of terms separated by one blank. All must occur in one clause, in any order; the
first is the anchor, the word that stands for the event. A term that begins with ``!`` must not
occur. ``?abroad`` asks for no word of the clause: somebody or some place abroad, or parties of two
countries, must be named in the sentence or near it ("Er kritisierte das scharf" in a report on a
summit). A term has alternatives separated by ``|``; an alternative is one element or several joined
by ``_``, which must stand next to each other in this order. Elements:

- ``drohen``, ``Ultimatum``: a lemma in any inflection, nouns capitalised;
- ``*angriff``: a noun or any compound with that head;
- ``Friedens*``: any word that begins so;
- ``=in``: this very form, whatever its case; with a capital (``=Kämpfe``) the noun only;
- ``<truppen>``: any member of a word class.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import prod
from typing import Literal

from pipeline.language import TableError

ElementKind = Literal["lemma", "head", "prefix", "exact", "class"]
_NEAR = "?abroad"
_LETTERS = r"[^\W_](?:[\w.'’&/+-]*[\w.])?"
_ELEMENT = re.compile(
    rf"(?:=(?P<exact>{_LETTERS})|<(?P<class>[^\W\d]\w*)>|\*(?P<head>{_LETTERS})"
    rf"|(?P<prefix>{_LETTERS}-?)\*|(?P<lemma>{_LETTERS}))$"
)


@dataclass(frozen=True, slots=True)
class Element:
    """What one word must be."""

    kind: ElementKind
    value: str


#: Elements that stand next to each other.
Sequence = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Something that must occur, or with ``absent`` must not occur, in the clause."""

    alternatives: tuple[Sequence, ...]
    absent: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern; the first term is the anchor.

    Attributes:
        text: As written.
        terms: What must and must not occur in the clause.
        near: Whether somebody abroad must be named in the sentence or near it.
    """

    text: str
    terms: tuple[Term, ...]
    near: bool = False


@cache
def _element(text: str) -> Element:
    found = _ELEMENT.match(text)
    if not found or found.lastgroup is None:
        raise ValueError(f"{text!r} is no element of a pattern")
    value = found[found.lastgroup]
    if found.lastgroup == "head":
        value = value[0].upper() + value[1:]
    return Element(found.lastgroup, value)  # type: ignore[arg-type]  # the groups are the kinds


def parse_term(text: str) -> Term:
    """Parse a term, or a member of a word class.

    Raises:
        ValueError: When the text is none.
    """
    absent = text.startswith("!")
    alternatives = text.removeprefix("!").split("|")
    return Term(
        tuple(tuple(_element(part) for part in option.split("_")) for option in alternatives),
        absent,
    )


def parse(text: str) -> Pattern:
    """Parse a pattern.

    Raises:
        ValueError: When it is empty, holds something that is no element or has a negated anchor.
    """
    parts = text.split(" ")
    terms = tuple(parse_term(part) for part in parts if part != _NEAR)
    if not terms or terms[0].absent:
        raise ValueError(f"the anchor of {text!r} must occur")
    return Pattern(text, terms, near=_NEAR in parts)


def lemmas_in(text: str) -> Iterator[str]:
    """Yield the lemmas that a pattern speaks of, heads of compounds capitalised."""
    for term in parse(text).terms:
        for option in term.alternatives:
            for element in option:
                if element.kind in {"lemma", "head"}:
                    yield element.value


def word_classes(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[Sequence, ...]]:
    """Collect the members of word classes from rows with the columns class and member.

    Raises:
        TableError: When a member is no element or speaks of a class itself.
    """
    classes: dict[str, list[Sequence]] = {}
    for row in rows:
        try:
            term = parse_term(row["member"])
        except ValueError as error:
            raise TableError(f"word class {row['class']!r}: {error}") from error
        if term.absent or any(e.kind == "class" for option in term.alternatives for e in option):
            raise TableError(f"word class {row['class']!r}: {row['member']!r} is no plain element")
        classes.setdefault(row["class"], []).extend(term.alternatives)
    return {name: tuple(members) for name, members in classes.items()}


def check(pattern: Pattern, classes: Mapping[str, tuple[Sequence, ...]]) -> None:
    """Check that a pattern speaks of known word classes.

    Raises:
        ValueError: When it does not.
    """
    for term in pattern.terms:
        for option in term.alternatives:
            for element in option:
                if element.kind == "class" and element.value not in classes:
                    raise ValueError(f"unknown word class <{element.value}>")


def expand(term: Term, classes: Mapping[str, tuple[Sequence, ...]]) -> Term:
    """Replace word classes, which must be known, by their members."""
    options: list[Sequence] = []
    for option in term.alternatives:
        spread: list[Sequence] = [()]
        for members in _choices(option, classes):
            spread = [done + member for done in spread for member in members]
        options.extend(spread)
    return Term(tuple(options), term.absent)


def expanded(term: Term, classes: Mapping[str, tuple[Sequence, ...]], number: int) -> Sequence:
    """Return one alternative of what ``expand`` returns; the others are not made.

    Raises:
        IndexError: When there are not so many.
    """
    for option in term.alternatives:
        choices = list(_choices(option, classes))
        if number < (size := prod(map(len, choices))):
            chosen: list[Sequence] = []
            for members in reversed(choices):
                number, at = divmod(number, len(members))
                chosen.append(members[at])
            return tuple(chain.from_iterable(reversed(chosen)))
        number -= size
    raise IndexError(number)


def _choices(
    option: Sequence, classes: Mapping[str, tuple[Sequence, ...]]
) -> Iterator[tuple[Sequence, ...]]:
    """Yield what each element of an alternative may be."""
    for element in option:
        yield classes[element.value] if element.kind == "class" else ((element,),)
