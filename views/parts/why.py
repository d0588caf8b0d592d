"""A change taken apart by type, pair, outlet and article; each adds up to the whole change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import streamlit as st

from pipeline.query import Figure, Filter, Piece, Query
from pipeline.query.periods import Period
from views.parts.charts.pieces import piece_chart
from views.parts.palette import palette
from views.parts.show import show_chart
from views.parts.texts import country, label, number, signed, source_name, text
from views.parts.view import chosen_view

Cut = Literal["types", "pairs", "sources", "articles"]
_CUTS: Final[tuple[Cut, ...]] = ("types", "pairs", "sources", "articles")
#: Pieces that are no group of their own: tension words without an event, and all the others.
_WORDS, _REST = "", "*"
_LONGEST = 60


def why(source: Query, wanted: Filter, before: Filter, span: Period) -> None:
    """Draw the pieces of a change, which are reckoned when somebody unfolds them."""
    fold = st.expander(text("why.title"), key="why", on_change="rerun")
    if not fold.open:
        return
    with fold:
        change = source.index.why(wanted, before, chosen_view())
        if change is None:
            st.text(text("why.none"))
            return
        st.text(
            text(
                "why.line",
                before=number(change.before.tension or 0),
                after=number(change.after.tension or 0),
                change=signed(change.change, 0),
            )
        )
        tabs = st.tabs([text(f"why.{cut}") for cut in _CUTS])
        for tab, cut in zip(tabs, _CUTS, strict=True):
            with tab:
                _pieces(source, cut, getattr(change, cut), span)


def _pieces(source: Query, cut: Cut, found: Sequence[Piece], span: Period) -> None:
    titles = _titles(source, found) if cut == "articles" else {}
    names = [piece_name(cut, piece.key, titles) for piece in found]
    picks = [_figure(cut, piece.key, span) for piece in found]
    show_chart(f"why_{cut}", piece_chart(found, names, picks, palette()), text("why.alt"))


def _titles(source: Query, found: Sequence[Piece]) -> dict[str, str]:
    articles = source.index.articles([piece.key for piece in found])
    lines = {key: f"{one.source}: {one.title}" for key, one in articles.items()}
    return {
        key: line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
        for key, line in lines.items()
    }


def piece_name(cut: Cut, key: str, titles: Mapping[str, str] | None = None) -> str:
    """Return the name of a piece of a change."""
    if key == _REST:
        return text("why.rest")
    if key == _WORDS:
        return source_name("") if cut == "sources" else text("why.words")
    if cut == "types":
        return label("type", key)
    if cut == "pairs":
        return " → ".join(country(code) for code in key.split(">"))
    return (titles or {}).get(key, key)


def _figure(cut: Cut, key: str, span: Period) -> Figure | None:
    """Return whose sentences a click on a piece shows; None where it names no group."""
    if key in {_WORDS, _REST} or "?" in key:
        return None
    if cut == "types":
        return Figure("happened", f"{span}:{key}")
    if cut == "pairs":
        return Figure("dyad", key)
    if cut == "sources":
        return Figure("covered", f"{span}:{key}")
    return Figure("article", key)
