"""The context of a possible toponym, as the features of a linear model.

The recogniser adds up the weights of the features that hold (``data/models/toponyms/context.tsv``)
and the prior of the name from the gazetteer; ``data/build/toponyms.py`` learns both together. The
sum is the logarithm of the odds that the words are a place. Each weight can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from pipeline.language import DATA, read_table
from pipeline.places.candidates import Candidate
from pipeline.places.lexicon import first_names, words

_COORDINATORS = frozenset({"und", ",", "oder", "/", "sowie", "-", "–", "bzw."})


def joins(words_of_sentence: Sequence[str], index: int) -> bool:
    """Whether the word in front of ``index`` coordinates ("Kiew und Minsk", "Paris, Rom")."""
    return index > 1 and words_of_sentence[index - 1].lower() in _COORDINATORS


def features(
    sentence: Sequence[str], candidate: Candidate, joined: bool | None, *, demonym: bool
) -> Iterator[str]:
    """Yield the names of the features that hold for a candidate.

    ``demonym`` says whether it can only be the demonym of a town, ``joined`` whether the candidate
    in front of a coordinator or comma was accepted; None where there is none.
    """
    first, last = candidate.first, candidate.last
    before = sentence[first - 1] if first else "<s>"
    second = sentence[first - 2] if first > 1 else "<s>"
    after = sentence[last + 1] if last + 1 < len(sentence) else "</s>"
    yield f"before={before.lower()}"
    yield f"second={second.lower()}"
    yield f"after={after.lower()}"
    yield f"before_title={before[:1].isupper()}"
    yield f"after_title={after[:1].isupper()}"
    if before in first_names():
        yield "before_first_name"
    if second in first_names() and before[:1].isupper():
        yield "second_first_name"
    if is_person_title(before):
        yield "before_person_title"
    if before in words("place_type_nouns"):
        yield "before_type_noun"
    if candidate.inflected:
        yield f"inflected_after_title={after[:1].isupper()}"
        yield f"inflected_after_word={after[:1].isalpha()}"
    if demonym:
        yield f"demonym_after_title={after[:1].isupper()}"
    if sentence[first].isupper() and len(sentence[first]) > 3:
        yield "capitals"
    if joined is not None:
        yield f"joined={joined}"


@lru_cache(maxsize=10_000)
def is_person_title(word: str) -> bool:
    """Whether a word announces a person: a title, or a compound that ends in one."""
    titles = words("person_titles")
    if word in titles or word.rsplit("-", 1)[-1] in titles:
        return True
    return word[:1].isupper() and word.lower().endswith(_title_ends())


@cache
def _title_ends() -> tuple[str, ...]:
    return tuple(title.lower() for title in words("person_titles") if len(title) > 4)


@cache
def weights() -> dict[str, float]:
    """Return the learned weights of the features; features without one weigh nothing."""
    rows = read_table(DATA / "models" / "toponyms" / "context.tsv", ("feature", "weight"))
    return {row["feature"]: float(row["weight"]) for row in rows}


def evidence(
    sentence: Sequence[str], candidate: Candidate, joined: bool | None, *, demonym: bool
) -> float:
    """Return what the context adds to the log odds of a candidate."""
    known = weights()
    found = features(sentence, candidate, joined, demonym=demonym)
    return sum(known.get(name, 0.0) for name in found) + known["bias"]
