"""The parts of the index as numbers and short texts, and their sums a day, country and type.

Both are made from ``parts`` and ``index_copies`` as the cells are. Questions about days or outlets
read the first, of which they need a few columns without any list; sums of a type over years read
the second. Reprints count nowhere.
"""

from __future__ import annotations

from typing import Final

from pipeline.index.cells import UNREALISED, counted

#: Stands between the entries of a list that is stored as one text.
SEPARATOR: Final = "\x1f"
_LISTS: Final = ", ".join(
    f"array_to_string({name}, chr({ord(SEPARATOR)})) AS {name}"
    for name in ("actors", "targets", "places", "countries")
)


def flat(condition: str) -> str:
    """Return the query of the parts of some days, each article with its number in its day.

    Args:
        condition: On rows of ``parts``.
    """
    return f"""
SELECT published, (dense_rank() OVER (PARTITION BY published ORDER BY doc_id) - 1) AS article,
    doc_id, sentence, source, sentences AS length, 1 + coalesce(copies, 0) AS reach,
    type, status, side, value, {_LISTS}
FROM ({counted(condition)})
LEFT JOIN (SELECT lead AS doc_id, count(*) AS copies FROM index_copies GROUP BY lead)
USING (doc_id)
ORDER BY published, article, sentence, event_id
"""  # noqa: S608


def by_type(condition: str, spreads: list[str]) -> str:
    """Return the query of tension and relief a day, country, role and type.

    Args:
        condition: On rows of ``parts``.
        spreads: Queries by ``cells.spread`` and ``cells.world``.
    """
    done = f"status NOT IN {UNREALISED}"
    return f"""
WITH chosen AS ({counted(condition)})
SELECT published, country, role, type,
    coalesce(sum(value) FILTER (side <> 'relief'), 0) AS tension,
    coalesce(sum(value) FILTER (side = 'relief'), 0) AS relief,
    coalesce(sum(value) FILTER (side <> 'relief' AND {done}), 0) AS tension_done,
    coalesce(sum(value) FILTER (side = 'relief' AND {done}), 0) AS relief_done
FROM ({" UNION ALL ".join(spreads)}) GROUP BY published, country, role, type
ORDER BY role, type, published, country
"""  # noqa: S608
