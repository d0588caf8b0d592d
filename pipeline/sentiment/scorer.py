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

from pipeline.language import Clip
from pipeline.language import clips_of as sentences_of
from pipeline.language.marks import mark
from pipeline.language.numbering import Column
from pipeline.model import Cue
from pipeline.sentiment.lexicon import Entry, load_lexicon, load_shifters

Doc.set_extension("lagebild_sentiment", default=(), force=True)

#: How many words behind it a shifter reaches, within its clause.
_REACH = 4
#: Polarity of a negation that turns no other word.
_BARE_NEGATION = -0.25
#: What a word does: it ends its clause, may carry a tone, may turn that of another.
END, _TONED, _TURNS = 1, 2, 4
COUNTS = _TONED | _TURNS
CLAUSE_ENDS = frozenset({",", ";", ":", "–", "(", ")", ".", "!", "?"})


class SentimentScorer:
    """Sets ``doc._.lagebild_sentiment``: score and cues a sentence, and a span group."""

    def __init__(self, language: str) -> None:
        self._lexicon = load_lexicon(language)
        self._shifters = load_shifters(language)
        self._turning = frozenset(shifter.split()[0] for shifter in self._shifters)
        self._kinds = Column(self._kind)

    def __call__(self, doc: Doc) -> Doc:
        """Score the sentences of a document."""
        rows = tuple(self.score(clip) for clip in sentences_of(doc))
        doc._.lagebild_sentiment = rows
        found = ((cue.start, cue.end, cue.rule) for _, cues in rows for cue in cues)
        mark(doc, "lagebild_sentiment", found)
        return doc

    def score(self, clip: Clip) -> tuple[float, tuple[Cue, ...]]:
        """Return the tone of a sentence and the words that it rests on."""
        found: list[tuple[float, Cue]] = []
        begin, counting = 0, list[int]()
        for index, kind in clip.marked(self._kinds).items():
            if kind & COUNTS:
                counting.append(index)
                continue
            if counting:
                found += self._clause(clip, begin, index, counting)
                counting = []
            begin = index + 1
        if counting:
            found += self._clause(clip, begin, len(clip.texts), counting)
        if not found:
            return 0.0, ()
        total = sum(tone for tone, _ in found)
        return total / math.sqrt(total * total + 1), tuple(cue for _, cue in found)

    def _kind(self, text: str) -> int:
        """Return whether a word ends a clause, may carry a tone or turn that of another."""
        if text in CLAUSE_ENDS:
            return END
        turns = text.lower() in self._turning
        return _TURNS * turns + _TONED * self._lexicon.may_count(text)

    def _clause(
        self, clip: Clip, begin: int, end: int, counting: Sequence[int]
    ) -> Iterator[tuple[float, Cue]]:
        """Yield the tone of each polar word of a clause, in order.

        Args:
            clip: The sentence.
            begin: Index of the first word of the clause.
            end: Index behind its last word.
            counting: The words in it that may count.
        """
        factor, reach, negation = 1.0, 0, -1
        done = begin
        for index in counting:
            if index < done:
                continue  # the second word of a shifter
            shift, words = self._shift(clip.texts, index, end)
            # Words that do not count only take up reach.
            reach = max(0, reach - (index - done))
            factor = factor if reach else 1.0
            done = index + words
            if shift is not None:
                factor, reach = factor * shift, _REACH
                negation = index if shift < 0 else negation
                continue
            entry = self._entry(clip.texts, begin, index, end)
            if entry is not None:
                tone = max(-1.0, min(1.0, entry.polarity * factor))
                yield tone, _cue(clip, index, f"polarity:{entry.lemma}")
                factor, reach, negation = 1.0, 0, -1
            else:
                reach = max(0, reach - 1)
                factor = factor if reach else 1.0
        if negation >= 0:
            rule = f"negation:{clip.texts[negation].lower()}"
            yield _BARE_NEGATION, _cue(clip, negation, rule)

    def _entry(self, texts: Sequence[str], begin: int, index: int, end: int) -> Entry | None:
        """Return the entry of a word, or of the verb that it makes with the clause's last word."""
        if index < end - 1 and texts[end - 1] in self._lexicon.particles:
            whole = self._lexicon.reunited(texts[index], texts[end - 1])
            if whole is not None:
                return whole if whole.polarity else None
        # A capital behind marks only may be that of a title or a quotation.
        free = not any(text[:1].isalnum() for text in texts[begin:index])
        return self._lexicon.find(texts[index], free)

    def _shift(self, texts: Sequence[str], index: int, end: int) -> tuple[float | None, int]:
        """Return the factor of the shifter that begins at a word, and of how many words it is."""
        word = texts[index].lower()
        if word not in self._turning:
            return None, 1
        if index + 1 < end:
            pair = self._shifters.get(f"{word} {texts[index + 1].lower()}")
            if pair is not None:
                return pair, 2
        return self._shifters.get(word), 1


def _cue(clip: Clip, index: int, rule: str) -> Cue:
    text, start = clip.texts[index], clip.starts[index]
    return Cue(text, start, start + len(text), rule)


@Language.factory("lagebild_sentiment", default_config={"language": "de"})
def make_sentiment(nlp: Language, name: str, language: str) -> SentimentScorer:
    """Build the component for a language."""
    return SentimentScorer(language)
