"""Method: what the figures mean, what they rest on, what they cannot say."""

from __future__ import annotations

import streamlit as st

from pipeline import index
from views.parts.data import query
from views.parts.texts import day, number, text


def page() -> None:
    """Draw the page."""
    source = query()
    overview = source.overview()
    st.header(text("page.method"))
    st.subheader(text("method.data"))
    st.text(
        text(
            "method.snapshot",
            version=overview.version,
            created=day(overview.created.date()),
            methodology=overview.methodology,
        )
    )
    st.text(
        text(
            "method.coverage",
            documents=number(overview.documents),
            sentences=number(overview.sentences),
            sources=number(overview.sources),
            first=day(overview.first),
            last=day(overview.last),
            undated=number(overview.undated),
        )
    )
    st.subheader(text("method.how"))
    for part in ("tension", "escalation", "status", "role", "troops", "tone"):
        st.text(text(f"method.{part}"))
    st.subheader(text("method.limits"))
    st.text(text("method.limit.text", few=number(index.FEW_DOCUMENTS)))


page()
