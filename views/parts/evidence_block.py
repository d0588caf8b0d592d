"""The sentences behind the figure that the reader chose, at the end of a page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pipeline.query import Filter, Query
from pipeline.query.figure import Kind
from pipeline.query.search import Order
from views.parts.address import keep, restore_one
from views.parts.evidence_list import evidence_list
from views.parts.picks import choices, decode, jump, name, single
from views.parts.texts import text

#: In the state of the session: what the page that was drawn last began with.
_FIRST: Final = "_first_figure"


def evidence_block(
    source: Query, wanted: Filter, order: Order = "strongest", first: Kind = "all"
) -> None:
    """Draw the choice of a figure and its sentences; ``first`` is shown before one is chosen."""
    with st.container(key="evidence"):
        st.subheader(text("evidence.title"), anchor=False)
        names = choices(source.event_counts(wanted), source.points(wanted))
        asked = str(st.session_state.get("fig") or st.query_params.get("fig", ""))
        if single(asked):
            names[asked] = ""
        if asked == st.session_state.get(_FIRST, first):
            # What the page before began with was not chosen: this one begins with its own.
            st.session_state["fig"] = first
        st.session_state[_FIRST] = first
        restore_one("fig", names, first)
        picked = st.selectbox(
            text("evidence.figure"),
            list(names),
            format_func=lambda code: name(code, names[code]),
            key="fig",
        )
        keep("fig", [] if picked == first else [picked])
        evidence_list(source, wanted, decode(picked), order=order)
    jump()
