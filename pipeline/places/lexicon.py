"""Word forms that name a state or region without being its name: adjectives and demonyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.language import DATA, read_table

_WEAK = ("ot", "at", "ist", "ent")  # der Zypriot, die Zyprioten
_ADJECTIVE_ENDINGS = ("e", "en", "er", "em", "es")


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def demonym_forms(singular: str) -> tuple[str, ...]:
    """Inflect a demonym by its ending: Ukrainer, Russe, Russin, Zypriot, Israeli."""
    if singular.endswith("erin") or singular.endswith("in"):
        return (singular, singular + "nen")
    if singular.endswith("er"):
        return tuple(singular + ending for ending in ("", "s", "n", "in", "innen"))
    if singular.endswith("e"):
        return (singular, singular + "n")
    if singular.endswith(_WEAK):
        return (singular, singular + "en")
    return (singular, singular + "s")


def adjective_forms(stem: str) -> tuple[str, ...]:
    """Inflect an adjective: russische, russischen, russischer, russischem, russisches."""
    return tuple(stem + ending for ending in _ADJECTIVE_ENDINGS)


@dataclass(frozen=True, slots=True)
class Derived:
    """Forms derived from names of states and regions, mapped to gazetteer identifiers.

    Attributes:
        adjectives: Inflected, in lower case.
        stems: Bare stems, for the first part of "russisch-ukrainisch".
        demonyms: As written.
        states: Names of one word, for compounds ("Ukrainekrieg", "Nordirak").
    """

    adjectives: dict[str, str]
    stems: dict[str, str]
    demonyms: dict[str, str]
    states: dict[str, str]


def _entries() -> Iterator[tuple[str, dict[str, str]]]:
    for row in read_table("de/place_countries.tsv", ("iso", "names", "adjectives", "demonyms")):
        yield f"country:{row['iso']}", row
    for table in ("place_regions", "place_areas"):
        for row in read_table(f"de/{table}.tsv", ("id", "kind", "adjectives", "demonyms")):
            yield f"{row['kind']}:{row['id']}", row


@cache
def derived() -> Derived:
    """Return the derived forms of all states and regions."""
    found = Derived({}, {}, {}, {})
    for place_id, row in _entries():
        for stem in _split(row["adjectives"]):
            found.stems.setdefault(stem.lower(), place_id)
            for form in adjective_forms(stem.lower()):
                found.adjectives.setdefault(form, place_id)
        for singular in _split(row["demonyms"]):
            for form in demonym_forms(singular):
                found.demonyms.setdefault(form, place_id)
        if place_id.startswith("country:"):
            for name in _split(row["names"]):
                if " " not in name and len(name) >= 4 and not name.isupper():
                    found.states.setdefault(name, place_id)
    return found


@cache
def words(table: str, column: str = "word") -> frozenset[str]:
    """Return a column of a table of ``data/de`` as a set."""
    return frozenset(row[column] for row in read_table(f"de/{table}.tsv", (column,)))


@lru_cache(maxsize=10_000)
def type_noun(word: str) -> str:
    """Return the noun of ``place_type_nouns.tsv`` that a word is or ends in behind a hyphen."""
    known = words("place_type_nouns")
    return next((noun for noun in (word, word.rsplit("-", 1)[-1]) if noun in known), "")


@dataclass(frozen=True, slots=True)
class Announced:
    """What a noun in front of a name says about it.

    Attributes:
        kinds: Kinds of places in the gazetteer, empty where it may be any.
        several: Whether it speaks of all names of a list ("die Provinzen Idlib und Aleppo").
    """

    kinds: frozenset[str] = frozenset()
    several: bool = False


_NOTHING = Announced()
#: From this length on a noun counts as the head of a compound too ("Küstenprovinz").
_LEAST_HEAD = 5


@cache
def _announcing() -> dict[str, Announced]:
    return {
        row["word"]: Announced(frozenset(row["kinds"].split("|")), row["number"] == "plural")
        for table in ("place_type_nouns", "place_kind_nouns")
        for row in read_table(f"de/{table}.tsv", ("word", "kinds", "number"))
        if row["kinds"]
    }


@lru_cache(maxsize=10_000)
def announced(word: str) -> Announced:
    """Return what a word in front of a name says about it, also as the head of a compound."""
    known = _announcing()
    head = word.rsplit("-", 1)[-1]
    for noun in (word, head):
        if noun in known:
            return known[noun]
    if not word[:1].isupper():
        return _NOTHING
    heads = (noun for noun in known if len(noun) >= _LEAST_HEAD and head.endswith(noun.lower()))
    return known.get(max(heads, key=len, default=""), _NOTHING)


@cache
def first_names() -> frozenset[str]:
    """Return the compiled first names; none where they have not been compiled."""
    path = DATA / "de" / "compiled" / "first_names.tsv"
    return frozenset(row["name"] for row in read_table(path, ("name",)))
