"""The reviewed tables of this room, read once a process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.language import read_table
from pipeline.language.verbs import clause_words


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words of a table in lower case; ``kriegs*`` and ``*angriff`` stand for parts of compounds."""

    exact: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    def __contains__(self, text: str) -> bool:
        return (
            text in self.exact
            or (bool(self.starts) and text.startswith(self.starts))
            or (bool(self.ends) and text.endswith(self.ends))
        )


def _word_set(words: Iterable[str]) -> WordSet:
    listed = list(words)
    return WordSet(
        frozenset(word for word in listed if "*" not in word),
        tuple(word[:-1] for word in listed if word.endswith("*")),
        tuple(word[1:] for word in listed if word.startswith("*")),
    )


@cache
def words_of(table: str, column: str = "word") -> WordSet:
    """Return a column of ``data/de/troop_<table>.tsv``."""
    return _word_set(row[column] for row in read_table(f"de/troop_{table}.tsv", (column,)))


@cache
def nouns(kind: str) -> WordSet:
    """Return the nouns of one kind of ``troop_nouns.tsv``, also as heads of compounds."""
    rows = read_table("de/troop_nouns.tsv", ("noun", "kind"))
    found = [row["noun"] for row in rows if row["kind"] == kind]
    return _word_set([*found, *(f"*{noun}" for noun in found if len(noun) > 3)])


@cache
def relations() -> dict[str, frozenset[str]]:
    """Return what each verb of ``troop_verbs.tsv`` says of the soldiers in its clause."""
    found: dict[str, set[str]] = {}
    for row in read_table("de/troop_verbs.tsv", ("lemma", "relation")):
        found.setdefault(row["lemma"], set()).add(row["relation"])
    return {lemma: frozenset(kinds) for lemma, kinds in found.items()}


@dataclass(frozen=True, slots=True)
class Prefix:
    """First part of a compound: whose soldiers they are ("" for no single state)."""

    iso: str
    is_group: bool


@cache
def _prefixes() -> dict[str, Prefix]:
    rows = read_table("de/troop_owners.tsv", ("prefix", "iso", "kind"))
    return {row["prefix"]: Prefix(row["iso"], row["kind"] == "group") for row in rows}


@cache
def _prefix_tuple() -> tuple[str, ...]:
    return tuple(_prefixes())


def prefix_of(text: str) -> Prefix | None:
    """Return what the first part of a compound in lower case says of its owner, if anything."""
    if not text.startswith(_prefix_tuple()):
        return None
    longest = max(
        (prefix for prefix in _prefixes() if text.startswith(prefix) and len(text) > len(prefix)),
        key=len,
        default="",
    )
    return _prefixes().get(longest)


@cache
def determiners() -> frozenset[str]:
    """Return articles and determiners."""
    rows = read_table("de/articles.tsv", ("word",))
    return frozenset({*clause_words()["determiner"], *(row["word"] for row in rows)})
