"""What made the index move, who against whom, and the sentences behind a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pipeline.index.cells import COUNTRIES
from pipeline.index.change import UNKNOWN, Piece, pieces
from pipeline.query.filter import Filter
from pipeline.query.index_cells import chosen_parts
from pipeline.query.index_rows import Article, PairTension, View, Wanted, Weighed
from pipeline.query.search import Search
from pipeline.query.window.divided import groups
from pipeline.query.window.parts import parts_of
from pipeline.query.window.weighed import sentence_count

#: Parts of first appearances of an article, reprints left out.
_PARTS: Final = (
    "(SELECT * FROM parts WHERE published IS NOT NULL AND {where}"
    " AND doc_id NOT IN (SELECT doc_id FROM index_copies))"
)
_SIDE: Final[dict[Wanted, str]] = {
    "tension": "side <> 'relief'",
    "threat": "side = 'threat'",
    "act": "side = 'act'",
    "relief": "side = 'relief'",
}
#: Each part once a pair, with its share of the value; parts without an event have no pair.
_PAIRS: Final = """
SELECT *, unnest(targets_) AS target FROM (
    SELECT *, unnest(actors_) AS actor FROM (
        SELECT * EXCLUDE (value),
            if(len(actors) = 0, ['?'], actors) AS actors_,
            if(len(targets) = 0, ['?'], targets) AS targets_,
            value / greatest(len(actors), 1) / greatest(len(targets), 1) AS value
        FROM {parts}
    )
)
"""
#: What a change is divided by, as columns of ``_PAIRS``; its shares of a part add up to the part.
_KEYS: Final = {
    "types": "type",
    "pairs": "if(type = '', '', actor || '>' || target)",
    "sources": "source",
    "articles": "doc_id",
}
#: Columns that these and the roles of countries are read from; no other is fetched.
_COLUMNS: Final = "doc_id, type, source, actors, targets, places, countries, value"

#: Of a country: its pieces by type and by pair.
Reasons = Mapping[str, tuple[tuple[Piece, ...], tuple[Piece, ...]]]
#: What names the country of a row, the query of parts once a pair, with ``{parts}`` for the parts,
#: and its parameters.
Source = tuple[str, str, list[object]]
#: Which of the keys, 0 before or 1 after, country, what the key is there, and the sum.
Group = tuple[str, int, str, str, float]
#: Points of each group of parts, before and after.
Sides = tuple[dict[str, float], dict[str, float]]


def divide(
    query: Search,
    keys: Sequence[str],
    former: Filter,
    latter: Filter,
    view: View,
    scales: Sequence[float],
) -> dict[str, Sides]:
    """Return the points of each group of parts in two periods, by what they are grouped by.

    Args:
        query: Where to ask.
        keys: Of "types", "pairs", "sources" and "articles".
        former: The filter for the period before.
        latter: The filter for the period after.
        view: How the index is looked at.
        scales: Points that a value of 1 is in each.
    """
    found: dict[str, Sides] = {key: ({}, {}) for key in keys}
    held = _held(query, keys, (former, latter), view)
    source: Source = ("''", f"({_PAIRS})", [])
    rows = _grouped(query, keys, (former, latter), view, source) if held is None else held
    for cut, side, _, key, value in rows:
        found[cut][side][key] = scales[side] * value
    return found


def reasons(
    query: Search,
    codes: Sequence[str],
    periods: tuple[Filter, Filter],
    view: View,
    scales: Sequence[float],
    limit: int,
) -> Reasons:
    """Return what moved each of some countries, by type and by pair."""
    sides: dict[tuple[str, str], Sides] = {
        (code, key): ({}, {}) for code in codes for key in ("types", "pairs")
    }
    named = (periods[0].of(codes), periods[1].of(codes))
    counted = f"unnest(list_intersect({COUNTRIES[view.role]}, ?::VARCHAR[]))"
    keys = ("types", "pairs")
    held = _held(query, keys, named, view, codes)
    source: Source = ("code", f"(SELECT *, {counted} AS code FROM ({_PAIRS}))", [list(codes)])  # noqa: S608
    rows = _grouped(query, keys, named, view, source) if held is None else held
    for cut, side, code, key, value in rows:
        sides[code, cut][side][key] = scales[side] * value
    found = {place: pieces(*both, limit) for place, both in sides.items()}
    return {code: (found[code, "types"], found[code, "pairs"]) for code in codes}


def _held(
    query: Search,
    keys: Sequence[str],
    periods: tuple[Filter, Filter],
    view: View,
    codes: Sequence[str] = ("",),
) -> list[Group] | None:
    """Return what ``_grouped`` does of parts that are held in memory; None where they are not."""
    # The latter comes first: its window holds the period before it, too.
    latter = parts_of(query, periods[1])
    former = parts_of(query, periods[0], past=False)
    if former is None or latter is None:
        return None
    return [
        (key, side, code, name, value)
        for side, (window, wanted) in enumerate(zip((former, latter), periods, strict=True))
        for key, code, name, value in groups(window, keys, wanted, view, codes)
    ]


def _grouped(
    query: Search,
    keys: Sequence[str],
    periods: tuple[Filter, Filter],
    view: View,
    source: Source,
) -> list[Group]:
    """Return the sums of parts of two periods by country and key, all keys in one question.

    Args:
        query: Where to ask.
        keys: Of ``_KEYS``.
        periods: The filters for the period before and after.
        view: How the index is looked at.
        source: Of the pairs.
    """
    code, spread, named = source
    conditions = [chosen_parts(one, view) for one in periods]
    parts = " UNION ALL ".join(
        f"SELECT {side} AS side, {_COLUMNS} FROM {_PARTS.format(where=where)}"  # noqa: S608
        f" WHERE {_SIDE['tension']}"
        for side, (where, _) in enumerate(conditions)
    )
    columns = ", ".join(f"{_KEYS[key]} AS k{number}" for number, key in enumerate(keys))
    sets = ", ".join(f"(k{number})" for number in range(len(keys)))
    names = ", ".join(f"k{number}" for number in range(len(keys)))
    rows = query.tuples(
        f"SELECT grouping({names}), side, code, coalesce({names}, ''), sum(value)"  # noqa: S608
        f" FROM (SELECT side, {code} AS code, {columns}, value"
        f" FROM {spread.format(parts=f'({parts})')}) GROUP BY side, code, GROUPING SETS ({sets})",
        [*named, *(value for _, values in conditions for value in values)],
    )
    # ``grouping`` has a bit for each key, set where it is not grouped by; the first is the highest.
    every = 2 ** len(keys) - 1
    cuts = {every - 2 ** (len(keys) - 1 - n): key for n, key in enumerate(keys)}
    return [(cuts[cut], side, code, key, value) for cut, side, code, key, value in rows]


def pairs(query: Search, wanted: Filter, view: View, scale: float) -> list[PairTension]:
    """Return who acts against whom under a filter, the tensest pair first."""
    where, values = chosen_parts(wanted, view)
    rows = query.rows(
        "SELECT actor, target, coalesce(sum(value) FILTER (side <> 'relief'), 0) AS tension,"  # noqa: S608
        " coalesce(sum(value) FILTER (side = 'relief'), 0) AS relief, count(*) AS events"
        f" FROM ({_PAIRS.format(parts=_PARTS.format(where=where))}) WHERE type <> ''"
        " GROUP BY actor, target ORDER BY tension DESC, relief DESC, actor, target",
        values,
    )
    return [
        PairTension(
            row["actor"] or UNKNOWN,
            row["target"] or UNKNOWN,
            scale * row["tension"],
            scale * row["relief"],
            row["events"],
        )
        for row in rows
    ]


def weighed(
    query: Search, wanted: Filter, view: View, side: Wanted, scale: float, limit: int | None
) -> list[Weighed]:
    """Return the sentences behind a figure with the points that each adds, the heaviest first."""
    where, values = chosen_parts(wanted, view)
    heaviest = "" if limit is None else f" LIMIT {int(limit)}"
    rows = query.rows(
        "WITH heavy AS (SELECT doc_id, sentence, published, sum(value) AS value"  # noqa: S608
        f" FROM {_PARTS.format(where=where)} WHERE {_SIDE[side]} GROUP BY ALL"
        f" ORDER BY value DESC, doc_id, sentence{heaviest})"
        " SELECT sentences.*, heavy.value AS value,"
        " 1 + (SELECT count(*) FROM index_copies WHERE lead = heavy.doc_id) AS reach"
        " FROM heavy JOIN sentences USING (doc_id, sentence, published)"
        " ORDER BY value DESC, doc_id, sentence",
        values,
    )
    found = query.assembled(rows)
    return [
        Weighed(scale * row["value"], row["reach"], evidence)
        for row, evidence in zip(rows, found, strict=True)
    ]


def weighed_count(query: Search, wanted: Filter, view: View, side: Wanted) -> int:
    """Return how many sentences ``weighed`` would return without a limit."""
    if window := parts_of(query, wanted):
        return sentence_count(window, wanted, view, side)
    where, values = chosen_parts(wanted, view)
    row = query.one(
        f"SELECT count(DISTINCT (doc_id, sentence)) AS n FROM {_PARTS.format(where=where)}"  # noqa: S608
        f" WHERE {_SIDE[side]}",
        values,
    )
    return int(row["n"])


def articles(query: Search, doc_ids: Iterable[str]) -> dict[str, Article]:
    """Return the headings of some articles by identifier, the first sentence for a missing one."""
    rows = query.rows(
        "SELECT doc_id, published AS day, coalesce(source, '') AS source,"
        " coalesce(title, '') AS title, coalesce(url, '') AS url,"
        " 1 + (SELECT count(*) FROM index_copies WHERE lead = documents.doc_id) AS reach"
        " FROM documents WHERE doc_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(doc_ids)],
    )
    bare = [row["doc_id"] for row in rows if not row["title"]]
    begun = _beginnings(query, bare) if bare else {}
    return {
        row["doc_id"]: Article(**row | {"title": row["title"] or begun.get(row["doc_id"], "")})
        for row in rows
    }


def _beginnings(query: Search, doc_ids: list[str]) -> dict[str, str]:
    rows = query.rows(
        "SELECT doc_id, arg_min(text, sentence) AS text FROM sentences"
        " WHERE doc_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY doc_id",
        [doc_ids],
    )
    return {row["doc_id"]: row["text"] for row in rows}
