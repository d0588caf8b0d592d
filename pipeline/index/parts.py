"""What a sentence adds to the index: one part an event, and one for the words of tension.

Tension and relief are series of their own, so that neither is set off against the other within a
sentence: talks about a war are relief, and tell of the war. Either is a power of what the score
would be by the statements on that side alone, divided among these in proportion to what each adds
to the sum behind the score::

    value(part) = tanh(side / 8) ** 1/4 * relevance(part) * added(part) / side

where ``side`` is the sum of what all parts with that sign add. The power lets a sentence that tells
of tension count as such, and how grave it is come second, since an index of news is about how much
of them is about tension.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import tanh
from typing import Final, Literal

from pipeline.model import Event, Sentence
from pipeline.scale import MOST, SCALE, share, sum_without_tone

#: Tension that is threatened or done, or relief. Where threats are everything short of deeds.
Side = Literal["threat", "act", "relief"]

#: Deeds of conflict (PLOVER's material conflict, as far as it counts); asserted ones are acts, all
#: other tension is threat. Mobilisation is a threat, as military build-ups are in Caldara and
#: Iacoviello (2022).
_DEEDS: Final = frozenset({"ASSAULT", "COERCE", "SANCTION"})

#: How much an event type counts in the index; types that are not listed count 1. Demonstrations and
#: strikes are no geopolitical risk in Caldara and Iacoviello (2022), arrests and bans mostly none
#: between states. Chosen, as the power was, on news shows of 2013 to 2015 only
#: (``docs/methodology.md``).
RELEVANCE: Final[Mapping[str, float]] = {"PROTEST": 0.0, "COERCE": 0.5}
#: What is only said counts where it stands between parties: two of them, or countries, are named.
BETWEEN: Final = frozenset({"ACCUSE", "REJECT"})
#: Power of the score: 1 would weigh reports by how grave they are, 0 count them.
POWER: Final = 0.25

#: Identifiers of organisations that look like country codes.
_ORGANISATIONS: Final = frozenset({"EU", "UN", "G7"})
#: How far a score, which is stored rounded, may be from the one that was reckoned.
_ROUNDED: Final = 5e-5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence's score.

    Attributes:
        event_id: Position of the event in the sentence, None for words of tension.
        type: PLOVER type, "" for words of tension.
        status: Status of the event; words count as "asserted".
        side: "threat" and "act" add to tension, "relief" to relief.
        value: Its share of the tension or relief of the sentence, by relevance; above 0.
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
    """Return the parts of a sentence, of its tension and of its relief, that count."""
    added = [one for one in _added(sentence) if one[2]]
    countries = concerned(sentence)
    sides = {-1: 0.0, 1: 0.0}
    for _, _, value in added:
        sides[_sign(value)] += abs(value)
    whole = {sign: tanh(side / SCALE) ** POWER for sign, side in sides.items()}
    return tuple(
        _part(sentence, countries, number, event, worth * value)
        for number, event, value in added
        if (sign := _sign(value))
        and (worth := _relevance(event, countries) * whole[sign] / sides[sign])
    )


def _sign(value: float) -> int:
    return 1 if value > 0 else -1


def _relevance(event: Event | None, countries: tuple[str, ...]) -> float:
    if event is None:
        return 1.0
    if event.type in BETWEEN and len({*event.actors, *event.targets, *countries}) < 2:
        return 0.0
    return RELEVANCE.get(event.type, 1.0)


def _added(sentence: Sentence) -> Iterator[tuple[int | None, Event | None, float]]:
    """Yield what each event, and last the words, added to the sum behind the score."""
    score = max(-MOST, min(MOST, sentence.escalation))
    rest = sum_without_tone(score, sentence.sentiment)
    for number, event in enumerate(sentence.events):
        value = share(-event.intensity, event.status)
        rest -= value
        yield number, event, value
    unsure = SCALE * _ROUNDED / (1 - score**2)
    if sentence.escalation_cues and abs(score) < MOST and abs(rest) > unsure:
        # Weights of words are not as fine as what rounding leaves.
        yield None, None, round(rest, 1)


def _part(
    sentence: Sentence,
    countries: tuple[str, ...],
    number: int | None,
    event: Event | None,
    value: float,
) -> Part:
    kind = event.type if event else ""
    status = event.status if event else "asserted"
    act = kind in _DEEDS and status == "asserted"
    return Part(
        event_id=number,
        type=kind,
        status=status,
        side="relief" if value < 0 else "act" if act else "threat",
        value=abs(value),
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
