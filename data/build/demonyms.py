"""Town adjectives and demonyms: Kiewer, Münchner, Dresdner, Itzehoer, New Yorker, St. Galler."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.build.names import log_probability

#: Rarer forms than this (log share of running text) are not taken up: nothing in German text shows
#: that they are used, and each is one more word that may be a surname.
_RAREST_USED = -17.5


def _candidates(town: str) -> Iterator[str]:
    if town.endswith("en"):
        yield town[:-2] + "ner"  # München, Dresden
        yield town[:-2] + "er"  # Bremen, Göttingen
    if town.endswith("e"):
        yield town + "r"
    if town.endswith("er"):
        yield town + "aner"  # Münster
    elif town.endswith(("el", "er")):
        yield town[:-2] + town[-1] + "er"  # Kassel: Kassler, Basel: Basler
    if town.endswith("a"):
        yield town + "er"
        yield town[:-1] + "er"
    yield town + "er"


def town_demonyms(town: str) -> Iterator[str]:
    """Yield the forms in -er that are in use for a town's German name, the likeliest first."""
    base = re.sub(r" \(.*\)| (?:an|am|im|in|bei|ob|auf|vor) .*|^Bad |^Sankt |/.*", "", town)
    saint = town.startswith(("Sankt ", "St. "))
    if " " in base and not saint:
        head, _, last = base.rpartition(" ")
        if len(last) > 2 and log_probability(last + "er") > _RAREST_USED:
            yield f"{head} {last}er"
        return
    for form in _candidates(base.removeprefix("St. ")):
        if log_probability(form) > _RAREST_USED:
            yield f"St. {form}" if saint else form
            return
