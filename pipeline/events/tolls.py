"""The dead and wounded of an attack are its outcome, not a second attack.

"Die Armee beschoss den Vorort, fünf Bewohner wurden getötet" tells of one act. Only where nothing
else in the sentence tells of it do the victims stand for it. The words are in
``data/<language>/event_tolls.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.events.coder import Match
from pipeline.language import Clip, read_table
from pipeline.language.forms import Forms
from pipeline.model import Event

_ATTACK = "ASSAULT"
_KILL = "töten"


@cache
def toll_kinds(language: str = "de") -> Mapping[str, str]:
    """Load the lemmas that speak of victims, each with "dead" or "hurt".

    Raises:
        TableError: When the table lacks a column.
    """
    rows = read_table(f"{language}/event_tolls.tsv", ("lemma", "kind"))
    return {row["lemma"]: row["kind"] for row in rows}


def load_tolls(language: str = "de") -> frozenset[str]:
    """Return the lemmas that speak of the victims of an attack.

    Raises:
        TableError: When the table lacks a column.
    """
    return frozenset(toll_kinds(language))


def without_tolls(
    told: Sequence[tuple[Match, Event]], clip: Clip, forms: Forms, tolls: frozenset[str]
) -> tuple[tuple[Match, Event], ...]:
    """Return the events of a sentence without victims of an attack that it tells otherwise."""
    attacks = [one for one in told if one[1].type == _ATTACK]
    victims = {one[0].anchor for one in attacks if _is_toll(clip, one[0].anchor, forms, tolls)}
    # A count that somebody else gives is told for its own sake.
    acts = {match.clause for match, _ in attacks if match.anchor not in victims}
    known = {(e.status, e.speaker) for match, e in attacks if match.anchor not in victims}
    kept = []
    for match, event in told:
        # One of the same clause lends its parties to the act, see ``acts.once``.
        if event.type == _ATTACK and match.anchor in victims and match.clause not in acts:
            if (event.status, event.speaker) in known:
                continue
            known.add((event.status, event.speaker))
        kept.append((match, event))
    return tuple(kept)


def _is_toll(clip: Clip, anchor: int, forms: Forms, tolls: frozenset[str]) -> bool:
    text = clip.words[anchor].text
    kinds = forms.kinds(text)
    if "f" in kinds and "p" not in kinds and _KILL in forms.lemmas(text):
        return False  # "und tötete drei Rebellen" tells what somebody did
    return text in tolls or any(lemma in tolls for lemma in forms.lemmas(text))
