"""The list of sentences behind a figure, with its size and a way to see more."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pipeline.query import Figure, Filter, Query
from pipeline.query.behind import behind
from pipeline.query.search import Order
from views.parts.evidence_rows import MOST, sentence_rows
from views.parts.exports import export_menu
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
    view = chosen_view()
    what = behind(query, wanted, figure, limit, search, order, view)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.text(text("evidence.count", shown=number(len(what.found)), n=number(what.total)))
        if what.found:
            rows = partial(sentence_rows, query, wanted, figure, search, order, view)
            export_menu("evidence", rows, about=text("evidence.export", n=number(MOST)))
    if not what.found:
        if search:
            # Plain: a link from outside may bring what is searched for, and an info reads Markdown.
            st.text(text("evidence.nowhere", search=search))
        else:
            st.info(text("empty"))
        return
    if what.points:
        st.caption(text("evidence.points"))
    show_legend()
    show_cards(what.found, what.points)
    if what.total > len(what.found):
        st.button(text("evidence.more"), on_click=_more)
