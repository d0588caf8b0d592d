"""What pages begin with, and the headings of their sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from pipeline.query import Filter, Query
from views.parts.data import query
from views.parts.exports import export_menu
from views.parts.filters import chosen, filter_state
from views.parts.texts import text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def begin(title: str, subtitle: str = "") -> tuple[Query, Filter]:
    """Draw the heading and what is filtered; return the query layer and the filter."""
    source, wanted = query(), chosen()
    st.header(text(title), anchor=False)
    if subtitle:
        st.caption(text(subtitle))
    return source, wanted


def state(source: Query, wanted: Filter) -> None:
    """Say what is shown; ends the page when that is nothing."""
    filter_state(source, wanted)
    if not source.key_figures(wanted).sentences:
        st.info(text("empty"))
        st.stop()


def section(
    name: str,
    rows: Sequence[DataclassInstance] = (),
    values: Mapping[str, str] | None = None,
    *,
    points: bool = False,
) -> None:
    """Draw the heading ``name.title`` with its help and, where there are rows, their export.

    Args:
        name: Of the section and of the file.
        rows: What is shown.
        values: What the texts are filled in with.
        points: Whether the rows have coordinates.
    """
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        title, about = (text(f"{name}.{part}", **(values or {})) for part in ("title", "help"))
        st.subheader(title, help=about, anchor=False)
        export_menu(name, rows, points=points)


def span_of(source: Query, wanted: Filter) -> tuple[date, date] | None:
    """Return the first and last day that is shown; None when no article has a date."""
    overview = source.overview()
    first, last = wanted.first or overview.first, wanted.last or overview.last
    return None if first is None or last is None else (first, last)
