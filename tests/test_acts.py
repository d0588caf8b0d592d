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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Der Minister warf Moskau Wortbruch vor.", "ACCUSE"),
        ("Gegendemonstranten demonstrierten in Minsk.", "PROTEST"),
        ("Vor der Küste Venezuelas kreuzt ein Flottenverband der USA.", "MOBILIZE"),
    ],
)
def test_an_act_named_by_verb_and_noun_of_a_clause_is_one(
    nlp: Language, text: str, kind: str
) -> None:
    (events,) = nlp(text)._.lagebild_events
    assert [event.type for event in events] == [kind]


def test_a_report_on_affairs_abroad_is_known_by_its_head(nlp: Language) -> None:
    head = "In Thailand demonstrierten die Gegner der Regierung. Die Armee rückte aus. "
    filler = "Es regnete stark. Der Tag war lang. Viele gingen heim. "
    abroad = nlp(head + filler + "Das lehnte der Anwalt ab.")._.lagebild_events
    at_home = nlp(filler + filler + "Das lehnte der Anwalt ab.")._.lagebild_events
    assert [event.type for event in abroad[-1]] == ["REJECT"]
    assert at_home[-1] == ()


def test_a_protest_that_an_article_points_back_to_is_told_once(nlp: Language) -> None:
    text = "Tausende demonstrierten in Tiflis, obwohl die Polizei vor den Protesten gewarnt hatte."
    kinds = [event.type for event in nlp(text)._.lagebild_events[0]]
    assert kinds.count("PROTEST") == 1
    text = "Tausende demonstrierten in Tiflis, und in Batumi gab es Proteste."
    kinds = [event.type for event in nlp(text)._.lagebild_events[0]]
    assert kinds.count("PROTEST") == 2
