"""Sentence boundaries by rule, for text as news sites deliver it.

A full stop ends a sentence unless it belongs to an abbreviation (which the tokeniser keeps in one
piece) or to an ordinal ("am 18. Januar"); quotation marks behind it belong to the sentence that
they close; a blank line always ends one, a single line break does unless the text is hard-wrapped.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.tables import read_table
from pipeline.language.words import Clip, Word, set_clips

if TYPE_CHECKING:
    from thinc.types import Ints2d

_TERMINAL = frozenset({".", "!", "?", "…", "...", "..", "?!", "!!", "!?", "??", "...."})
_CLOSING = frozenset({'"', "“", "”", "«", "»", "‹", "›", "'", "’", "‘", ")", "]"})
#: Longer sentences are cut: lists and broken markup, no prose. In words.
MAX_WORDS = 400
#: How spaCy writes that a token begins a sentence, or does not.
_START, _INSIDE = 1, -1


def is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks in a text are layout: many lines of nearly one length."""
    lengths = [len(line) for line in text.splitlines() if line.strip()]
    if len(lengths) < 4:
        return False
    ends = sum(line.rstrip()[-1:] in '.!?"“»' for line in text.splitlines() if line.strip())
    middle = statistics.median(lengths)
    return 50 <= middle <= 100 and max(lengths) <= 1.3 * middle and ends < 0.6 * len(lengths)


class SentenceSplitter:
    """The spaCy component ``lagebild_sentences``: sets ``Clip`` tuples and ``is_sent_start``."""

    def __init__(self, language: str) -> None:
        rows = read_table(f"{language}/sentence_starters.tsv", ("word",))
        self._starters = frozenset(row["word"] for row in rows)

    def __call__(self, doc: Doc) -> Doc:
        """Split a document into sentences."""
        words = [Word(t.text, t.lower_, t.idx, t.idx + len(t), t.i) for t in doc if not t.is_space]
        text = doc.text  # put together anew from all tokens each time it is asked for
        starts = np.full(len(doc), _INSIDE, dtype=np.int64)
        starts[:1] = _START
        clips = []
        for index, group in enumerate(self._groups(words, text)):
            begin, end = group[0].start, group[-1].end
            clips.append(Clip(index, text[begin:end], begin, end, tuple(group)))
            starts[group[0].token] = _START
        # One call for all: setting it token by token looks at the whole document each time.
        doc.from_array(["SENT_START"], cast("Ints2d", starts.astype(np.uint64).reshape(-1, 1)))
        set_clips(doc, tuple(clips))
        return doc

    def _groups(self, words: list[Word], text: str) -> Iterator[list[Word]]:
        wrapped = is_hard_wrapped(text)
        group: list[Word] = []
        for i, word in enumerate(words):
            group.append(word)
            following = words[i + 1] if i + 1 < len(words) else None
            if (
                following is None
                or len(group) >= MAX_WORDS
                or self._ends(words, i, text[word.end : following.start], wrapped)
            ):
                yield group
                group = []

    def _ends(self, words: list[Word], i: int, gap: str, wrapped: bool) -> bool:
        """Whether a sentence ends behind word ``i``; ``gap`` is the white space that follows."""
        breaks = gap.count("\n")
        if breaks > 1 or (breaks == 1 and not wrapped):
            return True
        following = words[i + 1]
        if following.text in _CLOSING and not gap:
            return False
        if following.text[:1].islower() or following.text in {",", ";", ":", "–", "-", ")"}:
            return False
        last = i
        while (
            last > 0 and words[last].text in _CLOSING and words[last].start == words[last - 1].end
        ):
            last -= 1
        if words[last].text in _TERMINAL:
            return bool(gap) or last < i or following.is_title
        return self._ordinal_ends(words[last], following)

    def _ordinal_ends(self, word: Word, following: Word) -> bool:
        """Whether the stop of "2022." or "18." ends the sentence instead of marking an ordinal."""
        digits = word.text[:-1]
        if not (word.text.endswith(".") and digits.replace(".", "").isdigit()):
            return False
        return len(digits) >= 3 or following.text in self._starters


@Language.factory("lagebild_sentences", default_config={"language": "de"})
def make_sentences(nlp: Language, name: str, language: str) -> SentenceSplitter:
    """Build the component for a language."""
    return SentenceSplitter(language)
