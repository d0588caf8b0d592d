"""The parties of an article, by how much is spoken of them of late."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from pipeline.events.entities import Mention
from pipeline.events.story import Story
from pipeline.language import read_table

#: A sentence back counts this much less; so many sentences are looked at.
_FADING, _BACK = 0.75, 8
#: A name that says only where something happens counts this much less than a party.
_SCENE = 0.8
PAIR = 2
#: Organisations are no armed groups, and the other way round.
KINDS: Mapping[str, frozenset[str]] = {
    "band": frozenset({"group"}),
    "bloc": frozenset({"organisation"}),
}


class Cast:
    """The parties of an article up to a sentence, by how much is spoken of them of late.

    Args:
        mentions: Called for the parties named in a sentence by its index.
        at: Index of the sentence.
        story: Who acted on whom before.
    """

    def __init__(self, mentions: Callable[[int], Sequence[Mention]], at: int, story: Story) -> None:
        self._mentions, self._at, self._story = mentions, at, story

    def _weights(self, kinds: frozenset[str], before: int | None) -> dict[str, float]:
        found: dict[str, float] = {}
        for index in range(max(0, self._at - _BACK), self._at + 1):
            for mention in self._mentions(index):
                late = before is not None and index == self._at and mention.first >= before
                if late or not _is_of(mention, kinds):
                    continue
                weight = _FADING ** (self._at - index)
                weight *= _SCENE if mention.kind == "location" else 1.0
                found[mention.actor] = found.get(mention.actor, 0.0) + weight
        return found

    def foremost(
        self, kinds: frozenset[str] = frozenset(), before: int | None = None
    ) -> tuple[str, ...]:
        """Return the parties, the most spoken of first.

        Args:
            kinds: Of the mentions that count; states and their institutions without any.
            before: Index of the word of the sentence from which on nothing counts.
        """
        weights = self._weights(kinds, before)
        return tuple(sorted(weights, key=lambda name: -weights[name]))

    def sides(self, before: int, *, states: bool) -> tuple[str, ...]:
        """Return the two parties that "beide" speaks of."""
        here = self._named_here(before, states=states)
        told = tuple(n for n in self._story.sides(self._at) if is_state(n) or not states)
        if len(here) == PAIR or len(told) != PAIR:
            groups = () if states else self.foremost(KINDS["band"], before)[:1]
            countries = self.foremost(before=before)
            return here if len(here) == PAIR else (*countries[: PAIR - len(groups)], *groups)
        return told

    def _named_here(self, before: int, *, states: bool) -> tuple[str, ...]:
        mentions = [m for m in self._mentions(self._at) if m.first < before]
        names = dict.fromkeys(m.actor for m in mentions if is_state(m.actor) or not states)
        return tuple(names)

    def enemies(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return who stands against some parties."""
        return self._story.opponents(tuple(names), "ASSAULT", self._at)

    def topic(self) -> tuple[str, ...]:
        """Return the state that the sentence before speaks of first: "das Land"."""
        before = self._mentions(self._at - 1) if self._at else ()
        names = (m.actor for m in before if not m.part and m.kind == "country")
        return tuple(name for name in names if is_state(name))[:1]

    def places(self, before: int) -> tuple[str, ...]:
        """Return the state of the last place named: "die Stadt"."""
        for index in range(self._at, max(-1, self._at - _BACK), -1):
            for mention in reversed(self._mentions(index)):
                late = index == self._at and mention.first >= before
                if mention.kind == "location" and is_state(mention.actor) and not late:
                    return (mention.actor,)
        return ()

    def scene(self, words: range) -> str:
        """Return the state where the sentence is set, by what stands nearest to some words."""
        places = [m for m in self._mentions(self._at) if m.kind == "location" and is_state(m.actor)]
        nearest = min(places, key=lambda m: abs(m.first - words.start), default=None)
        return nearest.actor if nearest else ""


@cache
def _actors_of(kind: str) -> frozenset[str]:
    """Return the identifiers of all armed groups or organisations."""
    rows = read_table("de/actors.tsv", ("actor", "kind"))
    return frozenset(row["actor"] for row in rows if row["kind"] == kind)


def _is_of(mention: Mention, kinds: frozenset[str]) -> bool:
    if kinds:
        return any(mention.actor in _actors_of(k) for k in kinds) and not is_state(mention.actor)
    return is_state(mention.actor)


def is_state(actor: str) -> bool:
    """Whether an identifier is a country code."""
    return len(actor) == 2 and actor not in {"EU", "UN"}
