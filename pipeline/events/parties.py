"""Collects who takes part in an event, and what prepositions say about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pipeline.events.entities import Mention
from pipeline.language import read_table

#: ``nested``: a target that counts only where no other is named; ``place``: a state that is a
#: target only if somebody from elsewhere acts there; ``both``: those between whom it happens, who
#: act unless somebody else does, as a mediator.
Side = Literal["actor", "target", "partner", "nested", "place", "both"]


#: What several do together: all of them act.
_JOINT = frozenset({"AGREE", "COOPERATE"})


@cache
def _rows() -> dict[str, tuple[str, frozenset[str]]]:
    rows = read_table("de/actor_prepositions.tsv", ("preposition", "side", "types"))
    return {row["preposition"]: (row["side"], frozenset(row["types"].split())) for row in rows}


def government(preposition: str, type_: str) -> str:
    """Return what a preposition makes of a party: a side of the table, "" for none."""
    side, types = _rows().get(preposition, ("", frozenset()))
    return "" if types and type_ not in types else side


def is_listed(preposition: str, type_: str) -> bool:
    """Whether the table names the preposition for this very type."""
    return type_ in _rows().get(preposition, ("", frozenset[str]()))[1]


@dataclass(slots=True)
class Parties:
    """Who takes part in one event, in the order found."""

    actors: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    inner: set[str] = field(default_factory=set)

    def take(self, side: Side | None, mention: Mention) -> None:
        """Take a party in; a part of a population may suffer what its own state does."""
        self.add(side, [mention.actor])
        if mention.kind == "people":
            self.inner.add(mention.actor)

    def add(self, side: Side | None, names: Iterable[str]) -> None:
        """Take names in on a side; None leaves them out."""
        if side is None:
            return
        rows = {
            "actor": self.actors,
            "target": self.targets,
            "partner": self.partners,
            "nested": self.nested,
            "place": self.places,
            "both": self.both,
        }
        rows[side].extend(names)

    @property
    def aimed_at(self) -> list[str]:
        """The targets, weaker evidence where there is no better."""
        actors = set(self.actors)
        firm = [*self.partners, *self.targets] or self.nested
        if not firm and actors and not actors >= set(self.places):
            return self.places
        return firm

    def settled(self, type_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return actors and targets without repetition; only a people is both."""
        named = [*self.actors, *self.partners] if type_ in _JOINT else self.actors
        actors = tuple(dict.fromkeys(named or self.both))
        inner = self.inner
        targets = tuple(t for t in dict.fromkeys(self.aimed_at) if t not in actors or t in inner)
        return actors, targets
