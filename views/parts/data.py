"""The store behind the pages, opened once a snapshot."""

from __future__ import annotations

import streamlit as st

from pipeline.boundaries import DisputedArea, PolicyError, disputed_areas
from pipeline.query import Query, StoreError
from pipeline.remote import located
from pipeline.settings import Settings
from views.parts.texts import text


@st.cache_resource(max_entries=2, show_spinner=False)
def _query(store: str, version: str) -> Query:
    """Open a snapshot; the version is part of the key, so that a new one is opened anew."""
    return Query.open(store)


def query() -> Query:
    """Return the query layer over the current snapshot, or end the page and say what is missing."""
    store = str(Settings().store)
    try:
        return _query(store, Query.current(store))
    except StoreError as error:
        missing = not (located(store) / "current.json").exists()
        st.subheader(text("store.missing.title" if missing else "store.broken.title"))
        if missing:
            st.text(text("store.missing", store=store))
            st.code("python -m pipeline run seeds", language=None)
        else:
            st.code(str(error), language=None)
        st.stop()


def disputed() -> tuple[DisputedArea, ...]:
    """Return the disputed areas as the setting ``boundary_policy`` shows them."""
    try:
        return disputed_areas(Settings().boundary_policy)
    except PolicyError as error:
        st.code(str(error), language=None)
        st.stop()
