"""What made the index move, who against whom, and the sentences behind a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pipeline.index.cells import COUNTRIES
from pipeline.index.change import UNKNOWN, Piece, pieces
from pipeline.query.filter import Filter
from pipeline.query.index_cells import chosen_parts
from pipeline.query.index_rows import Article, PairTension, View, Wanted, Weighed
from pipeline.query.search import Search

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
#: What a change is divided by: the key of a part, and where parts are read from.
_KEYS: Final = {
    "types": ("type", "{parts}"),
    "pairs": ("if(type = '', '', actor || '>' || target)", f"({_PAIRS})"),
    "sources": ("source", "{parts}"),
    "articles": ("doc_id", "{parts}"),
}

#: Of a country: its pieces by type and by pair.
Reasons = Mapping[str, tuple[tuple[Piece, ...], tuple[Piece, ...]]]


def divide(
    query: Search, key: str, former: Filter, latter: Filter, view: View, scales: Sequence[float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the points of each group of parts in two periods.

    Args:
        query: Where to ask.
        key: "types", "pairs", "sources" or "articles".
        former: The filter for the period before.
        latter: The filter for the period after.
        view: How the index is looked at.
        scales: Points that a value of 1 is in each.
    """
    found = []
    for wanted, scale in zip((former, latter), scales, strict=True):
        (where, values), (column, source) = chosen_parts(wanted, view), _KEYS[key]
        rows = query.rows(
            f"SELECT {column} AS key, sum(value) AS value"  # noqa: S608
            f" FROM {source.format(parts=_PARTS.format(where=where))}"
            f" WHERE {_SIDE['tension']} GROUP BY ALL",
            values,
        )
        found.append({row["key"] or "": scale * row["value"] for row in rows})
    return found[0], found[1]


def reasons(
    query: Search,
    codes: Sequence[str],
    periods: tuple[Filter, Filter],
    view: View,
    scales: Sequence[float],
    limit: int,
) -> Reasons:
    """Return what moved each of some countries, by type and by pair."""
    found: dict[str, list[tuple[Piece, ...]]] = {code: [] for code in codes}
    for key in ("types", "pairs"):
        column, source = _KEYS[key]
        sums = [_by_country(query, one, view, column, source, codes) for one in periods]
        for code in codes:
            before, after = (
                {k: scale * v for k, v in side[code].items()}
                for side, scale in zip(sums, scales, strict=True)
            )
            found[code].append(pieces(before, after, limit))
    return {code: (both[0], both[1]) for code, both in found.items()}


def _by_country(
    query: Search, wanted: Filter, view: View, column: str, source: str, codes: Sequence[str]
) -> Mapping[str, dict[str, float]]:
    where, values = chosen_parts(replace(wanted, countries=tuple(codes)), view)
    rows = query.rows(
        f"SELECT country, {column} AS key, sum(value) AS value FROM"  # noqa: S608
        f" (SELECT *, unnest({COUNTRIES[view.role]}) AS country"
        f" FROM {source.format(parts=_PARTS.format(where=where))})"
        f" WHERE {_SIDE['tension']} GROUP BY ALL",
        values,
    )
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        found[row["country"]][row["key"] or ""] = row["value"]
    return found


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
        "WITH heavy AS (SELECT doc_id, sentence, sum(value) AS value"  # noqa: S608
        f" FROM {_PARTS.format(where=where)} WHERE {_SIDE[side]} GROUP BY ALL"
        f" ORDER BY value DESC, doc_id, sentence{heaviest})"
        " SELECT sentences.*, heavy.value AS value,"
        " 1 + (SELECT count(*) FROM index_copies WHERE lead = heavy.doc_id) AS reach"
        " FROM heavy JOIN sentences USING (doc_id, sentence)"
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
    where, values = chosen_parts(wanted, view)
    row = query.one(
        f"SELECT count(DISTINCT (doc_id, sentence)) AS n FROM {_PARTS.format(where=where)}"  # noqa: S608
        f" WHERE {_SIDE[side]}",
        values,
    )
    return int(row["n"])


def articles(query: Search, doc_ids: Iterable[str]) -> dict[str, Article]:
    """Return the headings of some articles by their identifier."""
    rows = query.rows(
        "SELECT doc_id, published AS day, coalesce(source, '') AS source,"
        " coalesce(title, '') AS title, coalesce(url, '') AS url,"
        " 1 + (SELECT count(*) FROM index_copies WHERE lead = documents.doc_id) AS reach"
        " FROM documents WHERE doc_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(doc_ids)],
    )
    return {row["doc_id"]: Article(**row) for row in rows}
