"""The list of sentences behind a figure, with its size and a way to see more."""

from __future__ import annotations

import streamlit as st

from pipeline.query import Figure, Filter, Query
from pipeline.query.behind import behind
from pipeline.query.search import Order
from views.parts.texts import number, text
from views.parts.untrusted import show_cards, show_legend
from views.parts.view import chosen_view

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
    what = behind(query, wanted, figure, limit, search, order, chosen_view())
    st.text(text("evidence.count", shown=number(len(what.found)), n=number(what.total)))
    if not what.found:
        st.info(text("empty"))
        return
    if what.points:
        st.caption(text("evidence.points"))
    show_legend()
    show_cards(what.found, what.points)
    if what.total > len(what.found):
        st.button(text("evidence.more"), on_click=_more)
