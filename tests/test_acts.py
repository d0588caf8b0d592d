"""What a threat threatens with is no event beside the threat."""

from __future__ import annotations

import pytest
from spacy.language import Language

import pipeline.events
import pipeline.places  # noqa: F401  registers the factory
from pipeline.language import blank


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = blank("de")
    nlp.add_pipe("lagebild_places")
    nlp.add_pipe("lagebild_events")
    return nlp


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Der General drohte dem Nachbarland mit einem Bürgerkrieg.", {"THREATEN"}),
        ("Moskau drohte Kiew mit einem neuen Luftangriff.", {"THREATEN"}),
        ("Moskau drohte Kiew nach dem Luftangriff.", {"THREATEN", "ASSAULT"}),
    ],
)
def test_threatened_acts(nlp: Language, text: str, types: set[str]) -> None:
    (events,) = nlp(text)._.lagebild_events
    assert {event.type for event in events} == types
