"""Days that rise above their past, each with its reasons, outlets and sentences."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.query import Figure, Spike, SpikeRule
from pipeline.query.periods import Period
from views.parts.frame import section
from views.parts.movers import reasons
from views.parts.picks import choose, encode
from views.parts.texts import country, day, number, text

_MOST = 5


def alerts(found: Sequence[Spike]) -> None:
    """Draw the latest alerts, or the rule by which there is none."""
    rule = SpikeRule()
    values = {
        "z": number(rule.z),
        "points": number(rule.points),
        "articles": number(rule.articles),
        "sources": number(rule.sources),
    }
    section("alerts", found, values)
    if not found:
        st.text(text("alerts.none", **values))
        return
    for spike in found[:_MOST]:
        _alert(spike)
    if len(found) > _MOST:
        st.caption(text("alerts.more", shown=number(_MOST), n=number(len(found))))


def _alert(spike: Spike) -> None:
    span = Period(spike.day, spike.day)
    key = f"alert_{spike.day}_{spike.country or 'world'}"
    with st.container(border=True, key=key, gap="small"):
        st.text(
            text(
                "alerts.line",
                day=day(spike.day),
                country=country(spike.country),
                tension=number(spike.tension),
                mean=number(spike.mean),
                z=number(spike.z, 1),
            )
        )
        because = reasons(spike.types, ())
        outlets = text(
            "alerts.sources", articles=number(spike.articles), names=", ".join(spike.sources)
        )
        st.text(f"{because} · {outlets}" if because else outlets)
        st.button(
            text("movers.sentences"),
            on_click=choose,
            args=(encode(Figure("tension", f"{span}:{spike.country}")),),
            key=f"{key}_show",
        )
