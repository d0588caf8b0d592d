"""What is shown as a file: CSV, Parquet, GeoJSON; charts save themselves as PNG or SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import streamlit as st

from pipeline.export import GERMAN_EXCEL, Dialect, Format, encode, table_of
from views.parts.texts import text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    #: Rows, or what returns them when a file is asked for.
    Rows: TypeAlias = Sequence[DataclassInstance] | Callable[[], Sequence[DataclassInstance]]

_MIME = {
    Format.CSV: "text/csv",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.GEOJSON: "application/geo+json",
}
#: Shown as they are, since they stand in the address and mean the same in every language.
_DIALECTS = {"CSV": Dialect(), "Excel (de)": GERMAN_EXCEL}
_IMAGES = ("PNG", "SVG")


def export_choices() -> None:
    """Draw how files and images are written; kept in the address."""
    with st.expander(text("export.choices")):
        st.segmented_control(
            text("export.csv"),
            list(_DIALECTS),
            default="CSV",
            required=True,
            key="csv",
            bind="query-params",
            help=text("export.csv.help"),
        )
        st.segmented_control(
            text("export.images"),
            _IMAGES,
            default="PNG",
            required=True,
            key="image",
            bind="query-params",
            help=text("export.images.help"),
        )


def image_format() -> str:
    """Return "png" or "svg"."""
    return str(st.session_state.get("image") or "PNG").lower()


def export_menu(name: str, rows: Rows, *, points: bool = False, about: str = "") -> None:
    """Offer rows as files; the content is made when it is asked for.

    Args:
        name: Of the file.
        rows: What it holds; nothing is offered for none.
        points: Whether the rows have coordinates.
        about: What it holds in words, where it is not just what is shown.
    """
    if not rows:
        return
    menu = st.popover(
        text("export"), key=f"export_{name}", help=about or text("export.help"), on_change="rerun"
    )
    if not menu.open:
        return
    dialect = _DIALECTS.get(str(st.session_state.get("csv")), Dialect())
    formats = [Format.CSV, Format.PARQUET, *([Format.GEOJSON] if points else [])]
    with menu:
        for format_ in formats:
            st.download_button(
                text(f"export.{format_.value}.button"),
                partial(_content, rows, format_, dialect),
                file_name=f"lagebild-{name}.{format_.value}",
                mime=_MIME[format_],
                on_click="ignore",
                key=f"export_{name}_{format_.value}",
                width="stretch",
            )


def _content(rows: Rows, format_: Format, dialect: Dialect) -> bytes:
    return encode(table_of(rows() if callable(rows) else rows), format_, dialect)
