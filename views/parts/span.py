"""The choice of the period: presets and both bounds, kept in the address.

An address without a period means the current one, which goes on with the data; ``from`` and ``to``
mean these days for good, and ``span=all`` all days there are.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

import streamlit as st

from pipeline.query.current import CURRENT_DAYS, current, latest
from pipeline.query.periods import Period
from views.parts.address import keep_all
from views.parts.texts import day, number, text

Kind = Literal["current", "all", "days"]
_PRESETS: Final = (7, 30, 90)
#: In the state of the session: what kind of period is shown.
SPAN: Final = "_span"


def span_choice(first: date, last: date) -> Period:
    """Draw presets, counted back from the last day of the data, and both bounds.

    The period may end before it begins, or lie outside the data: it is what the reader asked for.
    """
    _restore(first, last)
    start, end = _date("from", first, last), _date("to", first, last)
    chosen = Period(start, end)
    with st.container(horizontal=True, gap="xxsmall"):
        for days in _PRESETS:
            preset = latest(days, first, last)
            _button(days, "days", preset, here=chosen == preset)
        _button(0, "all", Period(first, last), here=_kind() == "all")
    days = _kind() == "days"
    keep_all(
        {
            "span": ["all"] if _kind() == "all" else [],
            "from": [start.isoformat()] if days else [],
            "to": [end.isoformat()] if days else [],
        }
    )
    return chosen


def reset_span() -> None:
    """Return to the current period; the address follows."""
    st.session_state[SPAN] = "current"


def span_words(shown: Period, archive: Period) -> str:
    """Write a period, and what it is of the archive: all of it, its latest days."""
    dates = text("period", first=day(shown.first), last=day(shown.last))
    days = (shown.last - shown.first).days + 1
    if shown == archive:
        return text("span.all", dates=dates)
    if shown.last == archive.last and shown.first >= archive.first:
        return text("span.latest" if days > 1 else "span.day", n=number(days), dates=dates)
    return dates


def short_archive(archive: Period) -> str:
    """Say that the archive is too short for the usual comparison, or nothing."""
    held = (archive.last - archive.first).days + 1
    if held >= 2 * CURRENT_DAYS[0]:
        return ""
    return text("span.short", held=number(held), usual=number(CURRENT_DAYS[0]))


def _kind() -> Kind:
    kind: Kind = st.session_state[SPAN]
    return kind


def _set(kind: Kind, period: Period) -> None:
    st.session_state[SPAN] = kind
    st.session_state["from"], st.session_state["to"] = period.first, period.last


def _restore(first: date, last: date) -> None:
    """Take the period from the address, or go on with the one of this session.

    The current period and the whole archive go on with the data: who left the page open sees the
    newest days.
    """
    if SPAN not in st.session_state:
        _set(*_asked(first, last))
    elif _kind() == "current":
        _set("current", current(first, last))
    elif _kind() == "all":
        _set("all", Period(first, last))
    else:
        _set("days", Period(st.session_state["from"], st.session_state["to"]))


def _asked(first: date, last: date) -> tuple[Kind, Period]:
    start, end = _parsed("from"), _parsed("to")
    if start or end:
        return "days", Period(start or first, end or last)
    if st.query_params.get("span") == "all":
        return "all", Period(first, last)
    return "current", current(first, last)


def _parsed(key: str) -> date | None:
    """Return the date of a parameter; what is no date counts as not given."""
    try:
        return date.fromisoformat(st.query_params.get(key, ""))
    except ValueError:
        return None


def _date(key: str, first: date, last: date) -> date:
    ends = (st.session_state["from"], st.session_state["to"])
    chosen = st.date_input(
        text(f"filter.{key}"),
        min_value=min(first, *ends),
        max_value=max(last, *ends),
        key=key,
        format=text("date.input"),
        on_change=_choose_days,
    )
    return chosen if isinstance(chosen, date) else ends[key == "to"]


def _choose_days() -> None:
    st.session_state[SPAN] = "days"


def _button(days: int, kind: Kind, period: Period, *, here: bool) -> None:
    """Draw a preset; 0 days are the whole archive."""
    st.button(
        text("filter.days", n=days) if days else text("filter.days.all"),
        on_click=_set,
        args=(kind, period),
        key=f"preset_{days}",
        type="primary" if here else "secondary",
        help=text("filter.days.help", n=days) if days else text("filter.days.all.help"),
    )
