"""The key figures: number, line over time, change against the period before, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from pipeline.query import Filter, KeyFigures, PeriodTension, Query, View
from pipeline.query.current import comparable
from pipeline.query.figure import Kind
from pipeline.query.periods import Period
from pipeline.query.trend import trend
from views.parts.palette import palette
from views.parts.picks import choose
from views.parts.span import short_archive
from views.parts.sparkline import sparkline
from views.parts.texts import MINUS, day, number, signed, text

Colour = Literal["orange", "blue", "gray"]
#: Figure, the evidence behind it, digits, and the colour of its line: orange is tension.
_SHOWN: tuple[tuple[str, Kind, int, Colour], ...] = (
    ("tension", "tension", 0, "orange"),
    ("relief", "relief", 0, "blue"),
    ("events", "events", 0, "gray"),
    ("troops", "troops", 0, "gray"),
    ("tone", "tone", 2, "gray"),
)
#: By the sign of a change; Streamlit knows the hyphen only.
_ARROWS: dict[str, Literal["up", "down"]] = {"+": "up", MINUS: "down"}


def key_figures(source: Query, wanted: Filter, view: View, spans: Sequence[Period]) -> None:
    """Draw the key figures of a filter; tension and relief are those of the index."""
    before = comparable(wanted, source.overview().first)
    tension, figures = source.index.figure(wanted, view), source.key_figures(wanted)
    now = _values(figures, tension)
    # The period before adjoins those of the line: one question serves both.
    former = [Period(before.first, before.last)] if before and before.first and before.last else []
    points = trend(source, wanted, [*former, *spans], view)
    then, points = points[: len(former)], points[len(former) :]
    told = _sentences(source, wanted, view, figures, tension)
    with st.container(horizontal=True):
        for name, pick, digits, colour in _SHOWN:
            with st.container(border=True, width=156):
                line = [getattr(point, name) for point in points]
                was = getattr(then[0], name) if then else None
                _metric(name, now[name], was, line, digits, colour)
                sentences = told[pick]
                many = "sentence" if sentences == 1 else "sentences"
                words = text(f"show.{many}", n=number(sentences))
                st.button(words, key=f"show_{pick}", on_click=choose, args=(pick,), width="stretch")
    _notes(source, wanted, tension, before)


def _sentences(
    source: Query, wanted: Filter, view: View, figures: KeyFigures, index: PeriodTension
) -> dict[Kind, int]:
    """Return how many sentences stand behind each figure, as its evidence counts them."""
    return {
        "tension": index.escalating,
        "relief": source.index.evidence_count(wanted, view, "relief"),
        "events": figures.with_events,
        "troops": figures.with_troops,
        "tone": figures.with_tone,
    }


def _values(figures: KeyFigures, index: PeriodTension) -> dict[str, float | None]:
    return {
        "tension": index.tension,
        "relief": index.relief,
        "events": figures.events,
        "troops": figures.troops,
        "tone": figures.tone,
    }


def _notes(source: Query, wanted: Filter, index: PeriodTension, before: Filter | None) -> None:
    """Say how sure the tension is and what changes are against."""
    baseline = source.index.baseline()
    if index.tension is None:
        sure = text("few.because", n=number(index.base_articles))
    else:
        sure = text(
            "tension.sure",
            low="–" if index.low is None else number(index.low),
            high="–" if index.high is None else number(index.high),
            articles=number(index.articles),
            sources=number(len(index.sources)),
            reach=number(index.reach),
        )
    unit = text("tension.unit", first=day(baseline.first), last=day(baseline.last))
    st.caption(" ".join((sure, unit, _against(source, wanted, before))))


def _against(source: Query, wanted: Filter, before: Filter | None) -> str:
    """Say what the changes are against, or why there are none, and whether the archive is short."""
    overview = source.overview()
    if overview.first is None or overview.last is None:
        return ""
    if before:
        against = text("change.against", first=day(before.first), last=day(before.last))
    elif wanted.first is None:
        against = text("change.all")
    else:
        against = text("change.none", first=day(overview.first))
    return f"{against} {short_archive(Period(overview.first, overview.last))}".strip()


def _metric(
    name: str,
    now: float | None,
    then: float | None,
    line: Sequence[float | None],
    digits: int,
    colour: Colour,
) -> None:
    delta = None if now is None or then is None else signed(now - then, digits)
    known = [value for value in line if value is not None]
    missing = text("few") if name in {"tension", "relief"} else "–"
    st.metric(
        text(f"figure.{name}"),
        missing if now is None else number(now, digits),
        delta=delta,
        delta_arrow=_ARROWS.get((delta or "±")[0], "off"),
        delta_color=colour,
        help=text(f"figure.{name}.help"),
    )
    colours = palette()
    if len(known) < 2:
        sparkline((), colours.muted, text("sparkline.none", name=text(f"figure.{name}")))
        return
    low, high, last = (number(end, digits) for end in (min(known), max(known), known[-1]))
    words = text(
        "sparkline", name=text(f"figure.{name}"), n=len(known), low=low, high=high, last=last
    )
    line_colours = {"orange": colours.tension, "blue": colours.relief, "gray": colours.muted}
    sparkline(known, line_colours[colour], words)
