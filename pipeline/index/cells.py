"""Daily cells: the parts of a day added up a country and role, with what intervals need.

The same SQL makes the stored cells of all days (``pipeline/store/cubes.py``) and those of a filter
that the stored ones do not know (``pipeline/query/index_cells.py``), so that both mean the same.
It reads ``parts`` and ``index_copies``, the reprints, which count nowhere.
"""

from __future__ import annotations

from typing import Final, Literal

from pipeline.index.interval import LISTED

#: In which role a country is looked at: whatever role, where it happens, who acts, against whom.
Role = Literal["any", "place", "actor", "target"]

#: Status of events that did not happen as told; a view can leave them out.
NOT_DONE: Final = ("hypothetical", "denied")
#: The same as SQL writes it.
UNREALISED: Final = str(NOT_DONE)

_STATE: Final = "length(party) = 2 AND party NOT IN ('EU', 'UN', 'G7')"
#: For each role the list of countries that a part counts for.
COUNTRIES: Final[dict[Role, str]] = {
    "any": "countries",
    "place": "places",
    "actor": f"list_filter(list_distinct(actors), lambda party: {_STATE})",
    "target": f"list_filter(list_distinct(targets), lambda party: {_STATE})",
}
#: Columns of cells that are held in memory, a table a role; the others are lists.
NUMBERS: Final = (
    "published, country, threats, acts, relief, escalating, articles, reach,"
    " outlets, squares, cross_sum, length, length_squares"
)
#: Columns of a part that cells are made of.
_PART: Final = "published, doc_id, sentence, source, sentences, type, status, side, value"


def spread(role: Role) -> str:
    """Return the query of a part once a country that it counts for in a role."""
    return f"SELECT unnest({COUNTRIES[role]}) AS country, '{role}' AS role, {_PART} FROM chosen"  # noqa: S608


def world() -> str:
    """Return the query of a part for the world, whose country is the empty one."""
    return f"SELECT '' AS country, 'any' AS role, {_PART} FROM chosen"  # noqa: S608


def both() -> str:
    """Return the query that doubles rows of ``spread``: with and without what is unrealised."""
    realised = f"SELECT *, true AS realised FROM spread WHERE status NOT IN {UNREALISED}"  # noqa: S608
    return f"SELECT *, false AS realised FROM spread UNION ALL {realised}"  # noqa: S608


def counted(condition: str) -> str:
    """Return the query of the parts that count: those with a day, reprints left out.

    Args:
        condition: On rows of ``parts``.
    """
    return f"""SELECT * FROM parts
    WHERE published IS NOT NULL AND {condition}
    AND doc_id NOT IN (SELECT doc_id FROM index_copies)"""  # noqa: S608


def shares(condition: str, source: str) -> str:
    """Return the query of single parts with the columns that sums of tension are made of.

    Args:
        condition: On rows of ``parts``.
        source: Query by ``spread`` or ``world``.
    """
    return f"""
WITH chosen AS ({counted(condition)})
SELECT published, country, if(side = 'relief', 0, value) AS tension,
    if(side = 'relief', value, 0) AS relief
FROM ({source})
"""  # noqa: S608


def cells(condition: str, spreads: list[str], rows: str) -> str:
    """Return the query of cells.

    Args:
        condition: On rows of ``parts``.
        spreads: Queries by ``spread`` and ``world``.
        rows: Query of rows with ``realised`` from ``spread``, ``both()`` or one that sets it.
    """
    return f"""
WITH chosen AS ({counted(condition)}), spread AS ({" UNION ALL ".join(spreads)}
), rows AS ({rows}
), articles AS (
    SELECT published, country, role, realised, doc_id,
        any_value(source) AS source, any_value(sentences) AS length,
        coalesce(sum(value) FILTER (side = 'threat'), 0) AS threats,
        coalesce(sum(value) FILTER (side = 'act'), 0) AS acts,
        coalesce(sum(value) FILTER (side = 'relief'), 0) AS relief,
        count(DISTINCT sentence) FILTER (side <> 'relief') AS escalating
    FROM rows GROUP BY ALL
), copies AS (
    SELECT lead AS doc_id, count(*) AS copies FROM index_copies GROUP BY lead
)
SELECT published, country, role, realised,
    sum(threats) AS threats, sum(acts) AS acts, sum(relief) AS relief,
    sum(escalating)::INTEGER AS escalating,
    count(*) FILTER (escalating > 0)::INTEGER AS articles,
    coalesce(sum(1 + coalesce(copies, 0)) FILTER (escalating > 0), 0)::INTEGER AS reach,
    count(DISTINCT source) FILTER (escalating > 0)::INTEGER AS outlets,
    coalesce(sum((threats + acts) ** 2), 0) AS squares,
    coalesce(sum((threats + acts) * length), 0) AS cross_sum,
    coalesce(sum(length) FILTER (escalating > 0), 0)::BIGINT AS length,
    coalesce(sum(length ** 2) FILTER (escalating > 0), 0) AS length_squares,
    coalesce(list_sort(list(DISTINCT source) FILTER (escalating > 0)), []) AS sources,
    if(count(*) FILTER (escalating > 0) > {LISTED}, [], coalesce(
        list(threats + acts ORDER BY doc_id) FILTER (escalating > 0), [])) AS tensions,
    if(count(*) FILTER (escalating > 0) > {LISTED}, [], coalesce(
        list(length ORDER BY doc_id) FILTER (escalating > 0), [])) AS lengths
FROM articles LEFT JOIN copies USING (doc_id)
GROUP BY published, country, role, realised
"""  # noqa: S608


#: Reprints: all articles of a cluster of near-duplicates but its first one, ``lead``.
COPIES: Final = """
SELECT doc_id, published, lead FROM (
    SELECT doc_id, published, first_value(doc_id) OVER (
        PARTITION BY coalesce(cluster, doc_id)
        ORDER BY published NULLS LAST, published_at NULLS LAST, doc_id
    ) AS lead
    FROM documents
) WHERE lead <> doc_id
"""

#: All articles with a sentence, reprints once, and their sentences, a day and source.
BASE: Final = """
SELECT published, coalesce(source, '') AS source, count(*)::INTEGER AS articles,
    sum(sentences)::BIGINT AS sentences, sum(sentences::BIGINT ** 2)::DOUBLE AS squares
FROM documents
WHERE published IS NOT NULL AND sentences > 0
AND doc_id NOT IN (SELECT doc_id FROM index_copies)
GROUP BY ALL
"""
