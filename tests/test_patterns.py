"""The pattern language of the cue tables and its matching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.events.coder import CueRule, Match
from pipeline.events.coders import Coders
from pipeline.events.patterns import check, lemmas_in, parse, word_classes
from pipeline.events.rules import load_particles
from pipeline.events.vocabulary import Vocabulary
from pipeline.language import TableError, blank, clips_of
from pipeline.language.clauses import clauses_of
from pipeline.language.forms import load_forms

NLP = blank("de")
FORMS = load_forms("de")
CLASSES = word_classes(
    [{"class": "truppen", "member": "*soldat"}, {"class": "truppen", "member": "=us_Armee"}]
)


def rule(pattern: str, kind: str = "ASSAULT") -> CueRule:
    return CueRule(f"test:{pattern}", pattern, kind, "", "", -1.0)


def matches(text: str, *rules: CueRule) -> list[tuple[str, list[str]]]:
    words = Vocabulary(lambda: CLASSES, FORMS, ["Herzangriff"], load_particles("de"), ["ver"])
    coder = Coders.of({"test": rules}, words)["test"]
    found: list[tuple[str, list[str]]] = []
    for clip in clips_of(NLP(text)):
        found += [
            (match.rule.pattern, [clip.words[i].text for i in match.words])
            for match in coder.matches(clip, clauses_of(clip, FORMS))
        ]
    return found


@pytest.mark.parametrize("text", ["", "!a", "*", "a||b", "a  b", "<x", "a_", "=", "a !", "|a"])
def test_what_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"anchor|element"):
        parse(text)


def test_a_pattern_names_the_lemmas_that_need_forms() -> None:
    assert list(lemmas_in("drohen *angriff|=in !Sport_<x> Friedens*")) == [
        "drohen",
        "Angriff",
        "Sport",
    ]


def test_an_unknown_word_class_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown word class <götter>"):
        check(parse("drohen <götter>"), CLASSES)


def test_a_word_class_holds_plain_elements_only() -> None:
    with pytest.raises(TableError, match="no plain element"):
        word_classes([{"class": "a", "member": "<b>"}])


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("drohen", "Minsk drohte Kiew.", ["drohte"]),
        ("abziehen", "Minsk zieht die Soldaten ab.", ["zieht", "ab"]),
        ("abziehen", "Minsk hat die Soldaten abgezogen.", ["abgezogen"]),
        ("abziehen", "Minsk plant, Soldaten abzuziehen.", ["abzuziehen"]),
        ("Ultimatum", "Die Frist des Ultimatums läuft.", ["Ultimatums"]),
        ("*angriff", "Nach den Raketenangriffen floh er.", ["Raketenangriffen"]),
        ("*angriff", "Nach Luft-Angriffen floh er.", ["Luft-Angriffen"]),
        ("*angriff", "Ein US-Angriff drohte.", ["US-Angriff"]),
        ("planen", "Die geplante Reise fiel aus.", ["geplante"]),
        ("Friedens*", "Die Friedensgespräche laufen.", ["Friedensgespräche"]),
        ("=in", "In Minsk regnet es.", ["In"]),
        ("<truppen>", "Die US Armee kam.", ["US", "Armee"]),
        ("drohen =mit Krieg", "Mit Krieg hat er gedroht.", ["gedroht", "Mit", "Krieg"]),
        ("drohen|warnen", "Kiew warnt Minsk.", ["warnt"]),
        ("=in_Betrieb", "Das Werk ist in Betrieb.", ["in", "Betrieb"]),
    ],
)
def test_an_element_matches_its_words(pattern: str, text: str, words: list[str]) -> None:
    assert matches(text, rule(pattern)) == [(pattern, words)]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("Ultimatum", "Das Ultimatumsende naht."),
        ("*angriff", "Er erlitt einen Herzangriff."),
        ("*angriff", "Er hat angegriffen."),
        ("*lüge", "Die Flüge fallen aus."),
        ("*einigung", "Die Pilotenvereinigung klagt."),
        ("verdächtigen", "Die verdächtigen Personen fliehen."),
        ("ziehen", "Minsk zieht die Soldaten ab."),
        ("abziehen", "Minsk zieht die Soldaten an die Grenze."),
        ("drohen !Abstieg", "Dem Verein droht der Abstieg."),
        ("drohen Krieg", "Er droht, weil Krieg herrscht."),
        ("=in_Betrieb", "Im Werk in der Stadt ist Betrieb."),
        ("Friedens*", "Der Frieden hält."),
    ],
)
def test_an_element_leaves_other_words_alone(pattern: str, text: str) -> None:
    assert matches(text, rule(pattern)) == []


def test_a_clause_torn_apart_is_matched_as_one() -> None:
    text = "Minsk hat die Soldaten, die in Polen standen, abgezogen."
    assert matches(text, rule("abziehen *soldat")) == [
        ("abziehen *soldat", ["abgezogen", "Soldaten"])
    ]


def test_the_more_specific_rule_wins_at_an_anchor() -> None:
    short, long = rule("drohen"), rule("drohen =mit Krieg", "THREATEN")
    assert [p for p, _ in matches("Er droht mit Krieg.", short, long)] == ["drohen =mit Krieg"]


def test_a_consumed_word_anchors_no_second_event_of_its_type() -> None:
    verb, noun = rule("beginnen *angriff"), rule("*angriff")
    assert [p for p, _ in matches("Er beginnt den Angriff.", noun, verb)] == ["beginnen *angriff"]


def test_excluded_words_anchor_nothing() -> None:
    sport = rule("*angriff Torwart", "EXCLUDE")
    text = "Der Torwart wehrte den Angriff ab."
    assert matches(text, rule("*angriff")) != []
    assert matches(text, rule("*angriff"), sport) == []


@given(st.permutations([rule("drohen"), rule("*angriff"), rule("drohen *angriff", "THREATEN")]))
def test_the_order_of_tables_does_not_matter_where_rules_differ(rules: list[CueRule]) -> None:
    assert [p for p, _ in matches("Er droht mit einem Angriff.", *rules)] == [
        "drohen *angriff",
        "*angriff",
    ]


def test_match_is_a_plain_value() -> None:
    assert Match(rule("a"), 0, (0,), 0) == Match(rule("a"), 0, (0,), 0)


def test_somebody_abroad_is_asked_of_the_report_and_is_no_word_of_the_clause() -> None:
    pattern = parse("kritisieren ?abroad !Film")
    assert pattern.near
    assert [term.absent for term in pattern.terms] == [False, True]
    with pytest.raises(ValueError, match="anchor"):
        parse("?abroad")


def test_a_rule_that_asks_for_somebody_abroad_holds_only_there() -> None:
    near = CueRule("test", "kritisieren ?abroad", "ACCUSE", "", "", -1.0, near=True)
    coder = Coders.of({"test": [near]}, Vocabulary(lambda: CLASSES, FORMS))["test"]
    (clip,) = clips_of(NLP("Sie kritisierte den Einsatz."))
    clauses = clauses_of(clip, FORMS)
    assert coder.matches(clip, clauses)
    assert not coder.matches(clip, clauses, abroad=lambda: False)
