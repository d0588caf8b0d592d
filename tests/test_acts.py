"""What a threat threatens with is no event beside the threat."""

from __future__ import annotations

import pytest
from spacy.language import Language


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
