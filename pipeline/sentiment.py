"""Tone: how a sentence is written, from -1 (negative) to 1 (positive). An axis of its own.

The score is the mean polarity of the words that carry one, each multiplied by the shifters in front
of it in the same clause (negation, intensifiers), after the idea of valence shifters (Polanyi and
Zaenen, 2006), and damped for few words: sum / (n + 1). A sentence without such words scores 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import Clip, read_table
from pipeline.language import clips_of as sentences_of
from pipeline.model import Cue

Doc.set_extension("lagebild_sentiment", default=(), force=True)

#: How many words behind it a shifter reaches, within its clause.
_REACH = 4
_CLAUSE_ENDS = frozenset({",", ";", ":", "–", "(", ")", ".", "!", "?"})


@dataclass(frozen=True, slots=True)
class _Entry:
    lemma: str
    polarity: float


@cache
def _lexicon(language: str) -> dict[str, _Entry]:
    rows = read_table(f"{language}/compiled/polarity_forms.tsv", ("form", "lemma", "polarity"))
    return {row["form"]: _Entry(row["lemma"], float(row["polarity"])) for row in rows}


@cache
def _shifters(language: str) -> dict[str, float]:
    rows = read_table(f"{language}/valence_shifters.tsv", ("word", "factor"))
    return {row["word"]: float(row["factor"]) for row in rows}


class SentimentScorer:
    """Sets ``doc._.lagebild_sentiment``: score and cues a sentence, and a span group."""

    def __init__(self, language: str) -> None:
        self._lexicon = _lexicon(language)
        self._shifters = _shifters(language)

    def __call__(self, doc: Doc) -> Doc:
        """Score the sentences of a document."""
        rows = tuple(self.score(clip) for clip in sentences_of(doc))
        doc._.lagebild_sentiment = rows
        spans = [
            doc.char_span(cue.start, cue.end, label=cue.rule, alignment_mode="expand")
            for _, cues in rows
            for cue in cues
        ]
        doc.spans["lagebild_sentiment"] = [span for span in spans if span is not None]
        return doc

    def score(self, clip: Clip) -> tuple[float, tuple[Cue, ...]]:
        """Return the tone of a sentence and the words that it rests on."""
        total = 0.0
        cues = []
        factor, reach = 1.0, 0
        for word in clip.words:
            if word.text in _CLAUSE_ENDS:
                factor, reach = 1.0, 0
                continue
            entry = self._lexicon.get(word.text) or (
                self._lexicon.get(word.lower) if word.start == clip.start else None
            )
            shift = self._shifters.get(word.lower)
            if shift is not None:
                factor, reach = factor * shift, _REACH
            elif entry is not None:
                total += max(-1.0, min(1.0, entry.polarity * factor))
                rule = f"polarity:{entry.lemma}"
                cues.append(Cue(word.text, word.start, word.end, rule))
                factor, reach = 1.0, 0
            elif reach:
                reach -= 1
                factor = factor if reach else 1.0
        return (total / (len(cues) + 1) if cues else 0.0), tuple(cues)


@Language.factory("lagebild_sentiment", default_config={"language": "de"})
def make_sentiment(nlp: Language, name: str, language: str) -> SentimentScorer:
    """Build the component for a language."""
    return SentimentScorer(language)
