"""Whether a sentence says that an event is so: asserted, negated, denied or hypothetical.

Tables say which words decide, what they do and how far they reach. Effects are the statuses,
"none" (the words decide nothing and no other rule may use them) and "light" (a verb without weight
of its own, with which nouns tell their event). Scopes, several joined by "+":

- ``phrase``: the noun phrase to the right ("kein Angriff");
- ``following``: nouns to the right, up to the next verb ("die Gefahr eines Angriffs");
- ``verb``: events told with a verb of the same clause, else the noun phrase to the right ("nicht");
- ``clause``: all of the clause, save definite nouns before the finite verb, which are known;
- ``modal``: as ``clause`` if the word is the finite verb; ``future``: if an infinitive stands by;
  ``subjunctive``: if the clause is no indirect speech;
- ``object``: events told with nouns in the same clause;
- ``complement``: the "dass" or "zu" clauses that hang on the clause, with all that hangs on them.

A word that decides as an attribute ("die geplante Offensive") reaches as far as its noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.events.coder import Coder, CueRule, Match
from pipeline.events.rules import load_classes, load_particles
from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms, load_forms
from pipeline.language.verbs import clause_words
from pipeline.model import Cue, Status

_TABLES = ("status_negation", "status_denial", "status_hypothetical")
_FINITE_SCOPES = frozenset({"modal", "future", "subjunctive"})
#: How many words a noun phrase may have before its noun, and how far "following" reaches.
_PHRASE, _FOLLOWING = 5, 6


@dataclass(frozen=True, slots=True)
class Ruling:
    """Something that decides about an event; ``outer`` if it stands outside the event's clause."""

    effect: str
    outer: bool
    cue: Cue


