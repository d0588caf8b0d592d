"""What a sentence adds to the index: one part an event, and one for the words of tension.

Tension and relief are series of their own, so that neither is set off against the other within a
sentence: talks about a war are relief, and tell of the war. Either is the root of what the score of
the sentence would be by its statements on that side alone, divided among these in proportion to what
each adds to the sum behind the score::

    value(part) = sqrt(tanh(side / 8)) * relevance(type) * added(part) / side

where ``side`` is the sum of what all parts with that sign add. The root lets a sentence that tells of
tension count as such, and how grave it is come second, since an index of news is about how much of
them is about tension.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import atanh, sqrt, tanh
from typing import Final, Literal

from pipeline.model import Event, Sentence
from pipeline.scale import SCALE, share

#: Tension that is threatened or done, or relief. Where threats are everything short of deeds.
Side = Literal["threat", "act", "relief"]

#: Deeds of conflict (PLOVER's material conflict); asserted ones are acts, all other tension is
#: threat. Mobilisation is a threat, as military build-ups are in Caldara and Iacoviello (2022).
_DEEDS: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})

#: How much an event type counts in the index; types that are not listed count 1. Demonstrations are
#: no geopolitical risk in Caldara and Iacoviello (2022), arrests and bans mostly none between
#: states. Chosen, as the root was, on news shows of 2013 to 2015 only (``docs/methodology.md``).
RELEVANCE: Final[Mapping[str, float]] = {"PROTEST": 0.1, "COERCE": 0.5}

#: Identifiers of organisations that look like country codes.
_ORGANISATIONS: Final = frozenset({"EU", "UN", "G7"})
#: A rounded score of 1 would make an endless sum.
_MOST: Final = 0.9999


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence's score.

    Attributes:
        event_id: Position of the event in the sentence, None for words of tension.
        type: PLOVER type, "" for words of tension.
        status: Status of the event; words count as "asserted".
        side: "threat" and "act" add to tension, "relief" to relief.
        value: Its share of the root of the score, by relevance; above 0.
        actors: Who acts, as the event has it.
        targets: Against whom.
        places: Countries where it happens: that of the event's place, or else all countries with
            a location in the sentence; sorted.
        countries: All countries that the sentence concerns, the same for all its parts; sorted.
    """

    event_id: int | None
    type: str
    status: str
    side: Side
    value: float
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]


def is_country(party: str) -> bool:
    """Whether a party of an event is a state and not an organisation."""
    return len(party) == 2 and party not in _ORGANISATIONS


def concerned(sentence: Sentence) -> tuple[str, ...]:
    """Return the countries that a sentence concerns: named in it, or party to one of its events."""
    named = {place.country for place in sentence.places}
    parties = {p for e in sentence.events for p in (*e.actors, *e.targets) if is_country(p)}
    return tuple(sorted((named | parties) - {""}))


def parts(sentence: Sentence) -> tuple[Part, ...]:
    """Return the parts of a sentence: those of its tension and those of its relief."""
    added = [one for one in _added(sentence) if one[2]]
    sums = [sum(abs(value) for *_, value in added if (value < 0) is side) for side in (False, True)]
    roots = [sqrt(tanh(total / SCALE)) for total in sums]
    countries = concerned(sentence)
    return tuple(
        _part(
            sentence,
            countries,
            number,
            event,
            roots[value < 0] * abs(value) / sums[value < 0],
            relaxing=value < 0,
        )
        for number, event, value in added
    )


def _added(sentence: Sentence) -> Iterator[tuple[int | None, Event | None, float]]:
    """Yield what each event, and last the words, added to the sum behind the score."""
    rest = SCALE * atanh(max(-_MOST, min(_MOST, sentence.escalation)))
    for number, event in enumerate(sentence.events):
        value = share(-event.intensity, event.status)
        rest -= value
        yield number, event, value
    if sentence.escalation_cues:
        # The stored score is rounded; weights of words are not as fine as what that leaves.
        yield None, None, round(rest, 1)


def _part(
    sentence: Sentence,
    countries: tuple[str, ...],
    number: int | None,
    event: Event | None,
    value: float,
    *,
    relaxing: bool,
) -> Part:
    kind = event.type if event else ""
    status = event.status if event else "asserted"
    act = kind in _DEEDS and status == "asserted"
    return Part(
        event_id=number,
        type=kind,
        status=status,
        side="relief" if relaxing else "act" if act else "threat",
        value=value * RELEVANCE.get(kind, 1.0),
        actors=event.actors if event else (),
        targets=event.targets if event else (),
        places=_where(sentence, event),
        countries=countries,
    )


def _where(sentence: Sentence, event: Event | None) -> tuple[str, ...]:
    if event and event.place:
        found = {p.country for p in sentence.places if p.place_id == event.place}
        if found := found - {""}:
            return tuple(sorted(found))
    located = {p.country for p in sentence.places if p.role == "place"}
    return tuple(sorted(located - {""}))
