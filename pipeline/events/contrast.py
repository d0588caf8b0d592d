"""What a negation leaves alone: the other half of a contrast, and the doer of what ends something.

"nicht X, sondern Y" denies X and asserts Y. Where the two halves are no verbs ("nicht Kiew, sondern
Minsk", "nicht, um zu üben, sondern um zu siegen"), the act itself took place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.events.coder import Match
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms

_TURN = "sondern"
_PLAIN = "nicht"
#: Articles by which a noun behind the verb can be an object.
_OBJECTS = frozenset({"den", "das", "die", "einen", "ein", "eine"})
_OWNED = ("ihr", "ihre", "ihren", "sein", "seine", "seinen", "jede", "jeden", "jedes", "alle")
_PASSIVE = frozenset({"werden"})
_PERFECT = frozenset({"haben", "sein"})


class Contrasts:
    """Knows what negations of one sentence leave alone.

    Args:
        clip: The sentence.
        clauses: Its clauses.
        forms: Inflection.
        words: Closed classes, as ``clause_words`` returns them.
    """

    def __init__(
        self,
        clip: Clip,
        clauses: Sequence[Clause],
        forms: Forms,
        words: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._words, self._clauses, self._forms = clip.words, clauses, forms
        self._classes = words
        self._verbs = frozenset(i for clause in clauses for i in clause.verbs)

    def spares(self, negation: Match, match: Match) -> bool:
        """Whether a negation leaves an event alone, because a contrast gives it another place."""
        if negation.rule.mode != "negated" or negation.anchor in self._verbs:
            return False
        turn = self._turn(negation.anchor)
        if turn is None:
            return False
        if match.anchor > turn:
            return True
        if negation.rule.pattern != _PLAIN or not self._is_of_parts(negation.anchor, turn):
            return False
        verb = match.anchor in self._clauses[negation.clause].verbs
        return verb or match.anchor < negation.anchor

    def corrects(self, negation: Match, match: Match) -> bool:
        """Whether an event is the reason or aim that is denied: "nicht, um anzugreifen, ..."."""
        turn = self._turn(negation.anchor) if negation.rule.pattern == _PLAIN else None
        return (
            turn is not None
            and negation.anchor < match.anchor < turn
            and match.clause != negation.clause
            and self._is_of_parts(negation.anchor, turn)
        )

    def values(self, denial: Match, match: Match) -> bool:
        """Whether a word of denial values what may be done: "Es wäre falsch, anzugreifen".

        That it was done ("..., angegriffen zu haben") is a claim, which can be untrue.
        """
        host, told = self._clauses[denial.clause], self._clauses[match.clause]
        inside = self._words[host.first : host.last]
        done = len(told.verbs) > 1 and any(
            not _PERFECT.isdisjoint(self._lemmas(i)) for i in told.verbs
        )
        return (
            denial.rule.mode == "denied"
            and denial.anchor not in self._verbs
            and told.kind == "infinitive"
            and told.parent == host.index
            and told.first > denial.anchor
            and any(word.lower == "es" for word in inside)
            and not done
        )

    def acts(self, negation: Match, match: Match) -> bool:
        """Whether an event's noun is the subject of the verb that ends something else.

        "Der Putsch beendete die Herrschaft": a noun in front of the finite verb that has an object
        behind it.
        """
        clause = self._clauses[negation.clause]
        finite = clause.finite
        if finite is None or negation.anchor not in clause.verbs or match.anchor > finite:
            return False
        if any(not _PASSIVE.isdisjoint(self._lemmas(i)) for i in clause.verbs):
            return False
        before = [self._words[i].lower for i in range(clause.first, match.anchor)]
        if not set(before).isdisjoint({"den", "einen"}) or any(
            self._is_preposition(i) for i in range(clause.first, match.anchor)
        ):
            return False
        return self._has_object(finite + 1, clause.last)

    def _has_object(self, first: int, last: int) -> bool:
        """Whether a noun phrase without preposition that can be an object stands in a stretch."""
        for i in range(first, last):
            word = self._words[i].lower
            if (
                word == "der"
                and not self._words[i - 1].is_title
                and not self._is_preposition(i - 1)
            ):
                return False  # a subject behind the verb
            if word in _OBJECTS or word in _OWNED:
                return not self._is_preposition(i - 1)
        return False

    def _turn(self, anchor: int) -> int | None:
        """Return the index of the "sondern" that answers a negation, None without one."""
        return next(
            (i for i in range(anchor + 1, len(self._words)) if self._words[i].lower == _TURN), None
        )

    def _is_of_parts(self, anchor: int, turn: int) -> bool:
        """Whether "sondern" adds no verb of its own, or begins as the denied half does."""
        opening = next((i for i in range(anchor + 1, turn) if self._words[i].is_word), None)
        if opening is None or turn + 1 == len(self._words):
            return False
        same = self._words[opening].lower == self._words[turn + 1].lower
        if same and (opening > anchor + 1 or self._is_preposition(opening)):
            return True
        end = turn + 1
        while end < len(self._words) and self._words[end].is_word:
            end += 1
        verbs = {i for i in range(turn + 1, end) if i in self._verbs}
        return not verbs or self._is_of_names(anchor, turn, verbs)

    def _is_of_names(self, anchor: int, turn: int, verbs: set[int]) -> bool:
        """Whether the verbs behind the contrast end a clause that began before it.

        "Den Angriff habe nicht Rom, sondern Wien begonnen".
        """
        finite = {clause.finite for clause in self._clauses}
        begun = any(i is not None and i < anchor for i in finite)
        denied = range(anchor + 1, turn)
        named = any(self._words[i].is_title for i in denied)
        return begun and named and finite.isdisjoint(verbs) and self._verbs.isdisjoint(denied)

    def _is_preposition(self, index: int) -> bool:
        return self._words[index].lower in self._classes["preposition"]

    def _lemmas(self, index: int) -> set[str]:
        return set(self._forms.lemmas(self._words[index].text))
