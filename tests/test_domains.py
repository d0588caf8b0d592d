"""Fields of life rule out events, and one act is one event."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.events.domains import DomainRule, Domains, load_domains
from pipeline.language import read_table

RULES = read_table(
    "de/event_domain_rules.tsv", ("domain", "kinds", "unless", "source", "positive", "negative")
)
_SIDES = ("positive", "negative")
WORDS = read_table("de/event_domains.tsv", ("domain", "member", "behind", "source"))


def coded(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(e.type, e.cues[0].text) for events in nlp(text)._.lagebild_events for e in events]


def tense(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [("TENSION", cue.text) for _, cues in nlp(text)._.lagebild_escalation for cue in cues]


def without_fields(nlp: Language, text: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    monkeypatch.setattr(Domains, "kept", lambda self, told, _: (event for event, _ in told))
    monkeypatch.setattr(Domains, "tense", lambda self, matches, _: matches)
    found = {kind for kind, _ in (*coded(nlp, text), *tense(nlp, text))}
    monkeypatch.undo()
    return found


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["domain"])
def test_a_rule_silences_its_example_and_nothing_else(
    nlp: Language, row: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {kind.partition(":")[0] for kind in row["kinds"].split("|")}
    assert kinds & without_fields(nlp, row["positive"], monkeypatch), "no cue to be silenced"
    silenced, told = ((*coded(nlp, row[side]), *tense(nlp, row[side])) for side in _SIDES)
    assert kinds.isdisjoint(kind for kind, _ in silenced)
    assert kinds & {kind for kind, _ in told}


def test_vocabulary_is_sourced_and_stands_once() -> None:
    assert all(row["source"] for row in WORDS)
    members = [(row["domain"], row["member"], row["behind"]) for row in WORDS]
    assert len(members) == len(set(members))
    assert load_domains() is load_domains()


@pytest.mark.parametrize(
    "text",
    [
        "Nach dem Streit an der Tankstelle wurde ein 34-jähriger Mann festgenommen.",
        "Der Messerangriff am Busbahnhof forderte zwei Verletzte.",
        "Die Grünen werfen der Union Blockade bei der Rente vor.",
        "Der Ministerpräsident fordert mehr Geld für Kitas.",
        "Die Gewerkschaft lehnt das Angebot des Ministers ab.",
        "Der Torhüter kritisiert den Bundestrainer.",
        "Die Sängerin fordert den Präsidenten zum Tanz auf.",
    ],
)
def test_private_crime_sport_and_everyday_politics_are_silent(nlp: Language, text: str) -> None:
    assert coded(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Die Opposition in Berlin ruft zu Protesten auf.", "PROTEST"),
        ("Der Kanzler fordert die Freilassung der Geiseln.", "REQUEST"),
        ("Die SPD fordert Russland zum Abzug auf.", "REQUEST"),
        ("Ein 30-jähriger Aktivist wurde in Minsk festgenommen.", "COERCE"),
        ("Nach dem Terroranschlag wurde ein Verdächtiger festgenommen.", "COERCE"),
        ("Der Außenminister wies die Kritik in Berlin zurück.", "ACCUSE"),
        ("Russland griff eine Tankstelle in Charkiw an.", "ASSAULT"),
    ],
)
def test_conflict_and_relations_between_states_are_kept(
    nlp: Language, text: str, kind: str
) -> None:
    assert kind in [found for found, _ in coded(nlp, text)]


def test_a_sentence_beside_one_on_abroad_is_no_home_affair(nlp: Language) -> None:
    alone = (
        "Die Koalition und die Opposition trafen sich im Bundestag zu Gesprächen mit der Regierung."
    )
    assert coded(nlp, alone) == []
    assert "CONSULT" in [k for k, _ in coded(nlp, "In Minsk tagte das Gericht. " + alone)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Bei dem Luftangriff auf das Dorf wurden drei Soldaten getötet.", 1),
        ("Demonstration: Tausende bei Protestmarsch in Tiflis", 1),
        ("Die Armee griff das Dorf an und tötete drei Rebellen.", 2),
        ("Proteste in Minsk: Schwere Ausschreitungen am Abend", 2),
    ],
)
def test_one_act_named_twice_is_one_event(nlp: Language, text: str, events: int) -> None:
    assert len(coded(nlp, text)) == events


def test_the_parties_of_both_namings_are_kept(nlp: Language) -> None:
    text = "Bei dem israelischen Luftangriff wurden zwei Kämpfer der Hisbollah getötet."
    (event,) = nlp(text)._.lagebild_events[0]
    assert (event.actors, event.targets) == (("IL",), ("HEZBOLLAH",))


def test_a_rule_asks_for_the_field_and_for_no_evidence_against_it() -> None:
    rule = DomainRule("everyday", frozenset({"REQUEST"}), frozenset({"several"}))
    assert not rule.rules_out(lambda *_: False)
    assert rule.rules_out(lambda kind, _: kind == "everyday")
    assert not rule.rules_out(lambda kind, _: kind in {"everyday", "several"})


def test_a_field_far_from_the_event_is_another_headline(nlp: Language) -> None:
    filler = ", ".join(["Neues Museum in der Stadt"] * 4)
    assert coded(nlp, f"Bundesliga, {filler}, Abbruch der Verhandlungen mit Kanada")
    assert not coded(nlp, "Bundesliga: Abbruch der Verhandlungen mit dem Minister")


def test_a_list_of_headlines_has_no_head(nlp: Language) -> None:
    text = "Streik der Lotsen: Flüge fallen aus, Streik in Kitas, Neues vom Wetter"
    assert [kind for kind, _ in coded(nlp, text)] == ["PROTEST", "PROTEST"]
