"""How grave an attack was: its intensity follows the dead that its sentence counts.

The PLOVER manual gives every attack the same intensity. Where the same sentence counts ten dead or
more, it is the worst that the scale knows; where it says that nobody was hurt, one step less than
the manual's. Thresholds are our own choice.
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
_MANY, _WORST = 10, -10.0
#: The intensity of an attack of the manual, and of one that hurt nobody.
_PLAIN, _SPARED = -9.0, -8.0
#: Words between a number and the people that it counts: "14 junge Männer".
_REACH = 3
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
        """Return the events of a sentence, its plain attacks with the intensity of their toll."""
        if not any(_is_plain(event) for event in events):
            return events
        intensity = self._intensity(clip, clauses)
        return tuple(
            replace(event, intensity=intensity) if _is_plain(event) else event for event in events
        )

    def _intensity(self, clip: Clip, clauses: tuple[Clause, ...]) -> float:
        spared = any(word.lower in _UNHURT for word in clip.words)
        harmed = False
        for clause in clauses:
            words = range(clause.first, clause.last)
            tolls = {i: kind for i in words if (kind := self._kind(clip.words[i].text))}
            for at, people in self._counts(clip, clauses, clause) if tolls else ():
                # "30 Menschen verletzt und zwei getötet": a count belongs to the next toll.
                if people >= _MANY and tolls[min(tolls, key=lambda i: abs(i - at))] == "dead":
                    return _WORST
            nobody = any(clip.words[i].lower in _NOBODY for i in words)
            spared = spared or (bool(tolls) and nobody)
            harmed = harmed or (bool(tolls) and not nobody)
        return _SPARED if spared and not harmed else _PLAIN

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
            other = noun is not None and any(
                is_quantity_word(word) for word in clip.words[quantity.last + 1 : noun]
            )
            if noun in people and not other:
                yield noun or i, quantity.low or quantity.high or 0


def _is_plain(event: Event) -> bool:
    return event.type == ATTACK and event.intensity == _PLAIN
