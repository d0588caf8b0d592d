"""The few rules of style that the configuration has no settings for."""

from __future__ import annotations

import streamlit as st

from views.parts.palette import palette
from views.parts.texts import text

#: Charts whose names would run into each other on a phone; there they are wider than the screen
#: and can be moved sideways, as a line above them says.
_WIDE = ("matrix", "network", "network_period", "pairs", "timeline", "coverage")


def style() -> None:
    """Set the style of all pages."""
    wide = ", ".join(f".st-key-{key}" for key in _WIDE)
    inner = ", ".join(f".st-key-{key} > div" for key in _WIDE)
    above = ", ".join(f".st-key-{key}::before" for key in _WIDE)
    st.html(
        "<style>.stMainBlockContainer {padding-top: 4rem}"
        # Tables need the room that Streamlit leaves empty beside them.
        " @media (min-width: 641px) {.stMainBlockContainer"
        " {padding-left: 2.5rem; padding-right: 2.5rem}}"
        " [class*='st-key-'] {scroll-margin-top: 4rem}"
        # Captions in the pale grey of Streamlit are too faint to be read by everybody.
        " [data-testid='stCaptionContainer'] {opacity: 1}"
        f" [data-testid='stCaptionContainer'] p {{color: {palette().muted}}}"
        f" @media (max-width: 640px) {{ {wide} {{overflow-x: auto; position: relative}}"
        f" {inner} {{min-width: 640px}}"
        f" {above} {{content: '{text('chart.sideways')}'; position: absolute; left: 0;"
        f" font-size: 0.875rem; color: {palette().muted}}} }}</style>"
    )
