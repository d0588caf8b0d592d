"""English texts of the page on method and data."""

from __future__ import annotations

from typing import Final

METHOD: Final = {
    "method.data": "State of the data",
    "method.snapshot": "Snapshot {version}, made on {created}; methodology {methodology}.",
    "method.coverage": "{documents} articles with {sentences} sentences from {sources} sources, {first} to {last}; {undated} without a date.",
    "method.how": "How the figures are made",
    "method.tension": "Tension of a country: the sum of the escalation above 0 of all sentences that concern the country, divided by the number of all sentences of the same days, times 100. Relief is the same for escalation below 0. A sentence concerns a country when it names a place there or when the country is a party to one of its events.",
    "method.escalation": "Escalation of a sentence (−1 to 1): from its events (PLOVER type, intensity from its table, weighted by status) and from words of tension, squashed by the hyperbolic tangent.",
    "method.status": "Status: asserted, negated, denied or possible. It follows the clause: in “denies planning an offensive but has made demands” only the offensive is denied.",
    "method.role": "Place or actor: “in Moskau” is a pin on the map, “Moskau begrüßt” a government. Only places are put on the map.",
    "method.troops": "Troops: each mention is a claim with an interval. Mentions are never added up.",
    "method.tone": "Tone: mean polarity of evaluative words with negation and intensifiers; an axis of its own beside tension.",
    "method.limits": "What this cannot do",
    "method.limit.text": "What is counted is what is reported, not what happens. Few articles make uncertain figures; days with fewer than {few} articles are pale. The rules miss events and misread some; every figure can be checked against its sentences.",
}
