"""Shares and points: how daily figures are made from the scores of sentences.

The shape follows the share-based Geopolitical Risk index (Caldara and Iacoviello, 2022,
Measuring Geopolitical Risk, American Economic Review 112(4)): how much of a day's news is about
tension. Where theirs counts articles with words, this one adds up the escalation of sentences, each
of which can be read back to its cues.
"""

from __future__ import annotations

#: Below this number of articles a day's figure is shown, but marked as resting on few articles.
FEW_DOCUMENTS = 3
#: With fewer articles in its base, reprints counted once, a figure of the index is not given.
MIN_ARTICLES = 5


def tension(escalating: float, sentences: int) -> float:
    """Return tension per 100 sentences: ``100 * escalating / sentences``, from 0 to 100.

    Args:
        escalating: Sum of ``max(0, escalation)`` over the sentences that concern the country.
        sentences: Number of all sentences of the same days, whatever they concern.
    """
    return 100.0 * escalating / sentences if sentences else 0.0


def relief(relaxing: float, sentences: int) -> float:
    """Return relief per 100 sentences, from 0 to 100: the same with ``max(0, -escalation)``."""
    return tension(relaxing, sentences)


def tone(total: float, scored: int) -> float | None:
    """Return the mean sentiment of the sentences that have one, -1 to 1; None without any."""
    return total / scored if scored else None


def points(value: float, sentences: int, unit: float) -> float:
    """Return index points: a share of sentences in units of the baseline's share.

    Args:
        value: Sum of the values of parts (``pipeline.index.parts``).
        sentences: Number of all sentences of the same days and sources.
        unit: Tension per 100 sentences, of the world over the baseline, that is 100 points.
    """
    return 100.0 * tension(value, sentences) / unit if unit else 0.0


def given(articles: int) -> bool:
    """Whether a figure over so many articles is given, or "too few articles" instead."""
    return articles >= MIN_ARTICLES
