"""Reads the tables of patterns of a language into rules and word classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.events.matching import CueRule
from pipeline.events.party_classes import party_classes
from pipeline.events.patterns import Sequence, check, parse, word_classes
from pipeline.language import DATA, TableError, read_table

#: The type of the events that "cue_aftermath.tsv" continues.
ATTACK = "ASSAULT"
#: The type of what "quoted_threats.tsv" finds in the words of a speaker.
THREAT = "THREATEN"
#: The type of what is no event: its words anchor nothing.
EXCLUDE = "EXCLUDE"
#: The tables of the words that decide about a status.
DECIDERS = ("status_negation", "status_denial", "status_hypothetical")
#: Word classes whose members act for a state or an armed group.
_OFFICES = ("amtsträger", "militär", "kampfgruppe", "gewalthaber")
_COLUMNS = ("pattern", "mode", "context", "intensity", "source", "positive", "negative")


@cache
def load_classes(language: str = "de") -> Mapping[str, tuple[Sequence, ...]]:
    """Load the word classes of a language: reviewed members and the names of parties.

    Raises:
        TableError: When a member is none.
    """
    written = word_classes(read_table(f"{language}/word_classes.tsv", ("class", "member")))
    return {**written, **party_classes(language, written)}


@cache
def load_particles(language: str = "de") -> Mapping[str, bool]:
    """Load the first parts of separable verbs; True where one may stand anywhere."""
    rows = read_table(f"{language}/verb_particles.tsv", ("particle", "alone"))
    return {row["particle"]: row["alone"] == "yes" for row in rows}


@cache
def _intensities(language: str) -> Mapping[tuple[str, str], float]:
    rows = read_table(f"{language}/intensity.tsv", ("type", "mode", "intensity"))
    return {(row["type"], row["mode"]): float(row["intensity"]) for row in rows}


def cue_rules(language: str = "de") -> Iterator[CueRule]:
    """Yield the rules of all cue tables; the file's name is the type.

    Raises:
        TableError: When a pattern cannot be read, a word class or a number is unknown.
    """
    for path in sorted((DATA / language / "cues").glob("*.tsv")):
        yield from _rules(path, path.stem.upper(), language)


def _rules(path: Path, kind: str, language: str) -> Iterator[CueRule]:
    classes, intensities = load_classes(language), _intensities(language)
    for row in read_table(path, _COLUMNS):
        try:
            pattern = parse(row["pattern"])
            check(pattern, classes)
            intensity = _intensity(kind, row, intensities)
        except (ValueError, KeyError) as error:
            raise TableError(f"{path}: {row['pattern']!r}: {error}") from error
        yield CueRule(
            f"events:{kind.lower()}:{row['pattern'].replace(' ', '_')}",
            row["pattern"],
            kind,
            row["mode"],
            row["context"],
            intensity,
            pattern.near,
        )


def _intensity(
    kind: str, row: Mapping[str, str], intensities: Mapping[tuple[str, str], float]
) -> float:
    if kind == EXCLUDE:
        return 0.0
    if row["intensity"]:
        return float(row["intensity"])
    default = intensities.get((kind, row["context"]), intensities[kind, ""])
    return intensities.get((kind, row["mode"]), default) if row["mode"] else default


def aftermath_rules(language: str = "de") -> Iterator[CueRule]:
    """Yield what attacks leave behind, which speaks of one only where it was told.

    Raises:
        TableError: As ``cue_rules``.
    """
    yield from _rules(DATA / language / "cue_aftermath.tsv", ATTACK, language)


def quoted_rules(language: str = "de") -> Iterator[CueRule]:
    """Yield threats in the words of a speaker; the rules begin with "quoted:".

    Raises:
        TableError: As ``cue_rules``.
    """
    for rule in _rules(DATA / language / "quoted_threats.tsv", THREAT, language):
        yield replace(rule, id=f"quoted:{rule.id}")


def tension_rules(language: str = "de", table: str = "tension") -> Iterator[CueRule]:
    """Yield the general vocabulary of tension; a rule's intensity is its tension.

    ``tension_outcomes`` is the table of what makes the events of a sentence graver or lighter.

    Raises:
        TableError: When a weight is no number or a pattern is none.
    """
    for row in read_table(f"{language}/{table}.tsv", ("pattern", "weight", "source")):
        try:
            weight, near = float(row["weight"]), parse(row["pattern"]).near
        except ValueError as error:
            raise TableError(f"{table}.tsv: {row['pattern']!r}: {error}") from error
        name = row["pattern"].replace(" ", "_")
        yield CueRule(f"tension:{name}", row["pattern"], "TENSION", "", "", weight, near)


def decider_rules(language: str = "de") -> Iterator[CueRule]:
    """Yield the words that decide about a status: mode is their effect, context their scope."""
    for table in DECIDERS:
        for row in read_table(f"{language}/{table}.tsv", ("pattern", "effect", "scope")):
            name = f"{table}:{row['pattern'].replace(' ', '_')}"
            yield CueRule(name, row["pattern"], "STATUS", row["effect"], row["scope"], 0.0)


def recalled_rules(language: str = "de") -> Iterator[CueRule]:
    """Yield the words that only recall an act; mode is how they govern its noun."""
    for row in read_table(f"{language}/event_recalled.tsv", ("pattern", "kind")):
        name = f"recalled:{row['pattern']}"
        yield CueRule(name, row["pattern"], "RECALLED", row["kind"], "", 0.0)


def people_rules(language: str = "de") -> Iterator[CueRule]:
    """Yield nouns for people that are counted."""
    for row in read_table(f"{language}/toll_people.tsv", ("member",)):
        yield CueRule(f"tolls:{row['member']}", row["member"], "PEOPLE", "", "", 0.0)


def office_rules() -> Iterator[CueRule]:
    """Yield the word classes whose members act for a state or an armed group."""
    for name in _OFFICES:
        yield CueRule(f"speaker:{name}", f"<{name}>", "SPEAKER", "", "", 0.0)
