"""What a noun phrase belongs to or is joined with, by what stands in front of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.nominal_words import JOINTS, QUOTES, counting_words, time_words
from pipeline.events.noun_phrase import NounPhrase
from pipeline.language import Word
from pipeline.language.clauses import Clause


class Attachment:
    """Ties the phrases of one sentence together as they are found.

    Args:
        words: Of the sentence.
        clauses: Its clauses.
        found: The phrases so far; grows while the sentence is read.
    """

    def __init__(
        self, words: Sequence[Word], clauses: Sequence[Clause], found: list[NounPhrase]
    ) -> None:
        self._words, self._clauses, self._found = words, clauses, found

    def attach(self, phrase: NounPhrase) -> None:
        """Find what a phrase belongs to or is joined with."""
        before = self._found[-1] if self._found else None
        if before is None or before.first >= phrase.first:
            return
        same = before.clause == phrase.clause
        between = [w.lower for w in self._words[before.last + 1 : phrase.first]]
        passed = {phrase.preposition, *QUOTES}
        between = [w for w in between if w not in passed and w not in counting_words()]
        if before.pronoun:
            return
        among = between[-1:] == ["darunter"] or self._words[phrase.first].lower == "darunter"
        if among and same and before.owner is None:
            phrase.joint = before.index if before.joint is None else before.joint
            phrase.preposition = before.preposition
            return  # "mehrere Staaten, darunter Polen" act together.
        moves = phrase.preposition == "ins" or (
            phrase.preposition == "in" and phrase.determiner != "" and "d" not in phrase.cases
        )
        if moves:
            return  # "marschierten Truppen in die Ukraine ein": where to, no attribute.
        if not between and same:
            name = any(
                m.part == "" and m.last == before.last and m.first <= before.head
                for m in before.mentions
            )
            genitive = "g" in phrase.cases and not phrase.preposition
            if phrase.preposition and self._words[before.head].lower in time_words():
                return  # "seit Monaten um Frieden"
            if (genitive and (not name or phrase.cases == {"g"})) or (
                phrase.preposition and not name
            ):
                phrase.owner = before.index
            elif phrase.preposition and name and before.owner is not None:
                phrase.owner = before.owner
            return
        # "hat Kiew noch keine ...": these join in "weder ... noch", "und auch" only.
        weak = set(between) <= {"noch", "auch"} and not self._has_neither(phrase)
        if between and not weak and all(w in JOINTS or w == "," for w in between):
            self._join(phrase, before, between)

    def _has_neither(self, phrase: NounPhrase) -> bool:
        first = self._clauses[phrase.clause].first
        return any(word.lower == "weder" for word in self._words[first : phrase.first])

    def _join(self, phrase: NounPhrase, before: NounPhrase, between: list[str]) -> None:
        if between == [","] and not (before.mentions and phrase.mentions):
            return
        if phrase.preposition and phrase.preposition != before.preposition:
            return
        if before.clause != phrase.clause and (
            between[0] != "," or self._clauses[phrase.clause].verbs
        ):
            return
        while before.owner is not None and not before.preposition and "g" not in phrase.cases:
            before = self._found[before.owner]
        phrase.joint = before.index if before.joint is None else before.joint
        phrase.preposition = before.preposition
        phrase.owner = before.owner
        if between != [","]:
            self._found[phrase.joint].plural = True
