"""Colours: one hue a meaning, safe for colour-blind readers, for both themes."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme; ``scale`` runs from no tension to most, ``neutral`` is neither."""

    style: str
    tension: str
    relief: str
    point: str
    halo: str
    panel: str
    text: str
    muted: str
    grid: str
    disputed: str
    land: str
    ground: str
    neutral: str
    scale: tuple[str, ...]
    status: dict[str, str]


_STATUS = ("asserted", "hypothetical", "denied", "negated")
LIGHT = Palette(
    style="/app/static/light.json",
    tension="#c2570c",
    relief="#2a78b5",
    point="#16405f",
    halo="#ffffff",
    panel="rgba(255,255,255,0.88)",
    text="#1c2530",
    muted="#5b6875",
    grid="#e3e8ec",
    scale=("#f6ece2", "#f5d3b0", "#efae78", "#e38b47", "#d4691c"),
    disputed="#7b3fa0",
    land="#fafaf8",
    ground="#ffffff",
    neutral="#6f7a85",
    status=dict(zip(_STATUS, ("#16405f", "#6aa6cf", "#b9a36c", "#b4bcc4"), strict=True)),
)
DARK = Palette(
    style="/app/static/dark.json",
    tension="#f0964b",
    relief="#6cb2e0",
    point="#d9ecf9",
    halo="#12181f",
    panel="rgba(18,24,31,0.88)",
    text="#e6ebf0",
    muted="#9aa7b4",
    grid="#2b3641",
    scale=("#2a2622", "#46301f", "#65401e", "#85501d", "#a8611d"),
    disputed="#c9a0e6",
    land="#1d2630",
    ground="#12181f",
    neutral="#8b98a5",
    status=dict(zip(_STATUS, ("#a9d4f0", "#4f8fbd", "#b9a36c", "#5f6b77"), strict=True)),
)


def palette() -> Palette:
    """Return the colours of the theme that the reader sees."""
    return DARK if st.context.theme.type == "dark" else LIGHT
