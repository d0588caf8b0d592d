"""Evidence: search all sentences of a selection and read what was found in them."""

from __future__ import annotations

import streamlit as st

from pipeline.query import Figure
from views.parts.evidence_list import evidence_list
from views.parts.filters import filter_state
from views.parts.frame import begin
from views.parts.texts import text


def page() -> None:
    """Draw the page."""
    source, wanted = begin("page.evidence")
    filter_state(source, wanted)
    search = st.text_input(text("evidence.search"), key="q", bind="query-params", max_chars=200)
    evidence_list(source, wanted, Figure("all"), (search or "").strip())


page()
