"""Daily cells of the index under a filter: the stored ones where they serve, else made anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pipeline.index.cells import COUNTRIES, UNREALISED, cells, shares, spread, world
from pipeline.index.interval import Sample
from pipeline.query.database import Database, Row
from pipeline.query.filter import Condition, Filter, among
from pipeline.query.index_rows import View
from pipeline.query.window.parts import parts_of
from pipeline.query.window.weighed import by_day

#: The cell of a day or period without a part.
NO_CELL: Final[Row] = {
    "threats": 0.0,
    "acts": 0.0,
    "relief": 0.0,
    "articles": 0,
    "escalating": 0,
    "sources": (),
    "reach": 0,
    "squares": 0.0,
    "cross_sum": 0.0,
    "length": 0,
    "length_squares": 0.0,
    "tensions": (),
    "lengths": (),
}


@dataclass(frozen=True, slots=True)
class Base:
    """What shares are taken of: articles, their sentences and the sum of squares of these."""

    articles: int = 0
    sentences: int = 0
    squares: float = 0.0

    def __add__(self, other: Base) -> Base:
        """Add two bases."""
        return Base(
            self.articles + other.articles,
            self.sentences + other.sentences,
            self.squares + other.squares,
        )


def bases(query: Database, wanted: Filter) -> dict[date, Base]:
    """Return the base of each day of a filter that has an article, in order."""
    if wanted.sources:
        return _bases(query, wanted)
    known = query.once("bases", lambda: _bases(query, Filter()))
    days = list(known)
    start = bisect_left(days, wanted.first) if wanted.first else 0
    end = bisect_right(days, wanted.last) if wanted.last else len(days)
    return {day: known[day] for day in days[start:end]}


def _bases(query: Database, wanted: Filter) -> dict[date, Base]:
    terms, values = wanted.base()
    rows = query.tuples(
        "SELECT published, sum(articles)::BIGINT, sum(sentences)::BIGINT, sum(squares)"  # noqa: S608
        f" FROM index_base WHERE {' AND '.join(terms) or 'true'}"
        " GROUP BY published ORDER BY published",
        values,
    )
    return {day: Base(*numbers) for day, *numbers in rows}


def day_cells(query: Database, wanted: Filter, view: View) -> list[Row]:
    """Return whole cells of the countries of a filter, or of the world without any."""
    if not is_plain(wanted) and (window := parts_of(query, wanted, past=False)):
        return query.kept(f"days {wanted} {view}", lambda: by_day(window, wanted, view))
    relation, values = relation_of(query, wanted, view, wanted.countries or ("",), lists=True)
    return query.rows(relation, values)


def relation_of(
    query: Database,
    wanted: Filter,
    view: View,
    countries: tuple[str, ...] | None,
    *,
    lists: bool = False,
) -> Condition:
    """Return the query of the cells of some countries, or of all for None, and its parameters.

    Args:
        query: Where to ask.
        wanted: Which parts count, but for its countries.
        view: Role, and whether what is unrealised counts.
        countries: Codes; "" is the world.
        lists: Whether the columns that are lists are wanted, too.
    """
    chosen, codes = _among(countries)
    if is_plain(wanted):
        terms, values = wanted.base()
        where = " AND ".join([*terms, chosen])
        role, realised = "any" if countries == ("",) else view.role, not view.unrealised
        if not lists:
            table = query.cells(role, realised=realised)
            return f"SELECT * FROM {table} WHERE {where}", [*values, *codes]  # noqa: S608
        return (
            f"SELECT * FROM index_cells WHERE {where} AND role = ? AND realised = ?",  # noqa: S608
            [*values, *codes, role, realised],
        )
    where, values = _parts_of(wanted, view, countries)
    source = world() if countries == ("",) else spread(view.role)
    rows = f"SELECT *, false AS realised FROM spread WHERE {chosen}"  # noqa: S608
    return cells(where, [source], rows), [*values, *codes]


def shares_of(
    query: Database, wanted: Filter, view: View, countries: tuple[str, ...] | None
) -> Condition:
    """Return the query of tension and relief of days and countries, one or more rows of each.

    Takes what ``relation_of`` takes.
    """
    if is_plain(wanted):
        relation, values = relation_of(query, wanted, view, countries)
        return f"SELECT published, country, threats + acts AS tension, relief FROM ({relation})", (  # noqa: S608
            values
        )
    chosen, codes = _among(countries)
    if is_plain(replace(wanted, types=())):
        return _shares_by_type(wanted, view, countries)
    where, values = _parts_of(wanted, view, countries)
    source = world() if countries == ("",) else spread(view.role)
    return f"SELECT * FROM ({shares(where, source)}) WHERE {chosen}", [*values, *codes]  # noqa: S608


def _shares_by_type(wanted: Filter, view: View, countries: tuple[str, ...] | None) -> Condition:
    """Return the query of the stored sums of some types, which add up as articles do not."""
    chosen, codes = _among(countries)
    among_types, types = among("type", wanted.types)
    terms, values = wanted.base()
    role = "any" if countries == ("",) else view.role
    done = "" if view.unrealised else "_done"
    where = " AND ".join([*terms, chosen, among_types, "role = ?"])
    return (
        f"SELECT published, country, tension{done} AS tension, relief{done} AS relief"  # noqa: S608
        f" FROM index_types WHERE {where}",
        [*values, *codes, *types, role],
    )


def sample(row: Row, base: Base) -> Sample:
    """Return the articles behind a cell, or behind the sum of several, and its base."""
    return Sample(
        articles=row["articles"],
        tension=row["threats"] + row["acts"],
        squares=row["squares"],
        cross=row["cross_sum"],
        sentences=row["length"],
        sentence_squares=row["length_squares"],
        others=base.sentences - row["length"],
        other_squares=base.squares - row["length_squares"],
        tensions=row["tensions"],
        lengths=row["lengths"],
    )


def _parts_of(wanted: Filter, view: View, countries: tuple[str, ...] | None) -> Condition:
    """Return the condition on parts that count for some countries, for all or for the world."""
    named = () if countries in {None, ("",)} else countries or ()
    return chosen_parts(wanted.of(named), view)


def _among(countries: tuple[str, ...] | None) -> Condition:
    if countries is None:
        return "country <> ''", []
    return among("country", countries)


def together(query: Database, wanted: Filter, view: View, *, lists: bool = False) -> Condition:
    """Return the query of the cells of all countries of a filter taken as one, country ""."""
    if len(wanted.countries) < 2:
        return relation_of(query, wanted, view, wanted.countries or ("",), lists=lists)
    where, values = chosen_parts(wanted, view)
    return cells(where, [world()], "SELECT *, false AS realised FROM spread"), values


def shares_together(query: Database, wanted: Filter, view: View) -> Condition:
    """Return a query like ``together`` that serves for sums of tension and relief alone."""
    if len(wanted.countries) < 2:
        return shares_of(query, wanted, view, wanted.countries or ("",))
    where, values = chosen_parts(wanted, view)
    return shares(where, world()), values


def chosen_parts(wanted: Filter, view: View) -> Condition:
    """Return the condition on parts of a filter, with that on countries in their role."""
    where, values = parts_condition(wanted, view)
    if not wanted.countries:
        return where, values
    return (
        f"{where} AND list_has_any({COUNTRIES[view.role]}, ?::VARCHAR[])",
        [*values, list(wanted.countries)],
    )


def parts_condition(wanted: Filter, view: View) -> Condition:
    """Return the condition on parts of a filter, but for that on countries."""
    terms, values = replace(
        wanted, countries=(), types=(), statuses=(), actors=(), targets=(), speakers=()
    ).sentences()
    event, more = replace(wanted, speakers=()).event_terms()
    found = [terms, *event]
    if not view.unrealised:
        found.append(f"status NOT IN {UNREALISED}")
    if wanted.speakers:
        spoken, names = among("speaker", wanted.speakers)
        same = "doc_id, sentence, event_id"
        found.append(f"({same}) IN (SELECT {same} FROM events WHERE {spoken})")  # noqa: S608
        more = [*more, *names]
    return " AND ".join(found), [*values, *more]


def is_plain(wanted: Filter) -> bool:
    """Whether a filter asks for nothing but countries and dates, which stored cells know."""
    return wanted == Filter(wanted.countries, wanted.first, wanted.last)
