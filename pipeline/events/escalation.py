"""How far a sentence speaks of rising or falling tension.

Each event and each word of general tension vocabulary adds ``weight(status) * tension``. The
tension of an event is its PLOVER intensity with the sign turned, so 10 is the worst; that of a
word stands in ``tension.tsv`` in the same units (a row of weight 0 names what only looks like such
a word). So do outcomes, in ``tension_outcomes.tsv``, which count beside the events that they speak
of; the tone of the sentence adds its small share later (``pipeline.scale.with_tone``). The sum is
squashed::

    escalation = tanh(sum / 8)

So one asserted attack (tension 9) alone makes 0.81, a threat of one (3.5) 0.41. What is possible
counts half, what is denied a fifth. What is negated counts a little against its sign: "keine
Deeskalation" escalates, "kein Angriff" relaxes. Adding an event whose share is positive never
lowers the score.
"""

from __future__ import annotations

from pipeline.scale import SCALE, WEIGHTS, escalation, share

__all__ = ["SCALE", "WEIGHTS", "escalation", "share"]
