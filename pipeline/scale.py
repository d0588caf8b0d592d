"""The scale of escalation: how statements add up to the score of a sentence.

The analysis scores sentences by it, and the index divides a score among what it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import atanh, tanh

from pipeline.model import Status

#: Share of its tension that a statement of each status adds; chosen by us, see the method page.
WEIGHTS: Mapping[Status, float] = {
    "asserted": 1.0,
    "hypothetical": 0.5,
    "denied": 0.2,
    "negated": -0.3,
}
#: Tension at which the score reaches tanh(1) = 0.76.
SCALE = 8.0
#: What the full tone of a sentence that tells of tension or relief adds, friendly or grim: far less
#: than any word of tension, so that it decides only between sentences that are else alike.
TONE = 0.3
#: Beyond this score the sum behind it cannot be told.
MOST = 0.9999


def share(tension: float, status: Status) -> float:
    """Return what a statement adds to the sum: its tension (-10 to 10) by its status."""
    return WEIGHTS[status] * tension


def escalation(shares: Iterable[float]) -> float:
    """Return the score of a sentence, -1 to 1, above 0 where tension rises."""
    return tanh(sum(shares) / SCALE)


def with_tone(score: float, sentiment: float) -> float:
    """Return the score of a sentence with the share of its tone (-1 to 1); grim words raise it."""
    if abs(score) >= MOST:
        return score
    return tanh(atanh(score) - TONE * sentiment / SCALE)


def sum_without_tone(score: float, sentiment: float) -> float:
    """Return the sum behind a score of ``with_tone``, of events and words alone."""
    return SCALE * atanh(max(-MOST, min(MOST, score))) + TONE * sentiment
