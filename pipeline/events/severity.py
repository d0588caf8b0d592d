"""How grave an act was: its intensity follows the people that its sentence counts.

The PLOVER manual gives every act of a type the same intensity. An attack whose sentence counts a
hundred dead is the worst that the scale knows, one of ten nearly so; where it says that nobody was
hurt, it is one step less than the manual's. Troops that come or go weigh a step more from ten
thousand on, a step less below a thousand. Thresholds are our own choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.events.coders import load_coders
from pipeline.events.rules import ATTACK
from pipeline.events.tolls import toll_kinds
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms
from pipeline.model import Event
from pipeline.numerals import is_quantity_word, quantity_at

#: Dead from which an attack counts as worse than others, and the intensity that it has then.
_DEAD = ((100, -10.0), (10, -9.6))
#: The intensity of an attack of the manual, and of one that hurt nobody.
_PLAIN, _SPARED = -9.0, -8.0
#: Troops from which a move weighs more than others, and below which it weighs less.
_ARMY, _COMPANY = 10_000, 1_000
#: Words between a number and the people that it counts: "14 junge Männer".
_REACH = 3
#: What stands between a part and the whole: "500 von 10.000 Soldaten", "500 der 10.000".
_OF = frozenset({"von", "der"})
_NOBODY = frozenset({"niemand", "niemanden", "kein", "keine", "keinen", "keiner", "keines"})
_UNHURT = frozenset({"unverletzt", "unversehrt", "unbeschadet"})


class Severity:
    """Grades the attacks of sentences.

    Args:
        forms: Inflection.
        language: Of the tables.
    """

    def __init__(self, forms: Forms, language: str) -> None:
        self._forms, self._kinds = forms, toll_kinds(language)
        self._people = load_coders(language)["people"]

    def graded(
        self, events: tuple[Event, ...], clip: Clip, clauses: tuple[Clause, ...]
    ) -> tuple[Event, ...]:
        """Return the events of a sentence with the intensity of their toll or their numbers."""
        if not any(_is_plain(event) or _is_move(event) for event in events):
            return events
        attack = self._intensity(clip, clauses) if any(map(_is_plain, events)) else _PLAIN
        step = self._step(clip, clauses) if any(map(_is_move, events)) else 0.0
        return tuple(_graded(event, attack, step) for event in events)

    def _intensity(self, clip: Clip, clauses: tuple[Clause, ...]) -> float:
        spared = any(word.lower in _UNHURT for word in clip.words)
        harmed, dead = False, 0
        for clause in clauses:
            words = range(clause.first, clause.last)
            tolls = self._tolls(clip, clause)
            for at, people in self._counts(clip, clauses, clause) if tolls else ():
                # "30 Menschen verletzt und zwei getötet": a count belongs to the next toll.
                if tolls[min(tolls, key=lambda i: abs(i - at))] == "dead":
                    dead = max(dead, people)
            nobody = any(clip.words[i].lower in _NOBODY for i in words)
            spared = spared or (bool(tolls) and nobody)
            harmed = harmed or (bool(tolls) and not nobody)
        plain = _SPARED if spared and not harmed else _PLAIN
        return next((intensity for least, intensity in _DEAD if dead >= least), plain)

    def _step(self, clip: Clip, clauses: tuple[Clause, ...]) -> float:
        """Return how much more an army weighs than troops without a number, how much less a few.

        Who is counted among dead or wounded does not move.
        """
        moving = (clause for clause in clauses if not self._tolls(clip, clause))
        counts = [n for clause in moving for _, n in self._counts(clip, clauses, clause)]
        if not counts:
            return 0.0
        return 1.0 if max(counts) >= _ARMY else -1.0 if max(counts) < _COMPANY else 0.0

    def _tolls(self, clip: Clip, clause: Clause) -> dict[int, str]:
        """Return the words of a clause that tell of dead or wounded, and of which of them."""
        words = range(clause.first, clause.last)
        return {i: kind for i in words if (kind := self._kind(clip.words[i].text))}

    def _kind(self, text: str) -> str:
        return self._kinds.get(text) or next(
            (self._kinds[lemma] for lemma in self._forms.lemmas(text) if lemma in self._kinds), ""
        )

    def _counts(
        self, clip: Clip, clauses: tuple[Clause, ...], clause: Clause
    ) -> Iterator[tuple[int, int]]:
        """Yield where a clause counts people, and how many at least."""
        people = {match.anchor for match in self._people.matches(clip, clauses)}
        for i in range(clause.first, clause.last):
            quantity = quantity_at(clip.words, i) if is_quantity_word(clip.words[i]) else None
            if quantity is None:
                continue
            behind = range(quantity.last + 1, min(quantity.last + 1 + _REACH, clause.last))
            noun = next((j for j in behind if clip.words[j].is_title), None)
            part = quantity.last + 1 < clause.last and clip.words[quantity.last + 1].lower in _OF
            other = noun is not None and any(
                is_quantity_word(word) for word in clip.words[quantity.last + 1 : noun]
            )
            whole = i > clause.first + 1 and is_quantity_word(clip.words[i - 2])
            whole = whole and clip.words[i - 1].lower in _OF
            if noun in people and not whole and (part or not other):
                yield noun or i, quantity.low or quantity.high or 0


def _is_plain(event: Event) -> bool:
    return event.type == ATTACK and event.intensity == _PLAIN


def _is_move(event: Event) -> bool:
    return event.type == "MOBILIZE" or (event.type, event.mode) == ("RETREAT", "withdraw")


def _graded(event: Event, attack: float, step: float) -> Event:
    if _is_plain(event):
        return replace(event, intensity=attack)
    if not step or not _is_move(event):
        return event
    return replace(event, intensity=event.intensity + (step if event.intensity > 0 else -step))
