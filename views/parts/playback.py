"""Period by period, by hand or by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pipeline.query.periods import Period
from views.parts.texts import day, text

_SECONDS = 1.6
#: A period of so many days is named by its month.
_MONTH = 20


def period_words(span: Period, lang: str | None = None) -> str:
    """Write a period: one day, or its first and last."""
    if span.first == span.last:
        return day(span.first, lang=lang)
    first, last = day(span.first, "short", lang=lang), day(span.last, lang=lang)
    return text("period", lang=lang, first=first, last=last)


def column_words(spans: Sequence[Period]) -> dict[Period, str]:
    """Return a short name for each of the periods of a chart: its month, or its first day."""
    longest = max(((span.last - span.first).days for span in spans), default=0)
    form = "month" if longest >= _MONTH else "short"
    return {span: day(span.first, form) for span in spans}


def playback(key: str, spans: Sequence[Period], draw: Callable[[Period | None], None]) -> None:
    """Draw the whole span or, when the reader wants it, one period after the other.

    Args:
        key: Of the widgets.
        spans: The periods in order.
        draw: Draws one period, or the whole span for None. While periods are shown only this part
            of the page is drawn anew.
    """
    with st.container(horizontal=True, gap="medium"):
        stepwise = st.toggle(text("play.steps"), key=f"{key}_steps", disabled=len(spans) < 2)
        running = stepwise and st.toggle(text("play.run"), key=f"{key}_run")
    if not stepwise:
        draw(None)
        return

    def step() -> None:
        at = f"{key}_at"
        if st.session_state.get(at) not in spans:
            st.session_state[at] = spans[0]
        elif running:
            after = spans.index(st.session_state[at]) + 1
            st.session_state[at] = spans[after % len(spans)]
        shown = st.select_slider(text("play.at"), spans, format_func=period_words, key=at)
        draw(shown)

    st.fragment(step, run_every=_SECONDS if running else None)()
