"""Bait in each part of a card of evidence is text: no element, no address, no attribute of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from pipeline.query import Evidence, Finding, Mark
from tests.baited import baits
from views.parts.untrusted import card

LABEL = ("THREATEN", "", "asserted", "RU → UA", "RU")
FINDING = Finding("event", LABEL, ("events:drohen",), ("droht",))
PLAIN = Evidence(
    *("d", 0, None, "Blatt", "Lage", "https://example.org/", "Moskau droht Kiew."),
    *(0.4, -0.1, "3.x", (Mark(7, 12, "event", "events:drohen"),), (FINDING,)),
)
ELEMENTS = ["div", "a", "mark", "b", "span", "details", "summary", "code"]


def labelled(place: int, value: str) -> Evidence:
    label = (*LABEL[:place], value, *LABEL[place + 1 :])
    return replace(PLAIN, findings=(replace(FINDING, label=label),))


def marked(bait: str, rule: str) -> Evidence:
    marks = (Mark(0, len(bait) // 2, "event", rule), Mark(1, len(bait) - 1, "place", rule))
    return replace(PLAIN, text=bait, marks=marks)


@pytest.mark.parametrize(
    "part",
    [
        *("doc_id", "source", "title", "url", "text", "marked text", "rule", "cue"),
        *("type", "mode", "status", "parties", "speaker"),
    ],
)
def test_bait_in_a_part_of_a_card_stays_text(part: str) -> None:
    label = {"type": 0, "mode": 1, "status": 2, "parties": 3, "speaker": 4}
    for bait in (bait.text for bait in baits()):
        if part in label:
            given = labelled(label[part], f"{bait} → {bait}" if part == "parties" else bait)
        elif part in {"marked text", "rule"}:
            given = marked(bait, f"places:{bait}" if part == "rule" else "events:drohen")
        elif part == "cue":
            given = replace(PLAIN, findings=(replace(FINDING, cues=(bait,)),))
        else:
            given = replace(PLAIN, **{part: bait})  # type: ignore[arg-type]
        root = html.fragment_fromstring(card(given), create_parent="div")
        for element in root.iter():
            assert element.tag in [*ELEMENTS, "br"], bait
            assert set(element.attrib) <= {"class", "title", "data-doc", "href", "target", "rel"}
            assert element.get("href", "https://example.org/") == "https://example.org/", bait
        if part in {"source", "title", "text", "marked text", "cue", "rule"}:
            assert "".join(bait.split()) in "".join(root.text_content().split())
