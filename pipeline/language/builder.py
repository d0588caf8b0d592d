"""Judges the stretches of a sentence: which begin a clause, which go on with the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.language.stretches import STOPS, stretches
from pipeline.language.verbs import Verbs, clause_words
from pipeline.language.words import Word

#: A name and a verb.
_SHORT = 2
ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "conditional", "parenthesis"]


@dataclass(slots=True)
class Draft:
    """A clause that may still grow; the fields are those of ``Clause``."""

    first: int
    last: int
    kind: ClauseKind
    introducer: str = ""
    parent: int | None = None
    resumes: int | None = None

    @property
    def verb_final(self) -> bool:
        """Whether its verb stands last."""
        return self.kind not in {"main", "parenthesis"}


class Builder:
    """Builds the clauses of one sentence from left to right."""

    def __init__(self, words: Sequence[Word], verbs: Verbs) -> None:
        self.words = words
        self.verbs = verbs
        self.roles = verbs.candidates(words)
        self.drafts: list[Draft] = []
        self.classes = clause_words()

    def has(self, roles: str, first: int, last: int) -> bool:
        """Whether a stretch holds a verb in one of some roles."""
        return any(role and role in roles for role in self.roles[first:last])

    def complete(self, draft: Draft) -> bool:
        """Whether the clause has the verb that it needs."""
        needed = "z" if draft.kind == "infinitive" else "f"
        return self.has(needed, draft.first, draft.last)

    def bracket(self) -> str:
        """Return the form that the last main clause still waits for."""
        draft = next((d for d in reversed(self.drafts) if not d.verb_final), None)
        if draft is None:
            return ""
        waits = self.verbs.bracket(self.words, self.roles, range(draft.first, draft.last))
        return "" if waits and self.has(waits, draft.first, draft.last) else waits

    def build(self) -> list[Draft]:
        """Return the clauses in order, coordinated ones still in one piece."""
        for first, last in stretches(self.words):
            word = self.words[self.opening(first, last)].lower
            dependent = word in self.classes["subordinator"] or (
                word in self.classes["relative"] and first and self.words[first - 1].text == ","
            )
            bracket = "" if dependent else self.bracket()
            self.verbs.resolve(self.words, self.roles, first, last, bracket)
            self.drafts.append(self.judge(first, last)) if not self.extends(first, last) else None
        return self.drafts

    def opening(self, first: int, last: int) -> int:
        """Return the index of the first word that may open a clause."""
        k = first
        while k < last - 1 and (
            not self.words[k].is_word
            or (self.words[k].lower in self.classes["coordinator"])
            or (
                self.words[k].lower in self.classes["focus"]
                and self.words[k + 1].lower in self.classes["subordinator"]
            )
        ):
            k += 1
        return k

    def ends_in_verb(self, first: int, last: int) -> bool:
        """Whether the finite verb stands in the group of verbs that ends a stretch."""
        k = last - 1
        while k > first and not self.words[k].is_word:
            k -= 1
        while k > first and self.roles[k]:
            if self.roles[k] == "f":
                return True
            k -= 1
        return False

    def closes_with_verb(self, first: int, last: int) -> bool:
        """Whether a stretch ends in a verb form of any kind."""
        return any(self.roles[k] for k in range(last - 1, max(first, last - 4), -1))

    def opener(self, first: int, last: int) -> tuple[ClauseKind, str] | None:
        """Return kind and introducer of a dependent clause that a stretch opens."""
        k = self.opening(first, last)
        word = self.words[k].lower
        kind = self.classes["subordinator"].get(word)
        if kind and self.roles[k] != "f":
            if k and self.words[k - 1].lower in self.classes["concession"]:
                kind = "subordinate"
            return kind, word  # type: ignore[return-value]  # the table holds clause kinds
        if word in self.classes["infinitive"] and (
            self.has("z", k, last) or (not self.has("f", k, last) and word == "um")
        ):
            return "infinitive", word
        relative = self.relative(first, k, last)
        if relative:
            return "relative", relative
        if word in self.classes["doubtful"] and self.ends_in_verb(k, last):
            return "subordinate", word
        bare = self.has("z", first, last) and not self.has("f", first, last)
        return ("infinitive", "zu") if bare else None

    def relative(self, first: int, k: int, last: int) -> str:
        """Return the relative pronoun if a stretch begins with one, maybe behind a preposition."""
        if not first or self.words[first - 1].text not in {",", "–"}:
            return ""
        word = self.words[k].lower
        following = self.words[k + 1].lower if k + 1 < last else ""
        final = self.ends_in_verb(k, last)
        if word in self.classes["relative"]:
            alone = not any(w.is_word for w in self.words[k + 1 : last])
            no = self.is_reported(k, last) or self.is_listed(last)
            return word if (final or alone) and not no else ""
        prepositional = (
            word in self.classes["preposition"] and following in self.classes["relative"]
        )
        open_ = not self.has("fz", k, last) and not self.bracket()
        return following if prepositional and (final or open_) else ""

    def is_listed(self, last: int) -> bool:
        """Whether a stretch goes on with a list, since the clause before has no other verb.

        "..., dass die EU, die USA und andere Staaten ihn anerkennen."
        """
        before = self.drafts[-1] if self.drafts else None
        waits = before is not None and before.kind == "subordinate" and not self.complete(before)
        return waits and not self.has("f", last, len(self.words))

    def is_reported(self, k: int, last: int) -> bool:
        """Whether an article opens indirect speech as short as a relative clause.

        ", die Ukraine plane": a name and a Konjunktiv are all that stands there.
        """
        words = [word for word in self.words[k + 1 : last] if word.is_word]
        if len(words) < _SHORT or words[-1].lower not in self.classes["reported"]:
            return False
        return all(word.is_title for word in words[:-1])

    def extends(self, first: int, last: int) -> bool:
        """Add the stretch to the last clause if it is no clause of its own."""
        if not self.drafts:
            return False
        before = self.drafts[-1]
        stopped = self.words[before.last - 1].text in STOPS
        if self.opener(first, last) or self.is_tag(first, last):
            return False
        whole = self.complete(before)
        if self.has("f", first, last):
            joins = not whole and not before.verb_final and not stopped
            joins = joins or (not whole and before.kind == "conditional")
            joins = joins or (not whole and before.verb_final and self.ends_in_verb(first, last))
            joins = joins and self.words[before.last - 1].text != ":" and not self.is_headed(first)
        else:
            joins = not (stopped and whole) and not (before.verb_final and whole)
            joins = joins or self.words[before.last - 1].text == "("
        if joins:
            before.last = last
        return joins

    def is_headed(self, first: int) -> bool:
        """Whether a line begins behind its head: "Streit um Visa – Polen weist Diplomaten aus".

        A second dash would close a remark; what goes on with a clause begins with its verb.
        """
        dashes = [i for i, word in enumerate(self.words) if word.text in {"–", "—"}]
        opens = self.words[first].is_title and self.roles[first] != "f"
        return dashes == [first - 1] and len(self.drafts) == 1 and opens

    def is_tag(self, first: int, last: int) -> bool:
        """Whether a stretch names the speaker: "..., so der Minister"."""
        k = self.opening(first, last)
        tagged = self.words[k].lower in self.classes["tag"] and bool(self.drafts)
        return tagged and not self.has("fz", first, last)

    def judge(self, first: int, last: int) -> Draft:
        """Return the clause that a stretch begins."""
        previous = len(self.drafts) - 1 if self.drafts else None
        opened = self.opener(first, last)
        if opened:
            kind, introducer = opened
            unfinished = self.unfinished("infinitive" if kind == "infinitive" else "")
            if introducer == "zu" and unfinished is not None:
                host = self.drafts[unfinished]
                return Draft(first, last, kind, host.introducer, host.parent, unfinished)
            return Draft(first, last, kind, introducer, previous)
        if self.is_tag(first, last):
            return Draft(first, last, "parenthesis", self.words[self.opening(first, last)].lower)
        k = self.opening(first, last)
        if self.roles[k] == "f" and self.is_conditional(k, last, previous):
            return Draft(first, last, "conditional", self.words[k].lower, previous)
        if previous is None:
            return Draft(first, last, "main")
        return self.resumed(first, last, previous)

    def unfinished(self, kind: str) -> int | None:
        """Return the last dependent clause that still waits for its verb."""
        for index in range(len(self.drafts) - 1, -1, -1):
            draft = self.drafts[index]
            if not draft.verb_final:
                return None
            if not self.complete(draft) and (not kind or draft.kind == kind):
                return index
        return None

    def is_conditional(self, k: int, last: int, previous: int | None) -> bool:
        """Whether a clause that begins with its verb is a condition: "sollte ... angreifen"."""
        if previous is None:
            rest = range(last, len(self.words))
            question = any(w.text == "?" for w in self.words[last - 1 :])
            comma = self.words[last - 1].text == ","
            then = next((i for i in rest if self.words[i].is_word), None)
            follows = then is not None and (
                self.roles[then] in {"f", "I", "P", "A"}
                or self.words[then].lower in self.classes["resumption"]
            )
            if not follows and self.words[k].lower in self.classes["verb_first"]:
                # An infinitive may stand between: "sollte es gelingen, zu ..., wäre".
                follows = any(self.roles[i] == "f" and self.words[i - 1].text == "," for i in rest)
            return comma and follows and not question
        before = self.drafts[previous]
        known = self.words[k].lower in self.classes["verb_first"]
        closed = self.closes_with_verb(k, last)
        return known and closed and self.complete(before) and last > k + 2

    def resumed(self, first: int, last: int, previous: int) -> Draft:
        """Return what follows a finished clause: a resumed or a new main clause."""
        before = self.drafts[previous]
        finite = self.has("f", first, last)
        waiting = self.unfinished("")
        if waiting is not None and finite and self.ends_in_verb(first, last):
            host = self.drafts[waiting]
            return Draft(first, last, host.kind, host.introducer, host.parent, waiting)
        k = self.opening(first, last)
        main = next((i for i in range(previous, -1, -1) if not self.drafts[i].verb_final), None)
        if not before.verb_final and finite and self.roles[k] != "f":
            return Draft(first, last, "main")
        shares = main is not None and (before.verb_final or self.opening(first, last) > first)
        return Draft(first, last, "main", resumes=main if shares else None)
