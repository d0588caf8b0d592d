"""A line beside a number, drawn as plain SVG: small, quick, and with words for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

_WIDTH, _HEIGHT, _EDGE = 120, 28, 2


def sparkline(values: Sequence[float], colour: str, words: str) -> None:
    """Draw values from left to right; ``words`` say what is seen.

    Fewer than two are no course: a broken line keeps their place.
    """
    broken = ' stroke-dasharray="2 5"' if len(values) < 2 else ""
    values = values if len(values) > 1 else (0.0, 0.0)
    low, high = min(values), max(values)
    if high == low:  # a level line runs through the middle
        low, high = low - 1.0, high + 1.0
    span = high - low
    step = (_WIDTH - 2 * _EDGE) / (len(values) - 1)
    room = _HEIGHT - 2 * _EDGE
    points = " ".join(
        f"{_EDGE + i * step:.1f},{_EDGE + (high - value) / span * room:.1f}"
        for i, value in enumerate(values)
    )
    # As an image: Streamlit takes drawings out of HTML.
    st.image(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' width="{_WIDTH}" height="{_HEIGHT}" preserveAspectRatio="none">'
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"'
        f' stroke-linejoin="round"{broken}/></svg>',
        width=_WIDTH,
        alt=words,
    )
