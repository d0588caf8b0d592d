"""The tense of the part of a sentence that a date stands in: does it look back or ahead?"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.dates.calendar import Direction
from pipeline.dates.words import tense_words, values
from pipeline.language import Word

_ENDS = frozenset({",", ";", ":", "–", '"', "“", "„", "”", "»", "«"})
_PRETERITE = ("te", "ten", "tete", "teten")


def direction(words: Sequence[Word], first: int, last: int) -> Direction:
    """Return whether words ``first`` to ``last`` stand in a clause of past or future tense.

    A verb of future or intent decides before one of the past; "seit" looks back, "bis" and "ab"
    look ahead; without any verb the direction is unknown.
    """
    before = words[first - 1].lower if first else ""
    if before in values("since"):
        return "past"
    if before in values("until"):
        return "future"
    left, right = first, last
    while left > 0 and words[left - 1].text not in _ENDS:
        left -= 1
    while right + 1 < len(words) and words[right + 1].text not in _ENDS:
        right += 1
    verbs = [word.lower for word in words[left : right + 1] if word.text.islower()]
    if not tense_words("future").isdisjoint(verbs):
        return "future"
    if any(verb in tense_words("past") or verb.endswith(_PRETERITE) for verb in verbs):
        return "past"
    present = any(verb.endswith("t") and len(verb) > 3 for verb in verbs)
    return "future" if present else "unknown"
