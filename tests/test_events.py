"""The events component: what it leaves in the document, alone and behind other rooms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline.events  # noqa: F401  registers the factory
from pipeline.events import rules
from pipeline.events.rules import cue_rules, load_coder
from pipeline.language import TableError, blank, clips_of
from tests.conftest import Reader

NLP = blank("de")
NLP.add_pipe("lagebild_events")


def test_the_room_works_without_its_neighbours() -> None:
    doc = NLP("Russland greift die Ukraine an. Die Sonne scheint.")
    first, second = doc._.lagebild_events
    assert [(event.type, event.status) for event in first] == [("ASSAULT", "asserted")]
    assert second == ()


def test_cues_stand_in_the_document_anchor_first() -> None:
    doc = NLP("Am Montag griff Russland die Ukraine nicht an.")
    ((event,),) = doc._.lagebild_events
    assert event.cues[0].text == "griff"
    assert event.cues[-1].rule.startswith("status_negation:")
    for cue in event.cues:
        assert doc.text[cue.start : cue.end] == cue.text


def test_events_are_span_groups_labelled_with_type_and_status() -> None:
    doc = NLP("Russland greift die Ukraine an.")
    assert [(s.text, s.label_) for s in doc.spans["lagebild_events"]] == [
        ("greift", "ASSAULT:asserted")
    ]


@given(st.text(alphabet='aA .,;:!?"„“()–\n\tüÜ0zu', max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_yields_one_entry_a_sentence(text: str) -> None:
    doc = NLP(text)
    assert len(doc._.lagebild_events) == len(doc._.lagebild_escalation) == len(clips_of(doc))


VOCABULARY = """
Russland|droht|mit einem Angriff|,|wenn|die Ukraine|nicht|abzieht|.|dass|könnte|und|"|zu planen
Verhandlungen|ablehnt|bestreitet|eine Offensive|Sanktionen|verhängt
"""
PHRASES = st.sampled_from(VOCABULARY.strip().replace("\n", "|").split("|"))


@given(st.lists(PHRASES, max_size=25))
@settings(max_examples=200, deadline=None)
def test_offsets_and_ranges_hold_for_any_order_of_words(phrases: list[str]) -> None:
    doc = NLP(" ".join(phrases))
    for clip, events, (score, cues) in zip(
        clips_of(doc), doc._.lagebild_events, doc._.lagebild_escalation, strict=True
    ):
        assert -1 <= score <= 1
        for event in events:
            assert event.status in {"asserted", "negated", "denied", "hypothetical"}
            assert -10 <= event.intensity <= 10
            assert set(event.actors).isdisjoint(event.targets)
        for cue in [*cues, *(cue for event in events for cue in event.cues)]:
            assert doc.text[cue.start : cue.end] == cue.text
            assert clip.start <= cue.start < cue.end <= clip.end


def test_the_same_text_is_coded_the_same_way_twice() -> None:
    text = "Russland droht der Ukraine mit einem Angriff, falls sie Verhandlungen ablehnt."
    assert NLP(text)._.lagebild_events == NLP(text)._.lagebild_events


def test_rule_ids_name_type_and_pattern_and_are_unique() -> None:
    found = list(cue_rules("de"))
    assert len({rule.id for rule in found}) == len(found)
    for rule in found:
        assert rule.id == f"events:{rule.type.lower()}:{rule.pattern.replace(' ', '_')}"


def test_a_wrong_pattern_is_reported_with_file_and_pattern(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "de" / "cues"
    folder.mkdir(parents=True)
    header = "pattern\tmode\tcontext\tintensity\tsource\tpositive\tnegative\n"
    (folder / "assault.tsv").write_text(header + "<götter> a\t\t\t\tx\t\t\n", encoding="utf-8")
    monkeypatch.setattr(rules, "DATA", tmp_path)
    with pytest.raises(TableError, match=r"assault\.tsv.*<götter> a.*unknown word class"):
        list(cue_rules("de"))


def test_the_coder_is_built_once_a_process() -> None:
    assert load_coder("de") is load_coder("de")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Eine Waffenruhe wurde nicht erreicht.", "negated"),
        ("Eine Waffenruhe wurde erreicht.", "asserted"),
        ("Bodentruppen will Rom nicht nach Mali schicken.", "negated"),
        ("Bodentruppen will Rom nach Mali schicken.", "hypothetical"),
        ("Rom drohte Mali mit nie gesehenen Folgen.", "asserted"),
        ("Rom drohte Mali nie mit Folgen.", "negated"),
        ("Rom hat keine Pläne für einen Angriff auf Mali.", "negated"),
        ("Der Angriff auf Mali wurde nicht bestätigt.", "hypothetical"),
        ("Rom bestreitet jede Beteiligung am Putsch in Mali.", "denied"),
    ],
)
def test_a_negation_reaches_what_it_is_about(read: Reader, text: str, status: str) -> None:
    (sentence,) = read(text)
    assert {event.status for event in sentence.events} == {status}
