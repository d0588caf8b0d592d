"""Colours: one hue a meaning, safe for colour-blind readers, for both themes."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme; ``scale`` runs from no tension to the most."""

    style: str
    tension: str
    relief: str
    point: str
    text: str
    muted: str
    grid: str
    disputed: str
    land: str
    scale: tuple[str, ...]
    status: dict[str, str]


_STATUS = ("asserted", "hypothetical", "denied", "negated")
LIGHT = Palette(
    style="/app/static/light.json",
    tension="#c2570c",
    relief="#2a78b5",
    point="#16405f",
    text="#1c2530",
    muted="#5b6875",
    grid="#e3e8ec",
    disputed="#7b3fa0",
    land="#fafaf8",
    scale=("#f6ece2", "#f3c79b", "#e8924a", "#c2570c", "#7a2f04"),
    status=dict(zip(_STATUS, ("#16405f", "#6aa6cf", "#b9a36c", "#b4bcc4"), strict=True)),
)
DARK = Palette(
    style="/app/static/dark.json",
    tension="#f0964b",
    relief="#6cb2e0",
    point="#d9ecf9",
    text="#e6ebf0",
    muted="#9aa7b4",
    grid="#2b3641",
    disputed="#c9a0e6",
    land="#1d2630",
    scale=("#2a2622", "#5d3a1f", "#97551f", "#d37a2f", "#ffc48a"),
    status=dict(zip(_STATUS, ("#a9d4f0", "#4f8fbd", "#b9a36c", "#5f6b77"), strict=True)),
)


def palette() -> Palette:
    """Return the colours of the theme that the reader sees."""
    return DARK if st.context.theme.type == "dark" else LIGHT