@cache
def load_deciders(language: str = "de") -> Coder:
    """Build the matcher of the words that decide about a status.

    Raises:
        TableError: When a table is wrong.
    """
    rules = [
        CueRule(
            f"{table}:{row['pattern'].replace(' ', '_')}",
            row["pattern"],
            "STATUS",
            row["effect"],
            row["scope"],
            0.0,
        )
        for table in _TABLES
        for row in read_table(f"{language}/{table}.tsv", ("pattern", "effect", "scope"))
    ]
    return Coder(rules, load_classes(language), load_forms(language), (), load_particles(language))


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
        self._words = clause_words(language)
        self._deciders = load_deciders(language).matches(clip, clauses)
        rows = read_table(f"{language}/status_types.tsv", ("type", "effect", "scope", "act"))
        self._types = {row["type"]: row for row in rows}
        self._matches = matches
        self._verbs = frozenset(i for clause in clauses for i in clause.verbs)

    def status(self, match: Match) -> tuple[Status, tuple[Cue, ...]]:
        """Return the status of an event and what decided it; no cue for a plain assertion."""
        rulings = [*self._by_words(match), *self._by_types(match), *self._by_clauses(match)]
        status = _combine(rulings)
        if status == "asserted":
            return status, ()
        deciding = [r for r in rulings if r.effect == status] or rulings
        return status, tuple(dict.fromkeys(ruling.cue for ruling in deciding))

    def _cue(self, index: int, rule: str) -> Cue:
        word = self._clip.words[index]
        return Cue(word.text, word.start, word.end, rule)

    def _by_words(self, match: Match) -> Iterator[Ruling]:
        for decider in self._deciders:
            if decider.rule.mode in {"none", "light"}:
                continue
            own = set(decider.words) & set(match.words)
            for scope in self._scopes(decider):
                if self._reaches(decider, scope, match, bool(own)):
                    cue = self._cue(decider.anchor, decider.rule.id)
                    yield Ruling(decider.rule.mode, scope == "complement", cue)
                    break

    def _scopes(self, decider: Match) -> list[str]:
        scopes = decider.rule.context.split("+")
        attribute = (
            decider.anchor not in self._verbs
            and not self._clip.words[decider.anchor].is_title
            and not {"object", "complement"}.isdisjoint(scopes)
            and "a" in self._forms.kinds(self._clip.words[decider.anchor].text)
            and len(decider.words) == 1
        )
        if not attribute:
            return scopes
        # "drohender", "vorbereitendes" say what the noun does, not what is done with it.
        active = self._clip.words[decider.anchor].lower.rstrip("emnrs").endswith("end")
        return [] if active else ["phrase"]

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
                if taken if scope == "object" else self._reaches(other, scope, match, False):
                    cue = self._cue(other.anchor, f"status_types:{other.rule.type}")
                    yield Ruling(row["effect"], True, cue)
                    break

    def _by_clauses(self, match: Match) -> Iterator[Ruling]:
        clause = self._clauses[match.clause]
        chain = [clause, *self._ancestors(clause)]
        for step in chain:
            opener = next(
                (i for i in range(step.first, step.last) if self._clip.words[i].is_word), None
            )
            if opener is None:
                continue
            if step.kind == "conditional":
                yield Ruling("hypothetical", True, self._cue(opener, "clauses:conditional"))
            if step.kind == "infinitive" and not (step is clause and self._is_known(match)):
                effect = {"ohne": "negated", "statt": "negated", "anstatt": "negated"}.get(
                    step.introducer, "hypothetical"
                )
                if effect == "negated" or not self._is_perfect(step):
                    rule = f"clauses:{step.introducer}"
                    default = Ruling(effect, step is not clause, self._cue(opener, rule))
                    yield (
                        default
                        if step.introducer != "zu"
                        else Ruling("default", False, default.cue)
                    )
        yield from self._consequence(match, clause)

    def _is_perfect(self, clause: Clause) -> bool:
        """Whether an infinitive speaks of the past: "angegriffen zu haben"."""
        words = [self._clip.words[i].lower for i in clause.verbs]
        kinds = [self._forms.kinds(word) for word in words]
        return any("p" in k for k in kinds) and any(
            set(self._forms.lemmas(word)) & {"haben", "sein"} for word in words
        )

    def _consequence(self, match: Match, clause: Clause) -> Iterator[Ruling]:
        """Yield a ruling if the event follows from a condition and is no past one."""
        row = self._types.get(match.rule.type)
        if clause.kind == "conditional" or (row and row["act"] == "yes"):
            return
        for other in self._clauses:
            tied = other.parent == clause.index or (
                other.parent is None and clause.index == other.index + 1
            )
            if other.kind == "conditional" and tied and not self._is_past(clause):
                yield Ruling("hypothetical", True, self._cue(other.first, "clauses:consequence"))

    def _is_past(self, clause: Clause) -> bool:
        if clause.finite is None:
            return False
        word = self._clip.words[clause.finite].lower
        auxiliary = not set(self._forms.lemmas(word)).isdisjoint({"haben", "sein"})
        participle = any(
            "p" in self._forms.kinds(self._clip.words[i].text) for i in clause.verbs[1:]
        )
        return (auxiliary and participle) or word.endswith(("te", "ten"))

    def _ancestors(self, clause: Clause) -> Iterator[Clause]:
        seen = {clause.index}
        while clause.parent is not None and clause.parent not in seen:
            embedded = clause.kind == "infinitive" or clause.introducer in self._words["complement"]
            if not embedded:
                return
            seen.add(clause.parent)
            clause = self._clauses[clause.parent]
            yield clause

    def _reaches(self, decider: Match, scope: str, match: Match, own: bool) -> bool:
        inside = self._same(decider.clause, match.clause)
        if scope == "complement":
            return self._hangs(decider.clause, match) or (inside and self._is_zu(match, decider))
        if not inside or (own and match.anchor in decider.words):
            return False
        anchor = decider.anchor
        if scope == "phrase":
            return any(self._in_phrase(decider, i) for i in match.words)
        if scope == "following":
            return self._follows(decider, match.anchor)
        if scope == "object":
            noun = match.anchor not in self._verbs and self._clip.words[match.anchor].is_title
            return noun and not self._is_background(match)
        told = any(i in self._verbs for i in match.words) or self._is_light(match)
        if scope == "verb":
            return (told or self._in_phrase(decider, match.anchor)) and not self._negates_attribute(
                anchor
            )
        if scope in _FINITE_SCOPES and not self._holds(decider, scope):
            return False
        return not self._is_known(match) and not self._is_background(match)

    def _same(self, left: int, right: int) -> bool:
        """Whether two clauses are one, maybe torn apart by a third."""
        first, second = self._clauses[left], self._clauses[right]
        torn = first.finite is None or second.finite is None
        return left == right or (torn and (first.resumes == right or second.resumes == left))

    def _is_zu(self, match: Match, decider: Match) -> bool:
        """Whether an event is told with a zu-infinitive in the decider's own clause."""
        if match.anchor in decider.words or match.anchor not in self._verbs:
            return False
        before = self._clip.words[match.anchor - 1].lower if match.anchor else ""
        return before == "zu" or "z" in self._forms.kinds(self._clip.words[match.anchor].text)

    def _hangs(self, governor: int, match: Match) -> bool:
        """Whether the event's clause is a complement of the governor's, directly or further down."""
        clause = self._clauses[match.clause]
        chain = [clause, *self._ancestors(clause)]
        if any(step.index == governor for step in chain[1:]):
            return True
        top = chain[-1]
        host = self._clauses[governor]
        # Indirect speech without "dass": "Kiew bestreitet, es habe angegriffen".
        return (
            top.kind == "main"
            and top.index == governor + 1
            and top.resumes is None
            and top.first == host.last
            and self._clip.words[host.last - 1].text in {",", ":"}
            and "k" in self._speech(top)
        )

    def _speech(self, clause: Clause) -> str:
        """Return "k" if the finite verb of a clause is a Konjunktiv."""
        if clause.finite is None:
            return ""
        word = self._clip.words[clause.finite].lower
        return "k" if word in self._words["reported"] else ""

    def _in_phrase(self, decider: Match, target: int) -> bool:
        begin = max(decider.words) + 1 if len(decider.words) > 1 else decider.anchor + 1
        if not begin <= target <= begin + _PHRASE or not self._clip.words[target].is_title:
            return False
        between = self._clip.words[begin:target]
        return not any(
            i in self._verbs or not self._clip.words[i].is_word for i in range(begin, target)
        ) and all(not word.is_title or word.lower.endswith(("er", "e", "en")) for word in between)

    def _follows(self, decider: Match, target: int) -> bool:
        if not decider.anchor < target <= decider.anchor + _FOLLOWING:
            return False
        return not any(i in self._verbs for i in range(decider.anchor + 1, target + 1))

    def _negates_attribute(self, index: int) -> bool:
        """Whether "nicht" belongs to an attribute: "die nicht befestigte Stadt"."""
        for k in range(index + 1, min(index + 4, len(self._clip.words) - 1)):
            word, after = self._clip.words[k], self._clip.words[k + 1]
            if k in self._verbs or word.is_title or not word.is_word:
                return False
            if word.lower in self._words["determiner"] or word.lower in self._words["preposition"]:
                return False
            if word.lower.endswith(("e", "en", "er", "es", "em")) and after.is_title:
                return True
        return False

    def _holds(self, decider: Match, scope: str) -> bool:
        clause = self._clauses[decider.clause]
        if decider.anchor != clause.finite:
            return False
        if scope == "future":
            parts = (part for part in self._clauses if self._same(part.index, clause.index))
            verbs = [i for part in parts for i in part.verbs if i != clause.finite]
            return any("i" in self._forms.kinds(self._clip.words[i].text) for i in verbs)
        if scope == "subjunctive":
            before = self._clauses[clause.index - 1] if clause.index else None
            return not (
                before and before.kind == "main" and clause.kind == "main" and not clause.resumes
            )
        return True

    def _is_light(self, match: Match) -> bool:
        """Whether a noun tells its event by a verb without weight: "Gespräche fanden statt"."""
        if match.anchor in self._verbs or self._is_background(match):
            return False
        return any(
            self._same(light.clause, match.clause) and light.rule.mode == "light"
            for light in self._deciders
        )

    def _is_background(self, match: Match) -> bool:
        """Whether an event only dates or explains another: "nach dem Angriff"."""
        for k in range(match.anchor - 1, max(-1, match.anchor - 5), -1):
            word = self._clip.words[k]
            if word.lower in self._words["background"]:
                return match.anchor not in self._verbs
            if k in self._verbs or not word.is_word or word.lower in self._words["preposition"]:
                return False
        return False

    def _is_known(self, match: Match) -> bool:
        """Whether an event is only spoken of: a definite noun that no verb of its own tells."""
        if any(i in self._verbs for i in match.words) or self._is_light(match):
            return False
        for k in range(match.anchor - 1, max(-1, match.anchor - 4), -1):
            word = self._clip.words[k]
            if word.lower in self._words["definite"]:
                return True
            if word.is_title or not word.is_word:
                return False
        return False


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
    if "asserted" in outer | inner:
        return "asserted"
    return "hypothetical" if inner & {"hypothetical", "default"} else "asserted"


def status_of(
    clip: Clip,
    clauses: tuple[Clause, ...],
    match: Match,
    forms: Forms,
    matches: tuple[Match, ...] = (),
) -> tuple[Status, tuple[Cue, ...]]:
    """Return the status of one event and what decided it; see ``StatusReader``."""
    return StatusReader(clip, clauses, matches or (match,), forms).status(match)
