"""Trains our compact German spaCy model: ``python -m data.build.tagger CORPORA OUT``.

CORPORA is a folder with the files that ``data/models/README.md`` names. Two steps share nothing:
a tagger (UPOS) and a named entity recogniser, each on its own small convolutional network with
Brown clusters (package spacy-lookups-data) as vectors.
"""

from __future__ import annotations

import random
import sys
import warnings
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

import numpy as np
import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example, biluo_tags_to_spans, iob_to_biluo, offsets_to_biluo_tags
from spacy.vectors import Vectors
from thinc.api import Config, fix_random_seed

from data.build.corpora import Marked, Tagged, bio, conllu, held_out, marked, word_tag

_BITS = 16
_WORDS = 150_000
_SEED = 20
_BATCH = 12
_TOK2VEC = """
[model]
@architectures = "spacy.Tok2Vec.v2"

[model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [3000, 1000, 2000, 1000]
include_static_vectors = true

[model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 3
window_size = 1
maxout_pieces = 3
"""


def _clusters() -> dict[str, int]:
    path = resources.files("spacy_lookups_data") / "data" / "de_lexeme_cluster.json.gz"
    table: dict[str, int] = srsly.read_gzip_json(Path(str(path)))
    return dict(list(table.items())[:_WORDS])


def add_clusters(nlp: Language) -> None:
    """Give the vocabulary one vector a Brown cluster: the bits of the cluster's path."""
    clusters = _clusters()
    kinds = sorted(set(clusters.values()))
    rows = {kind: row for row, kind in enumerate(kinds)}
    data = np.array(
        [[1.0 if kind >> bit & 1 else -1.0 for bit in range(_BITS)] for kind in kinds],
        dtype="float32",
    )
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, name="brown")
    for word, kind in clusters.items():
        nlp.vocab.vectors.add(nlp.vocab.strings.add(word), row=rows[kind])


def _tok2vec() -> dict[str, object]:
    return dict(Config().from_str(_TOK2VEC)["model"])


def _doc(nlp: Language, sentence: Tagged) -> Doc:
    return Doc(nlp.vocab, words=list(sentence.words))


def tagging(nlp: Language, sentences: Iterable[Tagged]) -> Iterator[Example]:
    """Yield training examples for the tagger."""
    for sentence in sentences:
        yield Example.from_dict(_doc(nlp, sentence), {"tags": list(sentence.tags)})


def _is_name(text: str) -> bool:
    """Whether an entity may be learnt: spaCy refuses spans that begin or end in space or dots."""
    return text[:1].isalnum() and text[-1:].isalnum()


def entity_columns(nlp: Language, sentences: Iterable[Tagged]) -> Iterator[Example]:
    """Yield training examples for the recogniser from BIO columns."""
    for sentence in sentences:
        doc = _doc(nlp, sentence)
        biluo = iob_to_biluo(list(sentence.entities))
        spans = [span for span in biluo_tags_to_spans(doc, biluo) if _is_name(span.text)]
        entities = [(span.start_char, span.end_char, span.label_) for span in spans]
        yield Example.from_dict(doc, {"entities": entities})


def entity_spans(nlp: Language, texts: Iterable[Marked]) -> Iterator[Example]:
    """Yield training examples from spans; what does not fit the tokens is unknown, not "none"."""
    for text in texts:
        doc = nlp.make_doc(text.text)
        taken, spans = 0, []
        for start, end, label in sorted(text.spans):
            if start >= taken and _is_name(text.text[start:end]):
                spans.append((start, end, label))
                taken = end
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # spans that cut a token
            biluo = offsets_to_biluo_tags(doc, spans)
        yield Example.from_dict(doc, {"entities": biluo})


def train(nlp: Language, pipe: str, examples: list[Example], epochs: int) -> None:
    """Train one component; the others stay as they are."""
    # Shuffles examples, always in the same way; nothing secret.
    rng = random.Random(_SEED)  # nosec B311
    with nlp.select_pipes(enable=pipe):
        optimizer = nlp.initialize(lambda: examples)
        optimizer.learn_rate = 0.002
        for epoch in range(epochs):
            rng.shuffle(examples)
            losses: dict[str, float] = {}
            for first in range(0, len(examples), _BATCH):
                batch = examples[first : first + _BATCH]
                nlp.update(batch, sgd=optimizer, drop=0.25, losses=losses)
            optimizer.learn_rate *= 0.85
            print(pipe, "epoch", epoch + 1, {k: round(v) for k, v in losses.items()}, flush=True)


def _model(pipe: str) -> Language:
    nlp = spacy.blank("de")
    add_clusters(nlp)
    nlp.add_pipe(pipe, config={"model": {"tok2vec": _tok2vec()}})
    return nlp


def _kept(path: Path) -> list[Marked]:
    return [text for text in marked(path) if not held_out(text.id)]


def build(corpora: Path, out: Path) -> Language:
    """Train tagger and recogniser and write the model."""
    fix_random_seed(_SEED)
    nlp = _model("tagger")
    tagged = [
        *word_tag(corpora / "train/gsd_train_pos_only.txt.gz"),
        *conllu(corpora / "train/gsd_dev.conllu.gz"),
        *conllu(corpora / "train/pud.conllu.gz"),
    ]
    train(nlp, "tagger", list(tagging(nlp, tagged)), 8)
    nlp.to_disk(out)
    recogniser = _model("ner")
    examples = [
        *entity_columns(recogniser, bio(corpora / "train/mobie_train.conll2003.gz")),
        *entity_columns(recogniser, bio(corpora / "train/europeana_sbb.bio.gz")),
        *entity_columns(recogniser, bio(corpora / "train/europeana_onb.bio.gz")),
        *entity_spans(recogniser, _kept(corpora / "data/A_smartdata_de.jsonl.gz")),
    ]
    germeval = _kept(corpora / "data/A_ner_germeval2014_dev.jsonl.gz")
    examples += 3 * list(entity_spans(recogniser, germeval))
    train(recogniser, "ner", examples, 12)
    nlp.add_pipe("ner", source=recogniser)
    nlp.meta.update(name="lagebild_sm", version="1.0.0", license="CC BY-SA 4.0")
    nlp.to_disk(out)
    return nlp


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
