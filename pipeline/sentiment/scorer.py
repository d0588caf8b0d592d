"""Scores the tone of sentences.

Every word of the lexicon counts with its polarity, multiplied by the shifters in front of it in
the same clause (negation, intensifiers), after the idea of valence shifters (Polanyi and Zaenen,
2006). A negation that meets no such word has a faint tone of its own. The sum is normalised:
sum / sqrt(sum² + 1), after VADER (Hutto and Gilbert, 2014). A sentence without such words scores 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import Clip, Word
from pipeline.language import clips_of as sentences_of
from pipeline.model import Cue
from pipeline.sentiment.lexicon import load_lexicon, load_shifters

Doc.set_extension("lagebild_sentiment", default=(), force=True)

#: How many words behind it a shifter reaches, within its clause.
_REACH = 4
#: Polarity of a negation that turns no other word.
_BARE_NEGATION = -0.25
_CLAUSE_ENDS = frozenset({",", ";", ":", "–", "(", ")", ".", "!", "?"})


class SentimentScorer:
    """Sets ``doc._.lagebild_sentiment``: score and cues a sentence, and a span group."""

    def __init__(self, language: str) -> None:
        self._lexicon = load_lexicon(language)
        self._shifters = load_shifters(language)
        self._turning = frozenset(shifter.split()[0] for shifter in self._shifters)

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
        if not any(map(self._may_count, clip.texts)):
            return 0.0, ()
        found = [pair for clause in _clauses(clip.words) for pair in self._clause(clause)]
        total = sum(tone for tone, _ in found)
        return total / math.sqrt(total * total + 1), tuple(cue for _, cue in found)

    def _may_count(self, text: str) -> bool:
        """Whether a word may carry a tone or turn that of another."""
        return text.lower() in self._turning or self._lexicon.may_count(text)

    def _clause(self, words: Sequence[Word]) -> Iterator[tuple[float, Cue]]:
        """Yield the tone of each polar word of a clause, in order."""
        verbs = self._lexicon.reunited(words)
        factor, reach = 1.0, 0
        negation: Word | None = None
        skip = begun = False
        for index, word in enumerate(words):
            if skip:
                skip = False
                continue
            # A capital behind marks only may be that of a title or a quotation.
            entry = verbs[index] if index in verbs else self._lexicon.find(word.text, not begun)
            begun = begun or word.is_word
            shift, skip = self._shift(words, index)
            if shift is not None:
                factor, reach = factor * shift, _REACH
                negation = word if shift < 0 else negation
            elif entry is not None:
                tone = max(-1.0, min(1.0, entry.polarity * factor))
                yield tone, Cue(word.text, word.start, word.end, f"polarity:{entry.lemma}")
                factor, reach, negation = 1.0, 0, None
            elif reach:
                reach -= 1
                factor = factor if reach else 1.0
        if negation is not None:
            rule = f"negation:{negation.lower}"
            yield _BARE_NEGATION, Cue(negation.text, negation.start, negation.end, rule)

    def _shift(self, words: Sequence[Word], index: int) -> tuple[float | None, bool]:
        """Return the factor of the shifter that begins at a word, and whether it is two words."""
        word = words[index].lower
        if index + 1 < len(words):
            pair = self._shifters.get(f"{word} {words[index + 1].lower}")
            if pair is not None:
                return pair, True
        return self._shifters.get(word), False


def _clauses(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Cut a sentence at its marks; the marks themselves are left out."""
    begin = 0
    for index, word in enumerate(words):
        if word.text in _CLAUSE_ENDS:
            yield words[begin:index]
            begin = index + 1
    yield words[begin:]


@Language.factory("lagebild_sentiment", default_config={"language": "de"})
def make_sentiment(nlp: Language, name: str, language: str) -> SentimentScorer:
    """Build the component for a language."""
    return SentimentScorer(language)
