"""Where German sentences end, and that every span is true to the text."""

from __future__ import annotations

from functools import cache
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from pipeline.language import blank, clips_of
from pipeline.language.sentences import MAX_WORDS, is_hard_wrapped


@cache
def german() -> Language:
    return blank("de")


@pytest.fixture
def nlp() -> Language:
    return german()


def split(nlp: Language, text: str) -> list[str]:
    return [clip.text for clip in clips_of(nlp(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Am 18. Januar traf er Dr. Weber.",
        "Im 2. Weltkrieg war das anders.",
        "Rund 1,5 Mio. Menschen flohen, z.B. nach Polen.",
        "„Wir verhandeln“, sagte sie am 3. März.",
        '"Halt!", rief der Posten.',
        "Wladimir W. Petrow kam am 3.3.2022 um 10.30 Uhr.",
        "Sie zögerten ... und blieben.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(nlp: Language, text: str) -> None:
    assert split(nlp, text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er kam. Sie ging.", ["Er kam.", "Sie ging."]),
        ("Das war 2014. Danach kam mehr.", ["Das war 2014.", "Danach kam mehr."]),
        ("Sie kommt am 18. Der Rest folgt.", ["Sie kommt am 18.", "Der Rest folgt."]),
        ("„Es reicht.“ Dann ging er.", ["„Es reicht.“", "Dann ging er."]),
        ('"Es reicht." Dann ging er.', ['"Es reicht."', "Dann ging er."]),
        ("Kommt er? Nein! Doch…", ["Kommt er?", "Nein!", "Doch…"]),
        ("Truppen in Kiew.Der Rest folgt.", ["Truppen in Kiew.", "Der Rest folgt."]),
    ],
)
def test_a_sentence_ends_at_its_stop(nlp: Language, text: str, expected: list[str]) -> None:
    assert split(nlp, text) == expected


def test_a_headline_without_a_stop_ends_at_its_line(nlp: Language) -> None:
    assert split(nlp, "Neue Gespräche geplant\nDie Minister reisen an.") == [
        "Neue Gespräche geplant",
        "Die Minister reisen an.",
    ]


def test_hard_wrapped_lines_do_not_end_sentences(nlp: Language) -> None:
    line = "Die Verhandlungen zwischen den beiden Delegationen dauerten bis"
    text = "\n".join([line] * 5) + "\nspät in die Nacht."
    assert is_hard_wrapped(text)
    assert len(split(nlp, text)) == 1


def test_text_without_any_stop_is_cut(nlp: Language) -> None:
    sentences = clips_of(nlp("Wort " * (2 * MAX_WORDS + 1)))
    assert [len(clip.words) for clip in sentences] == [MAX_WORDS, MAX_WORDS, 1]


def test_asking_for_sentences_too_early_names_the_component(nlp: Language) -> None:
    with pytest.raises(ValueError, match="lagebild_sentences"):
        clips_of(nlp.make_doc("Zu früh."))


def test_an_unknown_language_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'xx'"):
        blank("xx")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_offsets_are_true_and_words_are_lost_nowhere(text: str) -> None:
    doc = german()(text)
    clips = clips_of(doc)
    words = [word for clip in clips for word in clip.words]
    assert [word.text for word in words] == [t.text for t in doc if not t.is_space]
    for clip in clips:
        assert text[clip.start : clip.end] == clip.text
        assert clip.words[0].start == clip.start
        assert clip.words[-1].end == clip.end
    for word in words:
        assert text[word.start : word.end] == word.text
    assert [clip.index for clip in clips] == list(range(len(clips)))


def test_a_long_text_is_split_in_seconds(nlp: Language) -> None:
    doc = nlp.make_doc("Moskau droht Kiew. " * 8_000)
    before = perf_counter()
    nlp(doc)
    assert perf_counter() - before < 15  # well over a minute when the time grew with the square


def test_spacy_sees_the_same_sentences(nlp: Language) -> None:
    doc = nlp("Moskau droht. Kiew bittet Berlin um Hilfe. Genf vermittelt.")
    assert [span.text for span in doc.sents] == [clip.text for clip in clips_of(doc)]
