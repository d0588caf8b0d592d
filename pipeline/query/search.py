"""The sentences behind a figure, looked up with all that was found in them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Literal

from pipeline.query.database import Database, Row
from pipeline.query.evidence import Evidence, assemble
from pipeline.query.figure import PLAIN, Figure
from pipeline.query.filter import Filter
from pipeline.query.window.contents import Contents, contents_of

Order = Literal["strongest", "latest"]
_ORDERS: dict[Order, str] = {
    "strongest": "abs(escalation) DESC, published DESC, doc_id, sentence",
    "latest": "published DESC NULLS LAST, abs(escalation) DESC, doc_id, sentence",
}


class Search(Database):
    """Finds sentences."""

    def evidence(
        self,
        wanted: Filter,
        figure: Figure,
        search: str = "",
        limit: int | None = None,
        order: Order = "strongest",
    ) -> list[Evidence]:
        """Return the sentences behind a figure, the most escalating or relaxing first.

        Args:
            wanted: Which sentences count.
            figure: The figure that is asked about.
            search: Only sentences that contain this text, whatever its case.
            limit: At most so many; None for all.
            order: Whether the latest come first instead.
        """
        strongest = order == "strongest" and not search and figure.kind in PLAIN
        if strongest and limit is not None and (held := contents_of(self, wanted)):
            question = f"evidence {wanted} {figure} {limit}"
            return self.kept(question, lambda: _held(held, wanted, figure, limit))
        where, values = wanted.sentences()
        extra, more = figure.condition(wanted)
        values = [*values, *more]
        if search:
            extra += " AND contains(lower(text), lower(?))"
            values.append(search)
        sentences = self.rows(
            f"SELECT * FROM sentences WHERE {where} AND {extra}"  # noqa: S608
            f" ORDER BY {_ORDERS[order]}" + ("" if limit is None else f" LIMIT {int(limit)}"),
            values,
        )
        return self.assembled(sentences)

    def assembled(self, sentences: list[Row]) -> list[Evidence]:
        """Return rows of the table of sentences with all that was found in them."""
        keys = [(str(row["doc_id"]), int(row["sentence"])) for row in sentences]
        days = [row["published"] for row in sentences]
        parts = {
            table: self._grouped(table, keys, days)
            for table in ("events", "places", "troops", "dates")
        }
        return [
            assemble(row, *(parts[table].get(key, []) for table in parts))
            for key, row in zip(keys, sentences, strict=True)
        ]

    def evidence_count(self, wanted: Filter, figure: Figure, search: str = "") -> int:
        """Return how many sentences ``evidence`` would return without a limit."""
        where, values = wanted.sentences()
        extra, more = figure.condition(wanted)
        values = [*values, *more]
        if search:
            extra += " AND contains(lower(text), lower(?))"
            values.append(search)
        sql = f"SELECT count(*) AS n FROM sentences WHERE {where} AND {extra}"  # noqa: S608
        return int(self.one(sql, values)["n"])

    def _grouped(
        self, table: str, keys: list[tuple[str, int]], days: list[date | None]
    ) -> dict[tuple[str, int], list[Row]]:
        order = "event_id" if table == "events" else '"start"'
        known = [day for day in days if day is not None]
        # Sentences without a date are seldom: all days are looked at then.
        dates = "published BETWEEN ? AND ? AND" if known and len(known) == len(days) else ""
        rows = self.rows(
            f"SELECT * FROM {table} WHERE {dates} (doc_id, sentence) IN"  # noqa: S608
            f" (SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[])) ORDER BY {order}",
            [
                *([min(known), max(known)] if dates else []),
                [doc_id for doc_id, _ in keys],
                [number for _, number in keys],
            ],
        )
        found: defaultdict[tuple[str, int], list[Any]] = defaultdict(list)
        for row in rows:
            found[row["doc_id"], row["sentence"]].append(row)
        return found


def _held(held: Contents, wanted: Filter, figure: Figure, limit: int) -> list[Evidence]:
    """Return the strongest sentences of a figure from what is held in memory."""
    window = held.window
    flags = {
        "escalating": window.escalation > 0,
        "relaxing": window.escalation < 0,
        "tone": window.toned,
    }
    places = held.strongest(wanted, flags.get(figure.kind), limit)
    return [
        assemble(row, *found)
        for row, found in zip(held.rows(places), held.found(places), strict=True)
    ]
