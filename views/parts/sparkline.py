"""A line beside a number, drawn as plain SVG: small, quick, and with words for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

_WIDTH, _HEIGHT, _EDGE = 120, 28, 2


def sparkline(values: Sequence[float], colour: str, words: str) -> None:
    """Draw at least two values from left to right; ``words`` say what is seen."""
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    step = (_WIDTH - 2 * _EDGE) / (len(values) - 1)
    room = _HEIGHT - 2 * _EDGE
    points = " ".join(
        f"{_EDGE + i * step:.1f},{_EDGE + (high - value) / span * room:.1f}"
        for i, value in enumerate(values)
    )
    st.html(
        f'<svg role="img" aria-label="{escape(words)}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' width="100%" height="{_HEIGHT}" preserveAspectRatio="none">'
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"'
        ' vector-effect="non-scaling-stroke" stroke-linejoin="round"/></svg>'
    )
