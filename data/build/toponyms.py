"""Learns when a name is a place: ``python -m data.build.toponyms CORPORA``.

A logistic regression over what a name tells (``names.py``) and what stands around it
(``pipeline/places/context.py``). Its weights are written to ``data/models/toponyms/``; the
gazetteer adds up those of the names, the recogniser those of the context. The corpora are named in
``data/models/README.md``; ``--report`` prints scores on the half of them that is not trained on.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from data.build.corpora import Marked, Tagged, bio, held_out, marked, word_tag
from data.build.gazetteer import bearers
from data.build.names import Bearer, name_features
from data.build.place_entries import entries
from pipeline.language import DATA
from pipeline.places.candidates import Candidate, candidates
from pipeline.places.context import features, joins

_STRENGTH = 0.5
#: Weights of the corpora: their guidelines differ, and GermEval's are nearest to ours.
_GERMEVAL, _SMARTDATA, _TWEETS, _TAGGED = 3.0, 1.0, 0.3, 0.4
_NO_NAME_TAGS = frozenset(
    {"NOUN", "VERB", "ADJ", "ADV", "PRON", "DET", "AUX", "NUM", "ADP", "SCONJ", "CCONJ"}
)


class Draft:
    """All names of the gazetteer before they have priors."""

    def __init__(self) -> None:
        self._bearers: dict[str, dict[str, list[Bearer]]] = defaultdict(dict)
        self._begun: set[str] = set()
        for (name, form), having in bearers(entries()).items():
            self._bearers[name][form] = [bearer for _, bearer in having]
            if " " in name:
                self._begun.add(name.split()[0])

    def __contains__(self, name: object) -> bool:
        return name in self._bearers

    def continues(self, first_word: str) -> bool:
        """Whether a name of several words begins so."""
        return first_word in self._begun

    def form(self, name: str) -> str:
        """Return "name", or "demonym" where a town's demonym is all that the word can be."""
        return "name" if "name" in self._bearers[name] else "demonym"

    def features(self, name: str) -> dict[str, float]:
        """Return the features of a name."""
        form = self.form(name)
        return name_features(name, form, self._bearers[name][form])


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate with the truth about it."""

    features: dict[str, float]
    is_place: bool
    weight: float


def _case(
    draft: Draft,
    words: list[str],
    found: Candidate,
    joined: bool | None,
    *,
    is_place: bool,
    weight: float,
) -> Case:
    own = {f"name:{key}": value for key, value in draft.features(found.name).items()}
    demonym = draft.form(found.name) == "demonym"
    around = {f"context:{key}": 1.0 for key in features(words, found, joined, demonym=demonym)}
    return Case(own | around, is_place, weight)


def from_spans(draft: Draft, texts: Iterable[Marked], weight: float) -> Iterator[Case]:
    """Yield the cases of texts with entity spans.

    A candidate inside a longer place ("Cerro" in "Cerro Amarillo") says nothing and is left out;
    demonyms count only where the corpus marks derived forms.
    """
    nlp = spacy.blank("de")
    for text in texts:
        tokens = [token for token in nlp(text.text) if not token.is_space]
        words = [token.text for token in tokens]
        places = {(a, b): label for a, b, label in text.spans if label.startswith("LOC")}

        def text_of(first: int, last: int, tokens: list[spacy.tokens.Token] = tokens) -> str:
            return text.text[tokens[first].idx : tokens[last].idx + len(tokens[last])]  # noqa: B023

        decided: dict[int, bool] = {}
        for found in candidates(words, text_of, draft):
            start = tokens[found.first].idx
            end = tokens[found.last].idx + len(tokens[found.last])
            demonym = draft.form(found.name) == "demonym"
            if demonym and weight != _GERMEVAL:
                continue
            is_place = places.get((start, end)) == ("LOCderiv" if demonym else "LOC") or any(
                a <= start and end <= b and "/" in text.text[a:b] for a, b in places
            )
            inside = any(a <= start and end <= b for a, b in places)
            joined = decided.get(found.first - 2) if joins(words, found.first) else None
            decided[found.last] = is_place
            if is_place or not inside:
                yield _case(draft, words, found, joined, is_place=is_place, weight=weight)


def from_columns(draft: Draft, sentences: Iterable[Tagged]) -> Iterator[Case]:
    """Yield the cases of sentences in columns: entities, or tags that are no name's."""
    for sentence in sentences:
        words = list(sentence.words)
        places = _spans(sentence.entities)
        decided: dict[int, bool] = {}
        for found in candidates(words, lambda a, b, w=words: " ".join(w[a : b + 1]), draft):  # type: ignore[misc]
            if draft.form(found.name) == "demonym":
                continue
            if sentence.tags:
                if found.first == found.last and sentence.tags[found.first] in _NO_NAME_TAGS:
                    yield _case(draft, words, found, None, is_place=False, weight=_TAGGED)
                continue
            is_place = places.get((found.first, found.last)) == "LOC"
            joined = decided.get(found.first - 2) if joins(words, found.first) else None
            decided[found.last] = is_place
            yield _case(draft, words, found, joined, is_place=is_place, weight=_TWEETS)


