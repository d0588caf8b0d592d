"""Loads the cue tables of a language into rules and word classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.events.coder import EXCLUDE, Coder, CueRule
from pipeline.events.party_classes import party_classes
from pipeline.events.patterns import Sequence, check, parse, word_classes
from pipeline.events.vocabulary import Vocabulary
from pipeline.language import DATA, TableError, read_table
from pipeline.language.forms import load_forms

#: The type of the events that "cue_aftermath.tsv" continues.
ATTACK = "ASSAULT"
#: The type of what "quoted_threats.tsv" finds in the words of a speaker.
THREAT = "THREATEN"
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


@cache
def load_vocabulary(language: str = "de") -> Vocabulary:
    """Build the vocabulary of the patterns of a language, which its coders share.

    Raises:
        TableError: When a table is wrong.
    """
    excluded = read_table(f"{language}/excluded_compounds.tsv", ("compound",))
    limits = read_table(f"{language}/compound_limits.tsv", ("prefix",))
    return Vocabulary(
        load_classes(language),
        load_forms(language),
        [row["compound"] for row in excluded],
        load_particles(language),
        [row["prefix"] for row in limits],
    )


def make_coder(rules: Iterable[CueRule], language: str = "de") -> Coder:
    """Build a coder of some rules with the vocabulary of a language.

    Raises:
        TableError: When a table is wrong.
    """
    return Coder(rules, load_vocabulary(language))


@cache
def load_coder(language: str = "de") -> Coder:
    """Build the coder of a language from its tables.

    Raises:
        TableError: When a table is wrong; the message names file and pattern.
    """
    return make_coder(tuple(cue_rules(language)), language)


@cache
def load_aftermath(language: str = "de") -> Coder:
    """Build the coder of what attacks leave behind, which speaks of one only where it was told.

    Raises:
        TableError: When the table is wrong; the message names file and pattern.
    """
    path = DATA / language / "cue_aftermath.tsv"
    return make_coder(tuple(_rules(path, ATTACK, language)), language)


@cache
def load_quoted(language: str = "de") -> Coder:
    """Build the coder of threats in the words of a speaker; their rules begin with "quoted:".

    Raises:
        TableError: When the table is wrong; the message names file and pattern.
    """
    path = DATA / language / "quoted_threats.tsv"
    rules = (replace(rule, id=f"quoted:{rule.id}") for rule in _rules(path, THREAT, language))
    return make_coder(tuple(rules), language)
