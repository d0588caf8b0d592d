"""The file of the sentences behind a figure: the rows of the page, all of them, and their sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.export import table_of
from pipeline.query import Figure, Filter, Query, View
from views.parts.evidence_rows import sentence_rows
from views.parts.filters import stale_days

FEBRUARY = Filter((), date(2022, 2, 1), date(2022, 2, 28))


def test_the_points_of_the_rows_are_the_figure(query: Query) -> None:
    rows = sentence_rows(query, FEBRUARY, Figure("tension"), "", "strongest", View())
    tension = query.index.figure(FEBRUARY, View())
    assert len(rows) == tension.escalating
    assert sum(row.points or 0 for row in rows) == pytest.approx(tension.tension)


def test_rows_are_those_of_the_page_with_events_and_rules(query: Query) -> None:
    rows = sentence_rows(query, FEBRUARY, Figure("events"), "Truppen", "latest", View())
    found = query.evidence(FEBRUARY, Figure("events"), "Truppen", None, "latest")
    assert [(row.doc_id, row.sentence) for row in rows] == [(e.doc_id, e.sentence) for e in found]
    assert rows
    assert all(row.points is None and row.events and row.rules for row in rows)
    assert {"events", "rules", "points"} <= set(table_of(rows).column_names)


@pytest.mark.parametrize(
    ("newest", "shown", "days"),
    [
        (date(2022, 3, 30), None, 11),
        (date(2022, 3, 30), date(2022, 3, 30), 11),
        (date(2022, 3, 30), date(2022, 3, 1), 0),
        (date(2022, 4, 7), None, 0),
        (None, None, 0),
    ],
)
def test_who_sees_the_newest_days_is_told_how_old_they_are(
    newest: date | None, shown: date | None, days: int
) -> None:
    assert stale_days(newest, shown, date(2022, 4, 10)) == days


def _searched() -> None:
    from pipeline.query import Figure, Filter  # noqa: PLC0415
    from views.parts.data import query  # noqa: PLC0415
    from views.parts.evidence_list import evidence_list  # noqa: PLC0415

    evidence_list(query(), Filter(), Figure("all"), "[here](https://example.org/)")


def test_what_is_searched_for_is_no_markdown(
    seed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGEBILD_STORE", str(seed_store))
    page = AppTest.from_function(_searched).run()
    assert "[here](https://example.org/)" in page.text[-1].value
    assert not [*page.exception, *page.info, *page.markdown, *page.caption]
