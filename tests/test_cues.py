"""The cue tables are sound, and their own examples hold."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.language import DATA, read_table

TABLES = sorted((DATA / "de" / "cues").glob("*.tsv"))
COLUMNS = ("pattern", "mode", "context", "intensity", "source", "positive", "negative")
EVENTS = [path for path in TABLES if path.stem != "exclude"]


def fired(nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    return [
        (event.type, event.cues[0].rule) for events in doc._.lagebild_events for event in events
    ]


def test_there_is_a_table_for_each_of_the_sixteen_types() -> None:
    assert len(EVENTS) == 16
    scored = {row["type"] for row in read_table("de/intensity.tsv", ("type", "mode", "intensity"))}
    assert {path.stem.upper() for path in EVENTS} == scored


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_pattern_stands_twice_and_each_has_a_source(path: object) -> None:
    rows = read_table(str(path), COLUMNS)
    patterns = [row["pattern"] for row in rows]
    assert len(patterns) == len(set(patterns))
    assert all(row["source"] and row["positive"] for row in rows)


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_positive_examples_code_their_type(nlp: Language, path: object) -> None:
    kind = str(path).rsplit("/", 1)[-1].removesuffix(".tsv").upper()
    missed = [
        row["pattern"] + ": " + row["positive"]
        for row in read_table(str(path), COLUMNS)
        if kind not in [type_ for type_, _ in fired(nlp, row["positive"])]
    ]
    assert missed == []


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_negative_examples_do_not_fire_their_rule(nlp: Language, path: object) -> None:
    wrong = [
        row["pattern"] + ": " + row["negative"]
        for row in read_table(str(path), COLUMNS)
        if row["negative"]
        and any(
            rule.endswith(row["pattern"].replace(" ", "_"))
            for _, rule in fired(nlp, row["negative"])
        )
    ]
    assert wrong == []


def test_readings_of_other_fields_code_nothing(nlp: Language) -> None:
    rows = read_table("de/cues/exclude.tsv", COLUMNS)
    anchors = {row["positive"]: fired(nlp, row["positive"]) for row in rows}
    wrong = [text for text, found in anchors.items() if any(t == "ASSAULT" for t, _ in found)]
    assert wrong == []
    silent = [
        row["negative"] for row in rows if row["negative"] and not fired(nlp, row["negative"])
    ]
    assert silent == []
