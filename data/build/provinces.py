"""First-level units of states: extents and names for the regions of our tables, and new regions.

A unit of ``data/places/admin1.tsv`` that a table already names gives that region its extent. The
others become regions of their own. Their bare name is taken only where nothing else is called so:
a province called like its capital ("Idlib", "Donezk") is named with its sort ("Provinz Idlib"), and
its bare name leads to it only where a noun in front says that a region is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from data.build.entry import Entry, box_of, inside, normal, split, usable
from data.build.names import is_ambiguous
from data.build.transcription import plain
from pipeline.language import read_table

#: Words that Natural Earth's German names carry beside those of ``place_admin_words.tsv``.
_MORE_WORDS = (
    "Autonome Republik|Autonome Provinz|Autonomer Kreis|Governorat|Kreis|Rajon|Gemeinde|Powiat"
    "|Okrug|Bezirk|Woblast|Staat|Freie Hansestadt|Verwaltungsbezirk|Verwaltungsregion|Parish"
)

#: Natural Earth's word for the district of a capital, which bears the capital's name.
_CAPITAL_DISTRICT = "Federal District"


@cache
def _words(country: str, sort: str) -> tuple[str, ...]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("de/place_admin_words.tsv", ("country", "sort", "words")):
        if row["sort"] == sort and row["country"] in {country, "*"}:
            found[row["country"]] = tuple(split(row["words"]))
    return found.get(country) or found.get("*") or ()


@cache
def _sorts() -> re.Pattern[str]:
    rows = read_table("de/place_admin_words.tsv", ("words",))
    words = {word for row in rows for word in split(row["words"])} | set(_MORE_WORDS.split("|"))
    return re.compile(rf"^(?:{'|'.join(sorted(words, key=len, reverse=True))}) (?=[A-ZÄÖÜ])")


def _bare(name: str) -> str:
    return _sorts().sub("", normal(name))


def _key(name: str) -> str:
    """Return a name for comparison: without sort, accents, case and hyphens."""
    letters = unicodedata.normalize("NFKD", _bare(name).casefold().replace("-", " "))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _usual_sort(country: str) -> str:
    """Return the sort of more than half of a state's units, empty where there is none."""
    rows = read_table("places/admin1.tsv", ("country", "sort"))
    sorts = [row["sort"] for row in rows if row["country"] == country]
    sort, count = Counter(sorts).most_common(1)[0]
    return sort if 2 * count > len(sorts) else ""


def _typed(row: dict[str, str], sort: str) -> list[str]:
    bare = _bare(row["name_de"])
    return [name for word in _words(row["country"], sort) if usable(name := f"{word} {bare}")]


def _bare_names(row: dict[str, str]) -> frozenset[str]:
    """Return all names of a unit without its sort, with and without marks."""
    names = {_bare(row[column]) for column in ("name_de", "name_en", "local") if row[column]}
    return frozenset(filter(usable, names | {plain(name) for name in names}))


def extend(regions: Iterable[Entry]) -> set[str]:
    """Give the regions of our tables their extents, and return the codes of their units."""
    known: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in regions:
        for name in {entry.name_en, *entry.names}:
            known[entry.country, _key(name)].append(entry)
    taken = set()
    for row in read_table("places/admin1.tsv", ("code", "country", "name_de", "lat")):
        box = box_of(row)
        keys = {_key(row[column]) for column in ("name_de", "name_en", "local") if row[column]}
        for entry in (entry for key in sorted(keys) for entry in known[row["country"], key]):
            if entry.lat is None or entry.lon is None or not inside(box, entry.lat, entry.lon):
                continue
            taken.add(row["code"])
            entry.extent = entry.extent or box
            if row["sort"] != _CAPITAL_DISTRICT:  # "Bundesstaat Washington" is not the capital's
                entry.typed |= _bare_names(row)
            for name in _typed(row, row["sort"]):
                entry.names.setdefault(name, True)
    return taken


def regions(taken: set[str], named: set[str]) -> Iterator[Entry]:
    """Yield the units that no table names; ``named`` are all names that places already have."""
    given: set[str] = set()
    for row in read_table("places/admin1.tsv", ("code", "country", "name_de", "lat")):
        if row["code"] in taken:
            continue
        bare = _bare(row["name_de"])
        free = bare not in named and usable(bare) and not is_ambiguous(bare) and bare not in given
        own = "" if row["code"].endswith("~") else _usual_sort(row["country"])
        names = _typed(row, row["sort"] or own)
        if free:
            names.insert(0, bare)
            given.add(bare)
        if not names and not row["sort"]:
            continue
        yield Entry(
            id=f"admin1:{row['code']}",
            name_de=names[0] if names else normal(row["name_de"]),
            name_en=row["name_en"],
            country=row["country"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            kind="region",
            population=0,
            names=dict.fromkeys(names, True),
            extent=box_of(row),
            typed=_bare_names(row),
        )
