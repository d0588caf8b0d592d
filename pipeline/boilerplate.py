"""Takes out the fixed phrases that front pages set around a teaser, by the reviewed list.

Only the beginning and the end of a line are looked at, and lines that are such a phrase as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.language import read_table

_COLUMNS = ("phrase", "place", "positive", "negative", "source")
#: Characters at the end of a line in which a phrase is looked for.
_TAIL = 240
#: Phrases that may stand behind one another.
_MOST = 4
_UPPER = "A-ZÄÖÜ"
_CAPITALISED = rf"[{_UPPER}][\w.'’-]*"
_NAME = rf"{_CAPITALISED}(?: (?:(?:von|van|de|der|al|zu) )?{_CAPITALISED}){{1,3}}"
_SLOTS = {
    "number": r"\d{1,6}",
    "time": r"\d{1,2}[.:]\d{2} Uhr",
    "day": rf"\d{{1,2}}\. [{_UPPER}]\w+",
    "section": rf"[{_UPPER}][\w-]*(?: (?:& )?[{_UPPER}][\w-]*)?",
    "names": rf"(?P<names>{_NAME}(?:, {_NAME})*(?: und {_NAME})?)",
    "glued": rf"(?=[{_UPPER}])",
}


@dataclass(frozen=True, slots=True)
class _Phrase:
    place: str
    literal: str
    pattern: re.Pattern[str]


def remove_boilerplate(text: str, language: str) -> tuple[str, int]:
    """Return a text without the fixed phrases of teasers, and how many were removed.

    A text of which nothing would stay is returned as it is.
    """
    phrases = tuple(phrase for phrase in _phrases(language) if phrase.literal in text)
    if not phrases:
        return text, 0
    lines, removed = text.split("\n"), 0
    for number, line in enumerate(lines):
        lines[number], found = _line(line, phrases, language)
        removed += found
    cleaned = "\n".join(lines)
    return (cleaned, removed) if removed and cleaned.strip() else (text, 0)


def _line(line: str, phrases: tuple[_Phrase, ...], language: str) -> tuple[str, int]:
    removed = 0
    while removed < _MOST:
        shorter = next(
            (rest for phrase in phrases if (rest := _without(line, phrase, language)) is not None),
            None,
        )
        if shorter is None:
            break
        line, removed = shorter, removed + 1
    return line, removed


def _without(line: str, phrase: _Phrase, language: str) -> str | None:
    """Return what stays of a line, None when the phrase is not there."""
    if phrase.place == "start":
        head = line[:_TAIL]
        match = phrase.pattern.match(head) if phrase.literal in head else None
        return line[match.end() :] if match else None
    tail = line[-_TAIL:]
    if phrase.literal not in tail or (phrase.place == "line" and len(line) > _TAIL):
        return None
    match = phrase.pattern.search(tail)
    if match is None or not _known_persons(match, language):
        return None
    return line[: len(line) - len(tail) + match.start()].rstrip()


def _known_persons(match: re.Match[str], language: str) -> bool:
    names = match.groupdict().get("names")
    if names is None:
        return True
    people = re.split(r", | und ", names)
    return all(person.split()[0].split("-")[0] in _first_names(language) for person in people)


@cache
def _phrases(language: str) -> tuple[_Phrase, ...]:
    rows = read_table(f"{language}/teaser_phrases.tsv", _COLUMNS)
    # Longer ones first: a short one is often the end of a long one.
    return tuple(
        _compiled(row["phrase"], row["place"])
        for row in sorted(rows, key=lambda row: (-len(row["phrase"]), row["phrase"]))
    )


def _compiled(phrase: str, place: str) -> _Phrase:
    parts = re.split(r"\{(\w+)\}", phrase)
    source = "".join(
        _SLOTS[part] if index % 2 else re.escape(part) for index, part in enumerate(parts)
    )
    literal = max(parts[::2], key=len).strip()
    if place == "start":
        end = r"\s*" if not phrase[-1].isalnum() else rf"(?:\s+|(?=[{_UPPER}]))"
        return _Phrase(place, literal, re.compile(source + end))
    if place == "line":
        return _Phrase(place, literal, re.compile(rf"\A\s*{source}\s*\Z"))
    return _Phrase(place, literal, re.compile(rf"(?:\A|(?<=\s)){source}\s*\Z"))


@cache
def _first_names(language: str) -> frozenset[str]:
    rows = read_table(f"{language}/compiled/first_names.tsv")
    return frozenset(next(iter(row.values())) for row in rows)
