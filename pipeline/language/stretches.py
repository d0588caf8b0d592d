"""Where punctuation cuts a sentence, and which words stand within quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.language.words import Word

STOPS = frozenset({".", "!", "?", ";", ":"})
_CUTS = STOPS | {",", "–", "—", "-", "(", ")", "..."}
DASHES = frozenset({"–", "—", "-"})
_STRAIGHT = '"'
_OPENING = frozenset({"„", "»", "‚"})
_CLOSING = frozenset({"“", "”", "«"})


def stretches(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between punctuation; closing marks belong to the one before."""
    first = 0
    for i, word in enumerate(words):
        if word.text == "(" and i > first:
            yield first, i
            first = i
        if word.text not in _CUTS or word.text == "(":
            continue
        end = i + 1
        while end < len(words) and _turn(words, end) < 0:
            end += 1
        if end > first and end > i:
            yield first, end
            first = end
    if first < len(words):
        yield first, len(words)


def quoted_words(words: Sequence[Word]) -> tuple[bool, ...]:
    """Return for each word whether it stands within quotation marks.

    A straight mark opens where white space precedes it. Where the first mark of the sentence
    closes, the quotation began in an earlier sentence.
    """
    turns = [_turn(words, i) for i in range(len(words))]
    inside = next((turn for turn in turns if turn), 0) < 0
    marks = []
    for turn in turns:
        inside = turn > 0 if turn else inside
        marks.append(inside)
    return tuple(marks)


def _turn(words: Sequence[Word], i: int) -> int:
    """Return 1 for a mark that opens, -1 for one that closes, 0 for other words."""
    text = words[i].text
    if text == _STRAIGHT:
        glued = i > 0 and words[i - 1].end == words[i].start
        followed = i + 1 < len(words) and words[i + 1].start == words[i].end
        return -1 if glued and not (followed and not words[i - 1].is_word) else 1
    return (text in _OPENING) - (text in _CLOSING)
