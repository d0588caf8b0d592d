"""Tone: our score beside textblob-de and a trained baseline, on the held-back half of a corpus.

Lexicon scores become classes by thresholds; these are chosen on the half that was learnt from, as
the trained baseline is trained on it. The measure is macro-F1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

from benchmarks.evaluate.corpora import records
from data.build.corpora import held_out
from pipeline.annotate import Annotator
from pipeline.model import Document

#: Scores a text; higher is more positive, in units of the scorer.
Scorer = Callable[[str], float]

#: How many quantiles of the scores are tried as thresholds.
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Rated:
    """A text and the class that people gave it."""

    text: str
    label: str


def rated(path: Path, *, held_back: bool) -> list[Rated]:
    """Read the held-back half of a corpus, or the half that may be learnt from."""
    return [
        Rated(record["text"], record["label"])
        for record in records(path)
        if held_out(record["id"]) == held_back
    ]


def macro_f1(found: Sequence[str], wanted: Sequence[str], classes: Sequence[str]) -> float:
    """Return the mean F1 of the classes, 0 to 1; a class that nobody names counts 0."""
    total = 0.0
    for name in classes:
        right = sum(a == b == name for a, b in zip(found, wanted, strict=True))
        both = found.count(name) + wanted.count(name)
        total += 2 * right / both if both else 0.0
    return total / len(classes)


def classify(score: float, thresholds: Sequence[float], classes: Sequence[str]) -> str:
    """Return the class of a score: thresholds and classes ascend; a threshold belongs below."""
    return classes[bisect_left(thresholds, score)]


def choose(
    scores: Sequence[float], wanted: Sequence[str], classes: Sequence[str]
) -> tuple[float, ...]:
    """Return the ascending thresholds between classes that give the best macro-F1."""
    ranked = sorted(scores)
    steps = sorted({ranked[len(ranked) * step // _STEPS] for step in range(_STEPS)})

    def quality(thresholds: tuple[float, ...]) -> float:
        return macro_f1([classify(s, thresholds, classes) for s in scores], wanted, classes)

    return max(combinations_with_replacement(steps, len(classes) - 1), key=quality)


def by_thresholds(
    scorer: Scorer, learnt: Sequence[Rated], kept: Sequence[Rated], classes: Sequence[str]
) -> list[str]:
    """Return the classes of the texts kept back, with thresholds from the others."""
    wanted = [one.label for one in learnt]
    thresholds = choose([scorer(one.text) for one in learnt], wanted, classes)
    return [classify(scorer(one.text), thresholds, classes) for one in kept]


def lagebild() -> Scorer:
    """Return our tone: the mean of a text's sentences."""
    annotator = Annotator()

    def score(text: str) -> float:
        sentences = annotator.annotate(Document("evaluation", text)).sentences
        return sum(one.sentiment for one in sentences) / max(len(sentences), 1)

    return score


def textblob() -> Scorer:
    """Return the polarity of textblob-de, with the tokeniser that needs no download."""
    from textblob_de import PatternTokenizer, TextBlobDE  # noqa: PLC0415  slow to import

    tokenizer = PatternTokenizer()

    def score(text: str) -> float:
        return float(TextBlobDE(text, tokenizer=tokenizer).sentiment.polarity)

    return score


def trained(learnt: Sequence[Rated], kept: Sequence[Rated]) -> list[str]:
    """Return the classes that a logistic regression over character n-grams gives."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  slow to import
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    model: Any = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
        LogisticRegression(max_iter=1000, class_weight="balanced"),
    )
    model.fit([one.text for one in learnt], [one.label for one in learnt])
    return [str(label) for label in model.predict([one.text for one in kept])]


def compare(path: Path, classes: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield each system with its macro-F1 on the held-back half of a corpus."""
    learnt, kept = rated(path, held_back=False), rated(path, held_back=True)
    wanted = [one.label for one in kept]
    for name, scorer in (("Lagebild", lagebild()), ("textblob-de", textblob())):
        yield name, macro_f1(by_thresholds(scorer, learnt, kept, classes), wanted, classes)
    yield "trained, character n-grams", macro_f1(trained(learnt, kept), wanted, classes)
    yield (
        "always the most frequent class",
        macro_f1([max(classes, key=wanted.count)] * len(wanted), wanted, classes),
    )


def print_tone(name: str, path: Path, classes: Sequence[str]) -> None:
    """Print the comparison on a corpus; classes from the most negative upwards."""
    print(f"\n{name}: tone, {len(rated(path, held_back=True))} texts held back")
    print(f"{'':44}{'macro-F1':>9}")
    for system, value in compare(path, classes):
        print(f"{system:44}{value:9.3f}")
