"""Whose claim an event is: the speaker, as country code or organisation, else as written."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

CASES: dict[str, list[tuple[str, str | None]]] = {
    "subject of a verb of saying": [
        ("Kuleba sagte, Russland plane einen Angriff.", "UA"),
        ("Das Pentagon teilte mit, Russland plane einen Angriff.", "US"),
        ("Der Sprecher des Ministeriums erklärte, Iran habe angegriffen.", "Sprecher"),
    ],
    "tag behind or around": [
        ("Russland werde die Ukraine nicht angreifen, sagte Peskow.", "RU"),
        ("Israel habe das Lager angegriffen, so ein Sprecher der Hamas.", "HAMAS"),
        ("„Russland plant einen Angriff“, sagte ein Beamter.", "Beamter"),
        ("Wie das Außenministerium in Peking mitteilte, plant Taipeh einen Angriff.", "CN"),
    ],
    "phrase": [
        ("Nach Angaben Moskaus wurden die Truppen abgezogen.", "RU"),
        ("Laut Kreml plant Kiew einen Angriff.", "RU"),
        ("Nach ukrainischen Angaben wurden die Truppen abgezogen.", "UA"),
        ("Kiew zufolge wurden drei Städte von Russland beschossen.", "UA"),
        ("Aus Berlin hieß es, Deutschland liefere der Ukraine keine Raketen.", "DE"),
    ],
    "the article itself": [
        ("Die Truppen wurden abgezogen.", None),
        ("Russland, das die Ukraine überfallen hat, bestreitet die Taten.", None),
        ("Peking entsandte zehn Schiffe, so viele wie nie an einem Tag.", None),
    ],
}
_CASES = [pytest.param(*case, id=case[0]) for cases in CASES.values() for case in cases]


@pytest.mark.parametrize(("text", "speaker"), _CASES)
def test_the_speaker_of_a_claim(read: Reader, text: str, speaker: str | None) -> None:
    events = [e for sentence in read(text) for e in sentence.events]
    assert events[0].speaker == speaker


def test_indirect_speech_goes_on_in_the_next_sentence(read: Reader) -> None:
    first, second = read("Peskow sprach mit Reportern und sagte viel. Kiew habe Moskau bedroht.")
    assert not first.events
    assert [e.speaker for e in second.events] == ["RU"]


def test_the_indicative_ends_indirect_speech(read: Reader) -> None:
    _, second = read("Peskow sagte viel. Kiew hat Moskau bedroht.")
    assert [e.speaker for e in second.events] == [None]


def test_a_pronoun_stands_for_the_speaker_before(read: Reader) -> None:
    _, second = read("Selenskyj erklärte sich am Abend. Er erklärte, Russland plane einen Angriff.")
    assert [e.speaker for e in second.events] == ["UA"]