def _spans(labels: tuple[str, ...]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    first = -1
    for index, label in enumerate([*labels, "O"]):
        if first >= 0 and not label.startswith("I-"):
            found[first, index - 1] = labels[first][2:]
            first = -1
        if label.startswith("B-"):
            first = index
    return found


def _matrix(vectorizer: DictVectorizer, cases: list[Case], *, fit: bool = False) -> object:
    rows = [case.features for case in cases]
    matrix = vectorizer.fit_transform(rows) if fit else vectorizer.transform(rows)
    matrix.indices = matrix.indices.astype("int32")
    matrix.indptr = matrix.indptr.astype("int32")
    return matrix


def _write(folder: Path, group: str, weights: dict[str, float], least: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    head = (
        f"# Weights (log odds) of what the {group} tells about a possible toponym.\n"
        "# Learnt by data/build/toponyms.py; corpora and scores: data/models/README.md\n"
        "feature\tweight\n"
    )
    lines = [
        f"{feature}\t{weight:.3f}\n"
        for feature, weight in sorted(weights.items())
        if abs(weight) >= least and "\t" not in feature
    ]
    (folder / f"{group}.tsv").write_text(head + "".join(lines), encoding="utf-8")
    print(f"{group}: {len(lines):,} weights")


def learn(cases: list[Case]) -> tuple[DictVectorizer, LogisticRegression]:
    """Fit the regression."""
    vectorizer = DictVectorizer()
    matrix = _matrix(vectorizer, cases, fit=True)
    model = LogisticRegression(C=_STRENGTH, max_iter=500, solver="liblinear")
    model.fit(matrix, [c.is_place for c in cases], sample_weight=[c.weight for c in cases])
    return vectorizer, model


def report(
    name: str, vectorizer: DictVectorizer, model: LogisticRegression, cases: list[Case]
) -> None:
    """Print precision, recall and F1 of the candidates at several thresholds."""
    scores = model.decision_function(_matrix(vectorizer, cases))
    truth = np.array([case.is_place for case in cases])
    for threshold in (-1.0, -0.75, -0.5, -0.25, 0.0, 0.5):
        chosen = scores >= threshold
        hits = int((chosen & truth).sum())
        precision, recall = hits / max(int(chosen.sum()), 1), hits / max(int(truth.sum()), 1)
        f1 = 2 * hits / max(int(chosen.sum() + truth.sum()), 1)
        print(f"{name:12}{threshold:6.2f}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def main(corpora: Path) -> None:
    """Learn from the training halves, report on the others, write the weights."""
    draft = Draft()
    germeval = list(marked(corpora / "data/A_ner_germeval2014_dev.jsonl.gz", nested=True))
    smartdata = list(marked(corpora / "data/A_smartdata_de.jsonl.gz"))

    def part(texts: list[Marked], *, out: bool) -> list[Marked]:
        return [text for text in texts if held_out(text.id) == out]

    cases = [
        *from_spans(draft, part(germeval, out=False), _GERMEVAL),
        *from_spans(draft, part(smartdata, out=False), _SMARTDATA),
        *from_columns(draft, bio(corpora / "train/mobie_train.conll2003.gz")),
        *from_columns(draft, word_tag(corpora / "train/gsd_train_pos_only.txt.gz")),
    ]
    vectorizer, model = learn(cases)
    for name, texts, weight in (
        ("GermEval", germeval, _GERMEVAL),
        ("SmartData", smartdata, _SMARTDATA),
    ):
        report(name, vectorizer, model, list(from_spans(draft, part(texts, out=True), weight)))
    groups: dict[str, dict[str, float]] = {"name": {}, "context": {}}
    for feature, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True):
        group, _, key = feature.partition(":")
        groups[group][key] = float(weight)
    groups["context"]["bias"] = float(model.intercept_[0])
    folder = DATA / "models" / "toponyms"
    _write(folder, "name", groups["name"], 0.02)
    _write(folder, "context", groups["context"], 0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
