"""The few rules of style that the configuration has no settings for."""

from __future__ import annotations

import streamlit as st

from views.parts.palette import palette

#: Charts whose names would run into each other on a phone; there they are wider than the screen
#: and can be moved sideways.
_WIDE = ("matrix", "network", "network_period", "pairs", "timeline", "coverage")


def style() -> None:
    """Set the style of all pages."""
    wide = ", ".join(f".st-key-{key}" for key in _WIDE)
    inner = ", ".join(f".st-key-{key} > div" for key in _WIDE)
    st.html(
        "<style>.stMainBlockContainer {padding-top: 4rem}"
        " [class*='st-key-'] {scroll-margin-top: 4rem}"
        # Captions in the pale grey of Streamlit are too faint to be read by everybody.
        " [data-testid='stCaptionContainer'] {opacity: 1}"
        f" [data-testid='stCaptionContainer'] p {{color: {palette().muted}}}"
        f" @media (max-width: 640px) {{ {wide} {{overflow-x: auto}}"
        f" {inner} {{min-width: 640px}} }}</style>"
    )
