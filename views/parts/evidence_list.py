"""The list of sentences behind a figure, with its size and a way to see more."""

from __future__ import annotations

import streamlit as st

from pipeline.query import Figure, Filter, Query
from pipeline.query.search import Order
from views.parts.texts import number, text
from views.parts.untrusted import show_cards, show_legend

_STEP = 20


def _more() -> None:
    st.session_state["shown"] = int(st.session_state.get("shown", _STEP)) + _STEP


def evidence_list(
    query: Query,
    wanted: Filter,
    figure: Figure,
    search: str = "",
    order: Order = "strongest",
) -> None:
    """Show the sentences of a figure, the most escalating or relaxing or the latest first."""
    limit = int(st.session_state.get("shown", _STEP))
    total = query.evidence_count(wanted, figure, search)
    found = query.evidence(wanted, figure, search, limit, order)
    st.text(text("evidence.count", shown=number(len(found)), n=number(total)))
    if not found:
        st.info(text("empty"))
        return
    show_legend()
    show_cards(found)
    if total > len(found):
        st.button(text("evidence.more"), on_click=_more)
