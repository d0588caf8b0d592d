"""The store behind the pages, opened once a snapshot."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from threading import Lock, Thread

import streamlit as st
import structlog

from pipeline.boundaries import DisputedArea, PolicyError, disputed_areas
from pipeline.query import Query, StoreError
from pipeline.query.latest import Latest
from pipeline.query.options import options
from pipeline.remote import located
from pipeline.settings import Settings
from views.parts.texts import text

_MAKING = Lock()


@lru_cache(maxsize=2)
def _settings(_environment: frozenset[tuple[str, str]]) -> Settings:
    return Settings()


def settings() -> Settings:
    """Return the settings, read once as long as the environment says the same."""
    prefix = "LAGEBILD_"
    return _settings(frozenset(one for one in os.environ.items() if one[0].startswith(prefix)))


@lru_cache(maxsize=2)
def _made(known: Settings) -> Latest:
    return Latest(known.store, known.look_seconds, known)


def _latest(known: Settings) -> Latest:
    with _MAKING:  # of two readers who come first, one would make another, and read the store again
        return _made(known)


@asynccontextmanager
async def reading(_app: object) -> AsyncIterator[None]:
    """Begin to read the store when the server starts: the first reader waits less."""
    Thread(target=_read, name="store", daemon=True).start()
    yield


def _read() -> None:
    try:
        found = _latest(settings()).query()
        # What every page asks of the whole store.
        found.overview()
        found.countries()
        options(found)
    except StoreError as error:
        # The page says so, too, to whoever opens it.
        structlog.get_logger().warning("store_not_read", fault=str(error))


def query() -> Query:
    """Return the query layer over the newest snapshot, or end the page and say what is missing."""
    store = str(settings().store)
    try:
        return _latest(settings()).query()
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
        return disputed_areas(settings().boundary_policy)
    except PolicyError as error:
        st.code(str(error), language=None)
        st.stop()
