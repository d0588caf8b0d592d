"""Escalation: monotone, bounded, and of the right sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline.events  # noqa: F401  registers the factory
from pipeline.events.coders import load_coders
from pipeline.events.escalation import WEIGHTS, escalation, share
from pipeline.events.rules import tension_rules
from pipeline.language import blank, clips_of, read_table
from pipeline.language.clauses import clauses_of
from pipeline.language.forms import load_forms
from pipeline.scale import TONE, with_tone

NLP = blank("de")
NLP.add_pipe("lagebild_events")

TENSIONS = st.floats(-10, 10)
STATUSES = st.sampled_from(sorted(WEIGHTS))
SHARES = st.lists(st.builds(share, TENSIONS, STATUSES), max_size=20)


def score(text: str) -> float:
    ((value, _),) = NLP(text)._.lagebild_escalation
    return float(value)


@given(SHARES)
def test_the_score_stays_within_its_bounds(shares: list[float]) -> None:
    assert -1 <= escalation(shares) <= 1


@given(SHARES, st.floats(0, 10), st.sampled_from(["asserted", "hypothetical", "denied"]))
def test_an_escalatory_event_never_lowers_the_score(
    shares: list[float], tension: float, status: str
) -> None:
    assert escalation([*shares, share(tension, status)]) >= escalation(shares)  # type: ignore[arg-type]


@given(SHARES, st.floats(-10, 0), st.sampled_from(["asserted", "hypothetical", "denied"]))
def test_a_relaxing_event_never_raises_the_score(
    shares: list[float], tension: float, status: str
) -> None:
    assert escalation([*shares, share(tension, status)]) <= escalation(shares)  # type: ignore[arg-type]


@given(st.floats(0.1, 10))
def test_certainty_orders_the_weight_of_an_event(tension: float) -> None:
    assert (
        share(tension, "asserted")
        > share(tension, "hypothetical")
        > share(tension, "denied")
        > 0
        > share(tension, "negated")
    )


def test_a_sentence_without_events_and_tension_is_neutral() -> None:
    assert score("Die Sonne scheint heute über dem Park.") == 0


@pytest.mark.parametrize(
    ("calmer", "tenser"),
    [
        ("Die Lage hat sich entspannt.", "Die Lage ist angespannt."),
        ("Der Dialog geht weiter.", "Die Spannungen nehmen zu."),
        ("Es gibt eine Deeskalation der Lage.", "Es gibt keine Deeskalation der Lage."),
        ("Niemand will Krieg, wir wollen keinen Konflikt.", "Wir wollen den Konflikt."),
        ("Russland könnte die Ukraine angreifen.", "Russland greift die Ukraine an."),
        ("Russland greift die Ukraine nicht an.", "Russland könnte die Ukraine angreifen."),
    ],
)
def test_more_tension_scores_higher(calmer: str, tenser: str) -> None:
    assert score(calmer) < score(tenser)


def test_tension_words_are_named_as_cues() -> None:
    ((_, cues),) = NLP("Die Spannungen dauern an.")._.lagebild_escalation
    assert [(cue.text, cue.rule) for cue in cues] == [("Spannungen", "tension:*spannung")]


@pytest.mark.parametrize(
    ("other", "tense"),
    [
        ("Der Tarifkonflikt dauert an.", "Der Konflikt dauert an."),
        ("Die Trägerrakete steht in Kasachstan.", "Die Raketen stehen in Kasachstan."),
        ("Kiew verschärft das Baurecht.", "Der Ton zwischen Kiew und Minsk verschärft sich."),
    ],
)
def test_words_that_only_look_like_tension_add_none(other: str, tense: str) -> None:
    assert score(other) == 0 < score(tense)


def test_tension_weights_stay_in_the_units_of_intensities() -> None:
    assert list(tension_rules("de"))
    for row in read_table("de/tension.tsv", ("pattern", "weight")):
        assert abs(float(row["weight"])) <= 10, row


OUTCOMES = list(read_table("de/tension_outcomes.tsv", ("pattern", "positive", "negative")))


def outcomes(text: str) -> set[str]:
    (clip,) = clips_of(NLP(text))
    clauses = clauses_of(clip, load_forms("de"))
    return {match.rule.pattern for match in load_coders("de")["outcomes"].matches(clip, clauses)}


@pytest.mark.parametrize("row", OUTCOMES, ids=lambda row: row["positive"])
def test_the_examples_of_outcomes(row: dict[str, str]) -> None:
    assert row["pattern"] in outcomes(row["positive"])
    assert row["pattern"] not in outcomes(row["negative"])


@pytest.mark.parametrize(
    ("graver", "lighter"),
    [
        ("Kiew meldete einen Angriff.", "Kiew wehrte einen Angriff ab."),
        ("Kiew wehrte den Angriff nicht ab.", "Kiew wehrte den Angriff ab."),
        (
            "Kiew und Minsk vereinbarten eine kurze Waffenruhe.",
            "Kiew und Minsk vereinbarten eine dauerhafte Waffenruhe.",
        ),
        ("Minsk drohte Kiew mit einem Erstschlag.", "Minsk drohte Kiew mit einer Protestnote."),
        # An outcome is refused or asked for with its event.
        (
            "Kiew lehnte eine dauerhafte Waffenruhe mit Minsk ab.",
            "Kiew lehnte eine Waffenruhe mit Minsk ab.",
        ),
        (
            "Das Gespräch mit Minsk war nicht erfolgreich.",
            "Das Gespräch mit Minsk war erfolgreich.",
        ),
    ],
)
def test_outcomes_count_beside_the_events_that_they_speak_of(graver: str, lighter: str) -> None:
    assert score(graver) > score(lighter)


def test_a_word_of_both_tables_counts_once() -> None:
    ((_, cues),) = NLP("Die Gefahr eines Krieges mit Kiew wächst.")._.lagebild_escalation
    assert [cue.text for cue in cues].count("Gefahr") == 1


@given(st.floats(-0.99, 0.99), st.floats(-1, 1))
def test_tone_moves_the_score_less_than_any_word_of_tension(value: float, tone: float) -> None:
    moved = with_tone(value, tone) - value
    assert abs(moved) <= TONE / 8 + 1e-9
    assert abs(tone) < 1e-9 or moved * tone < 1e-12
