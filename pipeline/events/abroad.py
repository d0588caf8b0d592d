"""What the parties and places named near an event are evidence of: affairs abroad, or at home."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.events.entities import Mention

#: The German-speaking countries, whose press we read; see ``party_classes``.
HOME = frozenset({"AT", "CH", "DE", "LI"})
#: Somebody or some place abroad is named; parties or places of two countries or organisations are.
ABROAD, SEVERAL = "abroad", "several"
#: The field that a party at home is evidence of, whatever the words; that of a place at home.
AT_HOME, LOCAL = "home", "local"


def parties(near: Iterable[Mention]) -> frozenset[str]:
    """Return what the parties and places of some sentences are evidence of."""
    actors, found = set(), set()
    for mention in near:
        actors.add(mention.actor)
        # "Berlin verlangt Aufklärung": a state by its name acts towards others; and others meet
        # in Vienna too.
        if mention.actor in HOME and not _is_state(mention):
            found.add(LOCAL if mention.kind == "location" else AT_HOME)
    if actors - HOME:
        found.add(ABROAD)
    if len(actors) > 1:
        found.add(SEVERAL)
    return frozenset(found)


def names_abroad(evidence: frozenset[str]) -> bool:
    """Whether somebody or some place abroad, or parties of two countries, are named."""
    return ABROAD in evidence or SEVERAL in evidence


def names_party(mentions: Iterable[Mention]) -> bool:
    """Whether a state, a leader or an organisation abroad is named, no mere place."""
    return any(m.actor and m.actor not in HOME and m.kind != "location" for m in mentions)


def _is_state(mention: Mention) -> bool:
    return mention.kind == "country" and mention.governs and not mention.part
