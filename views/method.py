"""Method and data: what the figures mean, what they rest on, what they cannot say."""

from __future__ import annotations

import streamlit as st

from pipeline import index
from pipeline.query import Query, SpikeRule
from pipeline.query.quality import Quality, quality
from views.parts.frame import begin
from views.parts.tables import plain_table
from views.parts.texts import day, label, number, text

_FORMULAS = ("tension", "halves", "points", "few", "interval", "estimate", "z", "alert", "reprints")
_PARTS = ("escalation", "status", "role", "troops", "tone")


def _state(source: Query) -> None:
    overview = source.overview()
    st.subheader(text("method.data"), anchor=False)
    st.text(
        text(
            "method.snapshot",
            version=overview.version,
            created=day(overview.created.date()),
            methodology=overview.methodology,
        )
    )
    st.text(
        text(
            "method.coverage",
            documents=number(overview.documents),
            sentences=number(overview.sentences),
            sources=number(overview.sources),
            first=day(overview.first),
            last=day(overview.last),
            undated=number(overview.undated),
        )
    )


def _quality(found: Quality) -> None:
    st.subheader(text("quality.title"), help=text("quality.help"), anchor=False)
    st.text(text("quality.fresh", hours=number(found.age_hours, 1), last=day(found.last)))
    if len(found.methodologies) > 1:
        st.warning(text("quality.mixed", versions=", ".join(found.methodologies)))
    rows = (
        ("undated", found.undated, found.documents),
        ("unnamed", found.unnamed, found.documents),
        ("silent", found.silent, found.sentences),
        ("one_sided", found.one_sided, found.events),
        ("unplaced", found.unplaced, found.events),
    )
    plain_table(
        {
            text("quality.what"): [text(f"quality.{name}") for name, _, _ in rows],
            text("quality.number"): [number(part) for _, part, _ in rows],
            text("quality.of"): [number(whole) for _, _, whole in rows],
            text("quality.share"): [
                f"{number(100 * part / whole, 1)} %" if whole else "–" for _, part, whole in rows
            ],
        }
    )
    st.subheader(text("quarantine.title"), help=text("quarantine.help"), anchor=False)
    if not found.set_aside:
        st.text(text("quarantine.none"))
        return
    plain_table(
        {
            text("quarantine.reason"): [label("reason", row.reason) for row in found.set_aside],
            text("quality.number"): [number(row.inputs) for row in found.set_aside],
        }
    )


def _formulas(source: Query) -> None:
    baseline, rule = source.index.baseline(), SpikeRule()
    values = {
        "few": number(index.MIN_ARTICLES),
        "first": day(baseline.first),
        "last": day(baseline.last),
        "share": number(baseline.share, 2),
        "z": number(rule.z),
        "points": number(rule.points),
        "articles": number(rule.articles),
        "sources": number(rule.sources),
    }
    st.subheader(text("formula.title"), anchor=False)
    for name in _FORMULAS:
        st.text(text(f"formula.{name}", **values))
    st.subheader(text("method.how"), anchor=False)
    for part in _PARTS:
        st.text(text(f"method.{part}"))
    st.subheader(text("method.limits"), anchor=False)
    st.text(text("method.limit.text", few=number(index.MIN_ARTICLES)))


def page() -> None:
    """Draw the page."""
    source, _ = begin("page.method")
    st.caption(text("method.unfiltered"))
    _state(source)
    _quality(quality(source))
    _formulas(source)


page()
