"""The one module through which article text reaches the screen.

Streamlit reads Markdown in most places, which fetches images and makes links. Here every fragment
is escaped and put together with markup of our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

import streamlit as st

from pipeline.links import web_address
from pipeline.query import Evidence, Finding, Mark
from pipeline.query.evidence import MarkKind
from views.parts.palette import palette
from views.parts.texts import country, day, label, number, text

#: Drawn outermost first, so that a cue inside a troop mention stays visible.
_LAYERS = ("troops", "date", "place", "actor", "tension", "status", "event")

_CSS = """
<style>
.lb-card {{ border: 1px solid {grid}; border-left: 4px solid {edge}; border-radius: 4px;
  padding: 0.6rem 0.8rem; margin: 0 0 0.2rem 0; overflow-wrap: anywhere; color: {text}; }}
.lb-meta, .lb-rules, .lb-cues {{ color: {muted}; font-size: 0.82rem; }}
.lb-text {{ font-size: 1rem; line-height: 1.55; margin: 0.25rem 0; }}
.lb-find {{ font-size: 0.86rem; margin: 0.1rem 0; }}
.lb-card a {{ color: {link}; }}
.lb-find b {{ font-weight: 600; }}
.lb-rules code {{ font-size: 0.76rem; background: none; color: {muted}; padding: 0; }}
.lb-rules summary {{ cursor: pointer; }}
.lb-card mark {{ background: none; color: {text}; padding: 0; }}
.lb-card mark.event {{ background: {tension}33; border-bottom: 2px solid {tension}; }}
.lb-card mark.status {{ background: {relief}2e; border-bottom: 2px dashed {relief}; }}
.lb-card mark.tension {{ border-bottom: 2px solid {tension}88; }}
.lb-card mark.place {{ border-bottom: 2px solid {point}; }}
.lb-card mark.actor {{ border-bottom: 1px dotted {muted}; }}
.lb-card mark.troops {{ font-weight: 600; }}
.lb-card mark.date {{ font-style: italic; }}
</style>
"""


def _segments(words: str, marks: Sequence[Mark]) -> str:
    """Return the sentence as HTML: escaped, cut at every mark, each piece in its marks."""
    length = len(words)
    cuts = {0, length}
    for mark in marks:
        cuts.update({max(0, mark.start), min(length, mark.end)})
    pieces = []
    edges = sorted(cuts)
    for first, last in pairwise(edges):
        covering = [m for m in marks if m.start <= first and last <= m.end]
        covering.sort(key=lambda mark: _LAYERS.index(mark.kind))
        kinds = dict.fromkeys(mark.kind for mark in covering)
        rules = ", ".join(dict.fromkeys(mark.rule for mark in covering if mark.rule))
        before = "".join(f'<mark class="{kind}" title="{escape(rules)}">' for kind in kinds)
        pieces.append(before + escape(words[first:last]) + "</mark>" * len(kinds))
    return "".join(pieces)


def _finding(finding: Finding) -> str:
    type_, mode, status, sides, speaker = finding.label
    actors, _, targets = sides.partition(" → ")
    kind = label("type", type_) + (f" ({label('mode', mode)})" if mode else "")
    parts = [label("status", status)]
    if (actors, targets) != ("?", "?"):
        parts.append(f"{_parties(actors)} → {_parties(targets)}")
    if speaker:
        parts.append(text("evidence.speaker", speaker=country(speaker)))
    cues = _cues(finding.cues)
    line = f"<b>{escape(kind)}</b> · {escape(' · '.join(parts))}"
    return f'<div class="lb-find">{line} <span class="lb-cues">{escape(cues)}</span></div>'


def _parties(cell: str) -> str:
    return ", ".join(country(code) for code in cell.split(", "))


def _link(url: str, words: str) -> str:
    """Return a link for web addresses only; any other address is shown as plain text."""
    if not web_address(url):
        return ""
    attributes = 'target="_blank" rel="noopener noreferrer nofollow"'
    return f' · <a href="{escape(url, quote=True)}" {attributes}>{escape(words)}</a>'


def card(evidence: Evidence, points: float | None = None) -> str:
    """Return a sentence with its source, marks, events and rules as inert HTML.

    ``points`` are what it adds to a figure of the index.
    """
    adds = "" if points is None else text("evidence.adds", points=number(points, 2))
    parts = (adds, day(evidence.day), evidence.source, evidence.title)
    meta = " · ".join(part for part in parts if part)
    scores = text(
        "evidence.score",
        escalation=number(evidence.escalation, 2),
        tone=number(evidence.sentiment, 2),
    )
    listed = "<br>".join((*_rules(evidence), escape(_row(evidence))))
    fold = f'<details class="lb-rules"><summary>{escape(scores)}</summary>{listed}</details>'
    link = _link(evidence.url, text("evidence.record"))
    return (
        f'<div class="lb-card" data-doc="{escape(evidence.doc_id)}">'
        f'<div class="lb-meta">{escape(meta)}{link}</div>'
        f'<div class="lb-text">{_segments(evidence.text, evidence.marks)}</div>'
        + "".join(_finding(finding) for finding in evidence.findings)
        + fold
        + "</div>"
    )


def _rules(evidence: Evidence) -> list[str]:
    """Return each rule with what it marked, for readers without a mouse to point with, too."""
    marked: dict[tuple[MarkKind, str], list[str]] = {}
    for mark in evidence.marks:
        if mark.rule:
            words = evidence.text[mark.start : mark.end]
            marked.setdefault((mark.kind, mark.rule), []).append(words)
    return [
        f"{escape(text(f'mark.{kind}'))} {escape(_cues(words))} <code>{escape(rule)}</code>"
        for (kind, rule), words in marked.items()
    ]


def _cues(words: Sequence[str]) -> str:
    return text("evidence.cues", cues=" … ".join(dict.fromkeys(words)))


def _row(evidence: Evidence) -> str:
    """Return where the sentence stands in the store."""
    return text(
        "evidence.row",
        doc=evidence.doc_id,
        n=number(evidence.sentence),
        methodology=evidence.methodology,
    )


def show_cards(found: Sequence[Evidence], points: Sequence[float] = ()) -> None:
    """Show sentences as cards, with the points that each adds where there are such."""
    colours = palette()
    css = _CSS.format(
        grid=colours.grid,
        edge=colours.point,
        text=colours.text,
        muted=colours.muted,
        tension=colours.tension,
        relief=colours.relief,
        point=colours.relief,
        link=colours.relief,
    )
    each: Sequence[float | None] = points or [None] * len(found)
    cards = "".join(card(one, adds) for one, adds in zip(found, each, strict=True))
    st.html(css + cards)


def show_legend() -> None:
    """Show what the marks mean."""
    kinds = ("event", "status", "tension", "place", "actor", "troops", "date")
    marks = " · ".join(
        f'<mark class="{kind}">{escape(text(f"mark.{kind}"))}</mark>' for kind in kinds
    )
    st.html(f'<div class="lb-card lb-meta">{marks}</div>')
