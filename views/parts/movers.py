"""Which countries moved, up and down, and why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.query import Figure, Filter, Mover, Piece, Query, View
from pipeline.query.current import comparable
from pipeline.query.periods import Period
from views.parts.filters import add_country
from views.parts.frame import section
from views.parts.picks import choose, encode
from views.parts.texts import country, day, number, signed, text
from views.parts.why import piece_name

_MOST = 3
_NAMED = 2


def movers(source: Query, wanted: Filter, view: View, span: Period) -> None:
    """Draw the countries that moved most against the period before."""
    before = comparable(wanted, source.overview().first)
    found = source.index.movers(wanted, view, limit=20) if before else []
    section("movers", found)
    if before is None or not found:
        st.text(text("movers.none"))
        return
    st.caption(text("change.against", first=day(before.first), last=day(before.last)))
    sides = {"up": [m for m in found if m.change > 0], "down": [m for m in found if m.change < 0]}
    for side, rows in sides.items():
        st.markdown(f"**{text(f'movers.{side}')}**")
        for row in rows[:_MOST]:
            _mover(row, span)
        if not rows:
            st.text(text("movers.nobody"))


def _mover(row: Mover, span: Period) -> None:
    with st.container(border=True, key=f"mover_{row.country}", gap="small"):
        st.text(
            text(
                "movers.line",
                country=country(row.country),
                change=signed(row.change, 0),
                before=number(row.before),
                after=number(row.after),
            )
        )
        if because := reasons(row.types, row.pairs):
            st.caption(because)
        with st.container(horizontal=True, gap="small"):
            st.button(
                text("movers.sentences"),
                on_click=choose,
                args=(encode(Figure("tension", f"{span}:{row.country}")),),
                key=f"mover_show_{row.country}",
                help=text("movers.sentences.help", country=country(row.country)),
            )
            st.button(
                text("movers.filter"),
                on_click=add_country,
                args=(row.country,),
                key=f"mover_filter_{row.country}",
                help=text("movers.filter.help", country=country(row.country)),
            )


def reasons(types: Sequence[Piece], pairs: Sequence[Piece]) -> str:
    """Write the types and pairs that moved a figure most, with what each added."""
    named = [piece for piece in types if piece.key not in {"", "*"}][:_NAMED]
    sides = [piece for piece in pairs if piece.key not in {"", "*"} and "?" not in piece.key]
    words = [f"{piece_name('types', one.key)} {signed(one.change, 0)}" for one in named]
    for one in sides[:1]:
        # The same change cut another way: it does not add to the types.
        pair = f"{piece_name('pairs', one.key)} {signed(one.change, 0)}"
        words.append(text("movers.pair", pair=pair))
    return " · ".join(words)
