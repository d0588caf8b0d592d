"""The index of tension over a snapshot: the only door to it for views, exports and alerts.

Figures are in points: 100 is the mean tension of the world over the baseline. Where there are too
few articles, a figure is None. Reprints count once. ``docs/methodology.md`` has the formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from pipeline.index import points, tension
from pipeline.index.change import pieces
from pipeline.index.spikes import SpikeRule
from pipeline.query import index_changes, index_periods, index_series, index_spans
from pipeline.query.filter import Filter
from pipeline.query.index_cells import Base, bases
from pipeline.query.index_rows import (
    Article,
    Baseline,
    Change,
    CountryTension,
    Mover,
    PairTension,
    PeriodTension,
    Spike,
    TensionDay,
    View,
    Wanted,
    Weighed,
)
from pipeline.query.index_spikes import Risen, risen
from pipeline.query.periods import Period
from pipeline.query.search import Search

_VIEW = View()
_RULE = SpikeRule()


class IndexQuery:
    """Answers questions about the index of one snapshot; safe to share between threads."""

    def __init__(self, query: Search, first: date | None = None, last: date | None = None) -> None:
        """Take the baseline from ``first`` to ``last``, without them all days of the snapshot."""
        self._query = query
        self._window = Filter(first=first, last=last)

    @cached_property
    def _baseline(self) -> Baseline:
        return self._query.once(f"baseline {self._window}", self._reckoned_baseline)

    def _reckoned_baseline(self) -> Baseline:
        span = index_periods.span_of(self._query, self._window)
        base = sum(bases(self._query, self._window).values(), Base())
        terms, values = self._window.base()
        where = " AND ".join([*terms, "country = ''"])
        table = self._query.cells("any", realised=False)
        row = self._query.one(
            f"SELECT coalesce(sum(threats + acts), 0) AS value FROM {table} WHERE {where}",  # noqa: S608
            values,
        )
        share = tension(row["value"], base.sentences)
        first, last = span or (None, None)
        return Baseline(first, last, share, base.articles)

    def baseline(self) -> Baseline:
        """Return what 100 points are."""
        return self._baseline

    def previous(self, wanted: Filter) -> Filter | None:
        """Return the same filter for the period of equal length before; None without any date."""
        return index_periods.before(self._query, wanted)

    def figure(self, wanted: Filter, view: View = _VIEW) -> PeriodTension:
        """Return the figure of a filter over all its days; several countries are taken together."""
        return index_periods.figure(self._query, wanted, view, self._baseline.share)

    def figures(
        self, wanted: Filter, spans: Sequence[Period], view: View = _VIEW
    ) -> list[PeriodTension]:
        """Return the figure of each of some adjoining periods, as ``figure`` has them."""
        if not spans:
            return []
        return index_spans.figures(self._query, wanted, view, self._baseline.share, spans)

    def by_period(
        self, wanted: Filter, spans: Sequence[Period], view: View = _VIEW
    ) -> list[tuple[float | None, float | None]]:
        """Return tension and relief of each of some adjoining periods, as ``figure`` has them."""
        if not spans:
            return []
        return index_spans.by_period(self._query, wanted, view, self._baseline.share, spans)

    def series(self, wanted: Filter, view: View = _VIEW) -> list[TensionDay]:
        """Return each day with an article: of each country of a filter, or of the world.

        Sorted by country, then by day. Days without any article are left out.
        """
        return index_series.series(self._query, wanted, view, self._baseline.share)

    def countries(self, wanted: Filter, view: View = _VIEW) -> list[CountryTension]:
        """Return the countries of a filter, or all with a figure, the tensest first."""
        span = index_periods.span_of(self._query, wanted)
        return index_periods.countries(self._query, wanted, view, self._baseline.share, span)

    def movers(self, wanted: Filter, view: View = _VIEW, limit: int = 10) -> list[Mover]:
        """Return the countries that moved most against the period before, with reasons.

        A country must have two articles with tension in one of the two periods.
        """
        former = self.previous(wanted)
        span = index_periods.span_of(self._query, wanted)
        if former is None or span is None:
            return []
        latter = wanted.between(*span)
        now = self.countries(latter, view)
        was = index_periods.articles(self._query, former, view)
        moved = [
            row for row in now if row.change and max(row.articles, was.get(row.country, 0)) >= 2
        ]
        moved.sort(key=lambda row: (-abs(row.change or 0.0), row.country))
        scales = [self._scale(one) for one in (former, latter)]
        codes = [row.country for row in moved[:limit]]
        found = index_changes.reasons(self._query, codes, (former, latter), view, scales, 3)
        return [
            Mover(
                country=row.country,
                before=row.before or 0.0,
                after=row.tension or 0.0,
                change=row.change or 0.0,
                z=row.z,
                articles=row.articles,
                sources=row.sources,
                types=found[row.country][0],
                pairs=found[row.country][1],
            )
            for row in moved[:limit]
        ]

    def why(
        self,
        wanted: Filter,
        before: Filter | None = None,
        view: View = _VIEW,
        limit: int = 12,
    ) -> Change | None:
        """Divide the change between two periods; None when one has too few articles.

        Args:
            wanted: The period after, and what counts.
            before: The same for the period before; without it the period of equal length before.
            view: How the index is looked at.
            limit: How many groups are named of each kind; the others are one piece.
        """
        former = before or self.previous(wanted)
        if former is None:
            return None
        now, was = self.figure(wanted, view), self.figure(former, view)
        if was.tension is None or now.tension is None:
            return None
        scales = [self._scale(one) for one in (former, wanted)]
        keys = ("types", "pairs", "sources", "articles")
        sides = index_changes.divide(self._query, keys, former, wanted, view, scales)
        divided = {key: pieces(*both, limit) for key, both in sides.items()}
        return Change(was, now, now.tension - was.tension, **divided)

    def pairs(self, wanted: Filter, view: View = _VIEW) -> list[PairTension]:
        """Return who acts against whom, the tensest pair first."""
        return index_changes.pairs(self._query, wanted, view, self._scale(wanted))

    def evidence(
        self,
        wanted: Filter,
        view: View = _VIEW,
        side: Wanted = "tension",
        limit: int | None = None,
    ) -> list[Weighed]:
        """Return the sentences that a figure adds up, the heaviest first.

        Their points add up to the figure of ``figure`` with the same filter and view.
        """
        scale = self._scale(wanted)
        return index_changes.weighed(self._query, wanted, view, side, scale, limit)

    def evidence_count(self, wanted: Filter, view: View = _VIEW, side: Wanted = "tension") -> int:
        """Return how many sentences ``evidence`` would return without a limit."""
        return index_changes.weighed_count(self._query, wanted, view, side)

    def articles(self, doc_ids: Iterable[str]) -> dict[str, Article]:
        """Return the headings of articles by identifier."""
        return index_changes.articles(self._query, doc_ids)

    def spikes(
        self,
        wanted: Filter,
        view: View = _VIEW,
        rule: SpikeRule = _RULE,
        limit: int = 20,
        quotes: int = 3,
    ) -> list[Spike]:
        """Return days that rise above their past, the latest first, each with its evidence.

        Args:
            wanted: The days; of its countries, or without any of all and of the world.
            view: How the index is looked at.
            rule: What a spike is.
            limit: How many are returned.
            quotes: Sentences for each.
        """
        found = risen(self._query, wanted, view, rule, self._baseline.share)
        return [self._spike(one, wanted, view, quotes) for one in found[:limit]]

    def _spike(self, one: Risen, wanted: Filter, view: View, quotes: int) -> Spike:
        day = wanted.between(one.day, one.day).of((one.country,) if one.country else ())
        scale = self._scale(day)
        nothing = day.between(date.min, date.min)
        sides = index_changes.divide(self._query, ("types",), nothing, day, view, (0.0, scale))
        return Spike(
            day=one.day,
            country=one.country,
            tension=one.tension,
            z=one.z,
            mean=one.mean,
            articles=one.articles,
            sources=self.figure(day, view).sources,
            reach=one.reach,
            types=pieces({}, sides["types"][1], 3),
            evidence=tuple(self.evidence(day, view, limit=quotes)),
        )

    def _scale(self, wanted: Filter) -> float:
        """Return the points that a value of 1 is under a filter."""
        base = sum(bases(self._query, wanted).values(), Base())
        return points(1.0, base.sentences, self._baseline.share)
