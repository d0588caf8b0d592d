"""Town adjectives and demonyms: Kiewer, Münchner, Dresdner, Itzehoer, New Yorker, St. Galler."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from data.build.names import log_probability
from pipeline.language import read_table

#: Rarer forms than this (log share of running text) are not taken up: nothing in German text shows
#: that they are used, and each is one more word that may be a surname.
_RAREST_USED = -17.5


@cache
def _irregular() -> dict[str, list[str]]:
    rows = read_table("de/place_demonyms.tsv", ("town", "forms"))
    return {row["town"]: row["forms"].split("|") for row in rows}


def _candidates(town: str) -> Iterator[str]:
    if town.endswith("stadt"):
        yield town[:-5] + "städter"  # Darmstadt
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
    """Yield the forms in use for a town's German name: those in -er, and irregular ones."""
    if town in _irregular():
        yield from _irregular()[town]
        return
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
