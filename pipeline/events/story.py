"""Who acted on whom in the article so far.

A report names the sides of a conflict once and then goes on: whoever is hit later was hit by the
one who struck before, and whoever answers answers him.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

#: Sentences that a pair of sides stays in the reader's mind.
_BACK = 12
_PAIR = 2
#: Sentences that unrest at home is the scene for.
_RECENT = 4
#: Letters of a country code.
_CODE = 2
#: What one side does to the other by force, and what it says against it.
FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_STRUCK = frozenset({"ASSAULT", "COERCE"})
_AGAINST = frozenset({"SANCTION", "ACCUSE", "THREATEN", "REJECT", "REQUEST", "PROTEST"})
#: What is said against somebody without a quarrel.
_DISAPPROVED = frozenset({"ACCUSE", "REJECT"})
#: What a state may do to its own people.
_INTERNAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "CONCEDE"})
#: Mode of who disapproves of what was done to others.
_CONDEMNS = "disapprove"
#: What both do together after a quarrel.
_TOGETHER = frozenset({"CONCEDE", "AGREE", "CONSULT"})


@dataclass(frozen=True, slots=True)
class Act:
    """An event as far as it tells of parties; ``places`` are the states where it happens."""

    sentence: int
    type: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...] = ()
    mode: str = ""


@dataclass(slots=True)
class Story:
    """The acts of an article in their order, as far as it has been read."""

    acts: list[Act] = field(default_factory=list)

    def note(self, act: Act) -> None:
        """Take in an act."""
        self.acts.append(act)

    def opponents(
        self, names: tuple[str, ...], type_: str, at: int, *, struck: bool = False
    ) -> tuple[str, ...]:
        """Return who stands against some parties in the last pair of sides, for a type of act.

        With ``struck`` only acts count that hit them, not those that they did.
        """
        first = _STRUCK if type_ in FORCE else _STRUCK | _AGAINST
        last = frozenset() if type_ == "REQUEST" else _TOGETHER
        moved = frozenset() if type_ in FORCE else frozenset({"MOBILIZE"})
        for types in (first, moved, last):
            for act in self._before(at, types):
                if struck and set(names).isdisjoint(act.targets):
                    continue
                found = _other_side(act, frozenset(names), internal=type_ in _INTERNAL)
                if found:
                    return found
        return ()

    def last(self, type_: str, at: int) -> Act | None:
        """Return the last act of a type that names a party."""
        return next(
            (a for a in self._before(at, frozenset({type_})) if a.actors or a.targets), None
        )

    def ground(self, names: tuple[str, ...], at: int) -> tuple[str, ...]:
        """Return the states where there was fighting, first those where some parties fought."""
        acts = sorted(self._before(at, FORCE), key=lambda a: set(names).isdisjoint(a.actors))
        return tuple(n for act in acts for n in (*act.places, *act.targets) if len(n) == _CODE)

    def accusers(self, names: tuple[str, ...], at: int) -> tuple[str, ...]:
        """Return who accuses some parties in a sentence: they suffer what they accuse them of.

        Who only condemns an act need not be the one who suffered it.
        """
        for act in self._before(at, frozenset({"ACCUSE"})):
            if (
                act.mode != _CONDEMNS
                and act.sentence == at
                and not set(names).isdisjoint(act.targets)
            ):
                return act.actors
        return ()

    def culprits(self, names: tuple[str, ...], at: int) -> tuple[str, ...]:
        """Return who did the last act of force, if others than some parties."""
        for act in self._before(at, FORCE):
            if act.actors:
                return act.actors if set(names).isdisjoint(act.actors) else ()
        return ()

    def unrest(self, at: int) -> tuple[str, ...]:
        """Return the state whose own people and forces the last acts of force set apart."""
        for act in self._before(at, _STRUCK | {"PROTEST"}):
            both = set(act.actors) & set(act.targets)
            recent = at - act.sentence <= _RECENT
            return tuple(both) if recent and len(both) == 1 else ()
        return ()

    def sides(self, at: int) -> tuple[str, ...]:
        """Return the two sides of the last quarrel or talk, nothing where there was none."""
        criticised: tuple[str, ...] = ()
        for act in self._before(at, FORCE | _AGAINST | _TOGETHER):
            names = tuple(dict.fromkeys((*act.actors, *act.targets)))
            if len(names) != _PAIR:
                continue
            if act.type in _DISAPPROVED and any(len(name) > _CODE for name in act.targets):
                # Who criticises an alliance has no quarrel that "beide Seiten" would mean.
                criticised = criticised or names
                continue
            return names
        return criticised

    def is_internal(self, name: str, at: int) -> bool:
        """Whether the last act by or against a state was one of its own people."""
        for act in self._before(at, FORCE | _AGAINST):
            if name in act.actors or name in act.targets:
                return name in act.actors and name in act.targets
        return False

    def _before(self, at: int, types: frozenset[str]) -> Iterator[Act]:
        return (a for a in reversed(self.acts) if a.type in types and at - a.sentence <= _BACK)


def _other_side(act: Act, names: frozenset[str], *, internal: bool) -> tuple[str, ...]:
    """Return who stands against some parties in an act; they themselves if it is ``internal``."""
    if act.type in _TOGETHER:
        sides = (*act.actors, *act.targets)
        rest = tuple(name for name in sides if name not in names)
        return rest if len(rest) < len(sides) and len(rest) == 1 else ()
    if not act.targets or not act.actors:
        return ()
    if not names.isdisjoint(act.actors):
        others = act.targets
    else:
        others = act.actors if not names.isdisjoint(act.targets) else ()
    rest = tuple(name for name in others if name not in names)
    return rest or (others if internal else ())
