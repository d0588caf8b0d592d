"""A chart as it is sent to the browser."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import plotly.io
from plotly.basedatatypes import BaseFigure


class Drawn(BaseFigure):  # type: ignore[misc]  # plotly has no types
    """A figure whose traces and layout are sent as they were written.

    Plotly would check and copy every property several times, which takes a third of the time of a
    page. Here the properties are our own; that plotly would send the same is tested.
    """

    def __init__(self, traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> None:
        written = {"data": list(traces), "layout": {"template": _template(), **layout}}
        # Plotly's own way to set an attribute looks for it among the properties of a figure.
        object.__setattr__(self, "_written", written)

    def to_dict(self) -> dict[str, Any]:
        """Return traces and layout; Streamlit asks for nothing else."""
        written: dict[str, Any] = object.__getattribute__(self, "_written")
        return written


@cache
def _template() -> dict[str, Any]:
    """Return the look that plotly gives to figures that do not say otherwise."""
    found: dict[str, Any] = plotly.io.templates[plotly.io.templates.default].to_plotly_json()
    return found
