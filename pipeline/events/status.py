"""Whether a sentence says that an event is so: asserted, negated, denied or hypothetical.

Tables say which words decide, and what they do: a status, or "none" (they decide nothing and no
other rule may use them). How far they reach is told in ``scopes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.events.coder import Match
from pipeline.events.coders import load_coders
from pipeline.events.contrast import Contrasts
from pipeline.events.pointing import points_back
from pipeline.events.scopes import Scopes
from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms
from pipeline.language.verbs import clause_words
from pipeline.model import Cue, Status

#: Types that promise or announce as an act of their own.
_PROMISES = frozenset({"AGREE", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """Something that decides about an event; ``outer`` if it stands outside the event's clause."""

    effect: str
    outer: bool
    cue: Cue


class StatusReader:
    """Decides the status of the events of one sentence.

    Args:
        clip: The sentence.
        clauses: Its clauses.
        matches: All its events; those of some types decide about the others.
        forms: Inflection.
        language: Of the tables.
    """

    def __init__(
        self,
        clip: Clip,
        clauses: tuple[Clause, ...],
        matches: tuple[Match, ...],
        forms: Forms,
        language: str = "de",
    ) -> None:
        self._clip, self._clauses, self._forms = clip, clauses, forms
        self._deciders = load_coders(language)["deciders"].matches(clip, clauses)
        rows = read_table(f"{language}/status_types.tsv", ("type", "effect", "scope", "act"))
        self._types = {row["type"]: row for row in rows}
        self._matches = matches
        self._classes = clause_words(language)
        self._scopes = Scopes(clip, clauses, self._deciders, forms, self._classes)
        self._contrasts = Contrasts(clip, clauses, forms, self._classes)
        self._verbs = frozenset(i for clause in clauses for i in clause.verbs)

    def status(self, match: Match) -> tuple[Status, tuple[Cue, ...]]:
        """Return the status of an event and what decided it; no cue for a plain assertion."""
        rulings = [*self._by_words(match), *self._by_types(match), *self._by_clauses(match)]
        status = _combine(rulings)
        if status == "asserted":
            return status, ()
        deciding = [r for r in rulings if r.effect == status] or rulings
        return status, tuple(dict.fromkeys(ruling.cue for ruling in deciding))

    def of_tension(self, match: Match) -> Status:
        """Return the status of a word of tension: its own, else that of the event it speaks of.

        "Kiew fordert eine dauerhafte Waffenruhe": that it lasts is asked for, too. What decides
        over the event inside the match itself is what the match tells: "wird nicht eingehalten".
        """
        own, _ = self.status(match)
        inside = {self._clip.words[i].start for i in match.words}
        for event in self._matches if own == "asserted" else ():
            if event.anchor in match.words:
                status, cues = self.status(event)
                if inside.isdisjoint(cue.start for cue in cues):
                    return status
        return own

    def _cue(self, index: int, rule: str) -> Cue:
        word = self._clip.words[index]
        return Cue(word.text, word.start, word.end, rule)

    def _by_words(self, match: Match) -> Iterator[Ruling]:
        for decider in self._deciders:
            if decider.rule.mode == "none" or self._is_own(decider, match):
                continue
            if self._contrasts.corrects(decider, match):
                yield Ruling("negated", False, self._cue(decider.anchor, decider.rule.id))
                continue
            if self._contrasts.values(decider, match):
                yield Ruling("hypothetical", True, self._cue(decider.anchor, decider.rule.id))
                continue
            if self._contrasts.spares(decider, match) or self._is_lifted(decider):
                continue
            if self._undoes(decider, match):
                continue
            yield from self._by_scope(decider, match)

    def _by_scope(self, decider: Match, match: Match) -> Iterator[Ruling]:
        """Yield what a word decides about an event that it reaches."""
        cue = self._cue(decider.anchor, decider.rule.id)
        told = (self._clip, self._clauses, self._matches, self._classes)
        if points_back(decider, match, *told):
            yield Ruling("denied", True, cue)
            return
        for scope in self._scopes.names(decider):
            if scope == "object" and self._acts(decider, match):
                continue
            if self._scopes.reaches(decider, scope, match):
                yield Ruling(decider.rule.mode, scope == "complement", cue)
                break

    def _acts(self, decider: Match, match: Match) -> bool:
        return decider.rule.mode == "negated" and self._contrasts.acts(decider, match)

    def _is_lifted(self, decider: Match) -> bool:
        """Whether a negating verb is itself negated: "stellte den Beschuss nicht ein"."""
        if decider.rule.mode != "negated" or decider.anchor not in self._verbs:
            return False
        return any(
            other.rule.mode == "negated"
            and other.anchor not in self._verbs
            and set(other.words).isdisjoint(decider.words)
            and not self._contrasts.spares(other, decider)
            and not {"verb", "clause"}.isdisjoint(self._scopes.names(other))
            and any(self._scopes.reaches(other, s, decider) for s in self._scopes.names(other))
            for other in self._deciders
        )

    def _undoes(self, decider: Match, match: Match) -> bool:
        """Whether a word only negates the verb that would end an event, or says when it would.

        "Rom wird den Einmarsch nicht stoppen": the invasion goes on.
        """
        if decider.rule.mode == "negated" and decider.anchor in self._verbs:
            return False
        finite = decider.anchor == self._clauses[decider.clause].finite
        return (finite or decider.rule.mode == "negated") and any(
            other.clause == match.clause
            and other.anchor in match.words
            and other.anchor != match.anchor
            and self._is_lifted(other)
            for other in self._deciders
        )

    def _is_own(self, decider: Match, match: Match) -> bool:
        """Whether a decider is a word of the cue and says what it is, not whether it is so.

        "droht mit Konsequenzen" is a threat; its own verb does not make it a possible one. A
        negation that a cue demands is part of it: "verlängert das Abkommen nicht". What is denied
        stays denied: "weist den Vorwurf zurück".
        """
        if decider.anchor not in match.words or decider.rule.mode == "denied":
            return False
        if decider.rule.mode == "negated" and not set(decider.words) <= set(match.words):
            return False  # "plant keinen Schlag": the cue is the plan, not that there is none.
        said = self._is_act(match) or match.rule.type in _PROMISES
        if decider.anchor == match.anchor and "self" in decider.rule.context.split("+"):
            return said
        # "kündigte Sanktionen an": to say so is not to do so.
        intended = decider.rule.mode == "hypothetical" and decider.anchor in self._verbs
        return said or not intended or match.anchor in self._verbs

    def _is_act(self, match: Match) -> bool:
        row = self._types.get(match.rule.type)
        return row is not None and row["act"] == "yes"

    def _by_types(self, match: Match) -> Iterator[Ruling]:
        for other in self._matches:
            row = self._types.get(other.rule.type)
            if (
                other is match
                or row is None
                or not row["effect"]
                or other.rule.type == match.rule.type
            ):
                continue
            for scope in row["scope"].split("+"):
                taken = match.anchor in other.words
                if taken if scope == "object" else self._scopes.reaches(other, scope, match):
                    cue = self._cue(other.anchor, f"status_types:{other.rule.type}")
                    yield Ruling(row["effect"], True, cue)
                    break

    def _by_clauses(self, match: Match) -> Iterator[Ruling]:
        clause = self._clauses[match.clause]
        chain = [clause, *self._scopes.ancestors(clause)]
        for step in chain:
            opener = next(
                (i for i in range(step.first, step.last) if self._clip.words[i].is_word), None
            )
            if opener is None:
                continue
            if step.introducer in self._classes["question"]:
                yield Ruling("hypothetical", True, self._cue(opener, "clauses:question"))
            if step.kind == "conditional":
                yield Ruling("hypothetical", True, self._cue(opener, "clauses:conditional"))
            if self._is_without(step, opener):
                yield Ruling("negated", step is not clause, self._cue(opener, "clauses:ohne"))
            if step.kind == "infinitive" and not (step is clause and self._scopes.is_known(match)):
                effect = {"ohne": "negated", "statt": "negated", "anstatt": "negated"}.get(
                    step.introducer, "hypothetical"
                )
                if effect == "negated" and self._is_manner(opener):
                    effect = "hypothetical"
                if effect == "negated" or not self._scopes.is_perfect(step):
                    rule = f"clauses:{step.introducer}"
                    default = Ruling(effect, step is not clause, self._cue(opener, rule))
                    yield (
                        default
                        if step.introducer != "zu"
                        else Ruling("default", False, default.cue)
                    )
        if self._is_asked(clause):
            yield Ruling("hypothetical", True, self._cue(len(self._clip.words) - 1, "clauses:?"))
        yield from self._consequence(match, clause)

    def _is_asked(self, clause: Clause) -> bool:
        """Whether a clause asks whether it is so: verb first or no verb, before a question mark.

        "Warum griff die Armee an?" takes for granted that it did.
        """
        words = [i for i in range(clause.first, clause.last) if self._clip.words[i].is_word]
        behind = [w.text for w in self._clip.words[clause.last - 1 :] if not w.is_word]
        if not words or clause.parent is not None or behind[:1] != ["?"]:
            return False
        if any(w.is_word for w in self._clip.words[clause.last :]):
            return False
        asks = self._clip.words[words[0]].lower in self._classes["asking"]
        return not asks and clause.finite in {None, words[0]}

    def _is_manner(self, opener: int) -> bool:
        """Whether "ohne" only says how: "ohne Vorwarnung zu schießen"."""
        return any(d.anchor == opener and d.rule.mode == "none" for d in self._deciders)

    def _is_without(self, clause: Clause, opener: int) -> bool:
        """Whether a clause says what did not happen: "ohne dass ein Schuss fiel"."""
        words = [w.lower for w in self._clip.words[opener : opener + 2]]
        before = self._clip.words[opener - 1].lower if opener else ""
        return words == ["ohne", "dass"] or (before == "ohne" and clause.introducer == "dass")

    def _consequence(self, match: Match, clause: Clause) -> Iterator[Ruling]:
        """Yield a ruling if the event follows from a condition and is no past one."""
        if clause.kind == "conditional" or self._is_act(match) or self._is_past(clause):
            return
        for other in self._clauses:
            fronted = (
                clause.index == other.index + 1
                and clause.finite is not None
                and clause.finite - clause.first <= 1
            )
            if other.kind == "conditional" and (other.parent == clause.index or fronted):
                yield Ruling("hypothetical", False, self._cue(other.first, "clauses:consequence"))

    def _is_past(self, clause: Clause) -> bool:
        if clause.finite is None:
            return False
        word = self._clip.words[clause.finite].lower
        auxiliary = not set(self._forms.lemmas(word)).isdisjoint({"haben", "sein"})
        participle = any(
            "p" in self._forms.kinds(self._clip.words[i].text) for i in clause.verbs[1:]
        )
        return (auxiliary and participle) or word.endswith(("te", "ten"))


def _combine(rulings: list[Ruling]) -> Status:
    outer = {r.effect for r in rulings if r.outer}
    inner = {r.effect for r in rulings if not r.outer}
    if "denied" in outer | inner:
        return "denied"
    if "negated" in outer:
        return "hypothetical" if "negated" in inner else "negated"
    if "hypothetical" in outer:
        return "hypothetical"
    if "negated" in inner:
        return "negated"
    # Some verbs assert what a "zu" clause alone would leave open: "begann anzugreifen".
    told = "asserted" in outer | inner or "default" not in inner
    return "hypothetical" if "hypothetical" in inner or not told else "asserted"
