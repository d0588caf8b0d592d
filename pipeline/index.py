"""Daily figures: how tension, relief and tone are made from the scores of sentences.

The shape follows the share-based Geopolitical Risk index (Caldara and Iacoviello, 2022,
Measuring Geopolitical Risk, American Economic Review 112(4)): how much of a day's news is about
tension. Where theirs counts articles with words, this one adds up the escalation of sentences, each
of which can be read back to its cues.
"""

from __future__ import annotations

#: Below this number of articles a day's figure is shown, but marked as resting on few articles.
FEW_DOCUMENTS = 3


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
