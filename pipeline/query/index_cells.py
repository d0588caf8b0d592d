"""Daily cells of the index under a filter: the stored ones where they serve, else made anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pipeline.index.cells import COUNTRIES, UNREALISED, cells, spread, world
from pipeline.query.database import Database, Row
from pipeline.query.filter import Condition, Filter
from pipeline.query.index_rows import View


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
    terms, values = wanted.base()
    rows = query.rows(
        "SELECT published, sum(articles)::BIGINT AS articles,"  # noqa: S608
        " sum(sentences)::BIGINT AS sentences, sum(squares) AS squares"
        f" FROM index_base WHERE {' AND '.join(terms) or 'true'}"
        " GROUP BY published ORDER BY published",
        values,
    )
    return {
        row["published"]: Base(row["articles"], row["sentences"], row["squares"]) for row in rows
    }


def day_cells(query: Database, wanted: Filter, view: View, columns: str) -> list[Row]:
    """Return the cells of the countries of a filter, or of the world without any.

    Args:
        query: Where to ask.
        wanted: Which parts count.
        view: Role, and whether what is unrealised counts.
        columns: Names of columns of ``index_cells``, or an aggregation with its grouping.
    """
    relation, values = relation_of(wanted, view, wanted.countries or ("",))
    return query.rows(f"SELECT {columns} FROM ({relation})", values)  # noqa: S608


def relation_of(wanted: Filter, view: View, countries: tuple[str, ...] | None) -> Condition:
    """Return the query of the cells of some countries, or of all for None, and its parameters."""
    terms, values = wanted.base()
    if countries is None:
        chosen, codes = "country <> ''", []
    else:
        chosen, codes = "country IN (SELECT unnest(?::VARCHAR[]))", [list(countries)]
    if is_plain(wanted):
        role = "any" if countries == ("",) else view.role
        where = " AND ".join([*terms, chosen, "role = ?", "realised = ?"])
        return (
            f"SELECT * FROM index_cells WHERE {where}",  # noqa: S608
            [*values, *codes, role, not view.unrealised],
        )
    where, values = parts_condition(wanted, view)
    source = world() if countries == ("",) else spread(view.role)
    rows = f"SELECT *, false AS realised FROM spread WHERE {chosen}"  # noqa: S608
    return cells(where, [source], rows), [*values, *codes]


def together(wanted: Filter, view: View) -> Condition:
    """Return the query of the cells of all countries of a filter taken as one, country ""."""
    if len(wanted.countries) < 2:
        return relation_of(wanted, view, wanted.countries or ("",))
    where, values = chosen_parts(wanted, view)
    return cells(where, [world()], "SELECT *, false AS realised FROM spread"), values


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
        found.append(
            "(doc_id, sentence, event_id) IN (SELECT doc_id, sentence, event_id FROM events"
            " WHERE speaker IN (SELECT unnest(?::VARCHAR[])))"
        )
        more = [*more, list(wanted.speakers)]
    return " AND ".join(found), [*values, *more]


def is_plain(wanted: Filter) -> bool:
    """Whether a filter asks for nothing but countries and dates, which stored cells know."""
    return wanted == Filter(wanted.countries, wanted.first, wanted.last)
