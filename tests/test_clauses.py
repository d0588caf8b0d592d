"""Clauses: where they begin, what opens them, what they hang on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language import Clip, blank, clips_of
from pipeline.language.clauses import Clause, clauses_of
from pipeline.language.forms import load_forms

NLP = blank("de")
FORMS = load_forms("de")


def cut(text: str) -> tuple[Clip, tuple[Clause, ...]]:
    (clip,) = clips_of(NLP(text))
    return clip, clauses_of(clip, FORMS)


def texts(text: str) -> list[str]:
    clip, clauses = cut(text)
    return [" ".join(w.text for w in clip.words[c.first : c.last] if w.is_word) for c in clauses]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(c.kind, c.introducer) for c in cut(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiew meldet, dass Minsk droht.", [("main", ""), ("subordinate", "dass")]),
        (
            "Kiew meldet, dass die EU, die USA und Rom drohen.",
            [("main", ""), ("subordinate", "dass")],
        ),
        ("Kiew schweigt, weil Minsk droht.", [("main", ""), ("subordinate", "weil")]),
        ("Kiew schweigt, wenn Minsk droht.", [("main", ""), ("conditional", "wenn")]),
        ("Wenn Minsk droht, schweigt Kiew.", [("conditional", "wenn"), ("main", "")]),
        ("Sollte Minsk drohen, schweigt Kiew.", [("conditional", "sollte"), ("main", "")]),
        ("Kiew warnt, sollte Minsk angreifen.", [("main", ""), ("conditional", "sollte")]),
        ("Kiew kam, um zu verhandeln.", [("main", ""), ("infinitive", "um")]),
        ("Kiew plant, Truppen abzuziehen.", [("main", ""), ("infinitive", "zu")]),
        ("Kiew bestreitet, Minsk beschossen zu haben.", [("main", ""), ("infinitive", "zu")]),
        ("Kiew lobt Minsk, das nun hilft.", [("main", ""), ("relative", "das")]),
        ("Es gab ein Treffen, bei dem Kiew drohte.", [("main", ""), ("relative", "dem")]),
        ("Minsk habe gedroht, so der Minister.", [("main", ""), ("parenthesis", "so")]),
        ("Kiew hilft, auch wenn Minsk droht.", [("main", ""), ("subordinate", "wenn")]),
    ],
)
def test_a_clause_shows_its_kind_by_opener_and_verb(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Während der Gespräche drohte Minsk erneut.",
        "Deutschland, Frankreich und Polen fordern Hilfe.",
        "Kiew hat die verhängten Sanktionen begrüßt.",
        "Der Minister (Kuleba) reiste nach Berlin.",
    ],
)
def test_a_comma_or_preposition_alone_makes_no_clause(text: str) -> None:
    assert len(texts(text)) == 1


def test_a_main_clause_goes_on_behind_an_inserted_one() -> None:
    _, clauses = cut("Minsk bestreitet, einen Angriff zu planen, hat aber gedroht.")
    assert [c.kind for c in clauses] == ["main", "infinitive", "main"]
    assert clauses[1].parent == 0
    assert (clauses[2].parent, clauses[2].resumes) == (None, 0)


def test_a_relative_clause_tears_its_host_apart() -> None:
    _, clauses = cut("Der Minister, der gestern reiste, drohte mit Folgen.")
    assert [c.kind for c in clauses] == ["main", "relative", "main"]
    assert clauses[0].finite is None
    assert clauses[2].resumes == 0


def test_coordinated_verbs_make_clauses_of_their_own() -> None:
    assert texts("Kiew traf Minsk und der Minister drohte mit Folgen.") == [
        "Kiew traf Minsk",
        "und der Minister drohte mit Folgen",
    ]
    assert len(texts("Kiew und Minsk drohten Moskau und Warschau.")) == 1


def test_what_follows_und_may_go_on_with_the_main_clause() -> None:
    _, clauses = cut("Er sagte, dass Kiew hilft und wiederholte die Drohung.")
    assert [c.kind for c in clauses] == ["main", "subordinate", "main"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"Wir drohen niemandem", sagte er.', [True, False]),
        ("„Wir drohen niemandem“, sagte er.", [True, False]),
        ('Wir drohen niemandem", sagte er.', [True, False]),
        ('Er sagte: "Wir drohen niemandem."', [False, True]),
    ],
)
def test_a_clause_knows_whether_it_is_quoted(text: str, quoted: list[bool]) -> None:
    assert [c.quoted for c in cut(text)[1]] == quoted


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Die Regierung bestreitet den Plan.", "bestreitet"),
        ("Kiew hat den Plan bestritten.", "hat"),
        ("Kosten steigen.", "steigen"),
        ("Die verhängten Strafen wirken.", "wirken"),
        ("Die in Polen stationierten Truppen bleiben.", "bleiben"),
    ],
)
def test_the_finite_verb_is_told_from_participles_and_attributes(text: str, verb: str) -> None:
    clip, clauses = cut(text)
    assert clauses[0].finite is not None
    assert clip.words[clauses[0].finite].text == verb


VOCABULARY = """
Minsk droht Kiew mit Krieg und wenn dass die um zu sollte hat gedroht abzuziehen so der nicht
Sollte Angriff planen , ; : – ( ) " „ “ . ?
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, min_size=1, max_size=40))
@settings(max_examples=300, deadline=None)
def test_clauses_cover_all_words_in_order_without_overlap(words: list[str]) -> None:
    for clip in clips_of(NLP(" ".join(words))):
        clauses = clauses_of(clip, FORMS)
        assert [i for c in clauses for i in range(c.first, c.last)] == list(range(len(clip.words)))
        for number, clause in enumerate(clauses):
            assert clause.index == number
            assert all(clause.first <= verb < clause.last for verb in clause.verbs)
            for link in (clause.parent, clause.resumes):
                assert link is None or 0 <= link < len(clauses)
            assert clause.parent != number
