"""Charts on the page: a click leads to the sentences, the camera saves an image, all offline."""

from __future__ import annotations

from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from views.parts.exports import image_format
from views.parts.picks import from_click
from views.parts.texts import language, text


def chart_config(name: str, **more: Any) -> dict[str, Any]:
    """Return what Plotly needs to save an image in the browser, with words of the language."""
    form = image_format()
    return {
        "displaylogo": False,
        # A label with dollar signs is a label.
        "typesetMath": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": form, "filename": f"lagebild-{name}", "scale": 2},
        "scrollZoom": False,
        "locale": language(),
        "locales": {
            language(): {
                "dictionary": {
                    "Download plot as a PNG": text("export.image", format="PNG"),
                    "Download plot": text("export.image", format=form.upper()),
                    "Download plot as a SVG": text("export.image", format="SVG"),
                },
                "format": {},
            }
        },
    } | more


def show_chart(key: str, figure: BaseFigure, alt: str | None = None) -> None:
    """Draw a chart whose points lead to their sentences; ``alt`` is by default ``key.alt``."""
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        on_select=lambda: from_click(key),
        selection_mode="points",
        config=chart_config(key),
        alt=alt or text(f"{key}.alt"),
    )


def show_still(key: str, figure: BaseFigure, alt: str | None = None) -> None:
    """Draw a chart that is only looked at, for example while periods are played."""
    st.plotly_chart(
        figure, theme=None, key=key, config=chart_config(key), alt=alt or text(f"{key}.alt")
    )
