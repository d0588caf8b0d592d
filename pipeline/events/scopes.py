"""How far a word that decides about a status reaches.

Scopes, several joined by "+" in the tables:

- ``phrase``: the noun phrase to the right ("kein Angriff");
- ``next``: the noun that the preposition behind the word governs, if it is not a known thing
  ("Hinweise auf einen Angriff", but not "auf die Täter des Angriffs");
- ``following``: nouns to the right, up to the next verb ("die Gefahr eines Angriffs");
- ``argument``: events told with their own verb in the same clause, unless a preposition stands
  before the word ("traf keine Ziele", but not "aus keinem Grund");
- ``verb``: events told with a verb of the same clause, else the noun phrase to the right ("nicht");
- ``clause``: all of the clause, save definite nouns that no verb tells ("der Krieg") and what only
  dates or explains ("nach dem Angriff");
- ``modal``: as ``clause`` if the word is the finite verb; ``future``: if an infinitive stands by;
  ``subjunctive``: if the sentence holds a condition; ``counterfactual``: or no indirect speech;
- ``object``: events told with nouns in the same clause;
- ``self``: the event that the word itself tells ("versprach Panzer", "Schießbefehl");
- ``light``: nothing; the verb has no weight of its own, nouns tell their event with it;
- ``complement``: the "dass" or "zu" clauses that hang on the clause, with all that hangs on them.

A word that decides as an attribute ("die geplante Offensive") reaches as far as its noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from pipeline.events.coder import Match
from pipeline.events.phrases import Phrases, is_declined
from pipeline.language import Clip
from pipeline.language.clauses import Clause, ancestors
from pipeline.language.forms import Forms

_LIGHT = "light"
_PERFECT = frozenset({"haben", "sein"})
_FINITE_SCOPES = frozenset({"modal", "future", "subjunctive", "counterfactual"})
#: How many words "following" reaches.
_FOLLOWING = 6


class Scopes:
    """Knows the reach of deciding words in one sentence.

    Args:
        clip: The sentence.
        clauses: Its clauses.
        deciders: The words that decide, verbs without weight among them.
        forms: Inflection.
        words: Closed classes, as ``clause_words`` returns them.
    """

    def __init__(
        self,
        clip: Clip,
        clauses: tuple[Clause, ...],
        deciders: tuple[Match, ...],
        forms: Forms,
        words: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._clip, self._clauses, self._forms, self._words = clip, clauses, forms, words
        self._ends = frozenset(d.anchor for d in deciders if d.rule.mode == "none")
        self._light = tuple(decider for decider in deciders if _LIGHT in decider.rule.context)
        self._verbs = frozenset(i for clause in clauses for i in clause.verbs)
        self._phrases = Phrases(clip.words, self._verbs, words)

    def names(self, decider: Match) -> list[str]:
        """Return the scopes of a decider as it stands in this sentence."""
        scopes = decider.rule.context.split("+")
        attribute = (
            decider.anchor not in self._verbs
            and not {"object", "complement"}.isdisjoint(scopes)
            and is_declined(self._clip.words[decider.anchor])
            and self._is_attribute(self._clip.words[decider.anchor].text)
            and len(decider.words) == 1
        )
        if not attribute:
            return scopes
        # "drohender", "vorbereitendes" say what the noun does, not what is done with it.
        active = self._clip.words[decider.anchor].lower.rstrip("emnrs").endswith("end")
        return [] if active else ["phrase"]

    def _is_attribute(self, text: str) -> bool:
        """Whether a form can be an adjective or a declined participle: "vereitelten"."""
        return "a" in self._forms.kinds(text) or self._is_participle(text)

    def reaches(self, decider: Match, scope: str, match: Match) -> bool:
        """Whether a decider with a scope decides about an event."""
        inside = self.same(decider.clause, match.clause)
        if scope == "complement":
            # Who asks to end the war does not ask for the war.
            if decider.rule.mode != "denied" and self.is_known(match):
                return False
            return self._hangs(decider, match) or (inside and self._is_zu(match, decider))
        if scope == "self":
            return match.anchor == decider.anchor
        if decider.rule.mode == "negated" and self._phrases.is_dashed(decider, match):
            return False
        if not inside or match.anchor == decider.anchor or scope == _LIGHT:
            return False
        test = {
            "phrase": self._phrase,
            "following": self._following,
            "next": self._next,
            "object": self._object,
            "verb": self._verb,
            "argument": self._argument,
        }.get(scope, self._clause)
        return test(decider, match) and (
            scope in {"phrase", "following", "next"} or self._holds(decider, scope)
        )

    def _phrase(self, decider: Match, match: Match) -> bool:
        if decider.rule.mode == "hypothetical" and match.anchor in self._verbs:
            return (
                False  # "sagte ein geplantes Gespräch ab": the talk was planned, not the refusal.
            )
        return any(self._phrases.holds(decider, i) for i in match.words)

    def _following(self, decider: Match, match: Match) -> bool:
        if not decider.anchor < match.anchor <= decider.anchor + _FOLLOWING:
            return False
        if match.anchor in decider.words and not self._clip.words[match.anchor].is_title:
            return False  # "wies die Schuld von sich": saying so is no part of what is denied.
        between = range(decider.anchor + 1, match.anchor + 1)
        governor = self._phrases.governor(match.anchor)
        first = next((i for i in between if self._phrases.is_preposition(i)), None)
        return governor in {None, first} and not any(i in self._verbs for i in between)

    def _next(self, decider: Match, match: Match) -> bool:
        anchor = match.anchor
        if self._phrases.is_genitive(anchor) or self._phrases.is_definite(anchor):
            return False
        return self._following(decider, match) and self._phrases.governor(anchor) is not None

    def _object(self, decider: Match, match: Match) -> bool:
        noun = match.anchor not in self._verbs and self._clip.words[match.anchor].is_title
        return noun and not self._is_adjunct(match, decider) and not self._is_part(match, decider)

    def _verb(self, decider: Match, match: Match) -> bool:
        if self._phrases.negates_attribute(decider.anchor) or self._phrases.is_severed(
            decider, match
        ):
            return False
        return self._is_told(match) or self._phrases.holds(decider, match.anchor)

    def _argument(self, decider: Match, match: Match) -> bool:
        led = decider.anchor > 0 and self._phrases.is_preposition(decider.anchor - 1)
        verbal = any(i in self._verbs for i in match.words)
        return verbal and not led and not self.is_known(match)

    def _clause(self, decider: Match, match: Match) -> bool:
        if decider.rule.mode == "negated" and self._phrases.negates_attribute(decider.anchor):
            return False  # "mit nie gesehenen Folgen"
        known = self.is_known(match) or self._is_part(match, decider)
        known = known or (not self._is_told(match) and self._is_adjunct(match, decider))
        return not known and not self._is_background(match)

    def same(self, left: int, right: int) -> bool:
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

    def _hangs(self, decider: Match, match: Match) -> bool:
        """Whether the event's clause is a complement of the decider's, maybe further down."""
        host = self._clauses[decider.clause]
        chain = [self._clauses[match.clause], *self.ancestors(self._clauses[match.clause])]
        for below, step in pairwise(chain):
            if step is host or self.same(step.index, host.index):
                return not self._is_noun(decider) or self._phrases.leads_to(
                    decider.anchor, below.first
                )
        # Indirect speech without "dass": "Kiew bestreitet, es habe angegriffen".
        top = chain[-1]
        if self._is_fronted(top, host):
            # "sei eine Lüge" is a predicate of the whole complement.
            return not self._is_noun(decider) or not self._verbs.isdisjoint(decider.words)
        return (
            top.kind == "main"
            and top.resumes is None
            and top.first == host.last
            and self._clip.words[host.last - 1].text in {",", ":"}
            and self._is_reported(top)
            and (decider.rule.mode == "denied" or not self.is_perfect(top))
        )

    def _is_fronted(self, clause: Clause, host: Clause) -> bool:
        """Whether a complement stands in front of its host: "Dass er angriff, bestritt er"."""
        led = clause.introducer in self._words["complement"] and clause.parent is None
        opens = host.finite is not None and host.finite - host.first <= 1
        return led and opens and clause.last == host.first and host.kind == "main"

    def _is_noun(self, decider: Match) -> bool:
        return self._clip.words[decider.anchor].is_title and decider.anchor not in self._verbs

    def is_perfect(self, clause: Clause) -> bool:
        """Whether a clause speaks of the past: "angegriffen zu haben", "hat angegriffen"."""
        words = [self._clip.words[i].lower for i in clause.verbs]
        participle = any("p" in self._forms.kinds(word) for word in words)
        return participle and any(
            not _PERFECT.isdisjoint(self._forms.lemmas(word)) for word in words
        )

    def _is_reported(self, clause: Clause) -> bool:
        """Whether the finite verb is a Konjunktiv of indirect speech."""
        if clause.finite is None:
            return False
        return self._clip.words[clause.finite].lower in self._words["reported"]

    def _holds(self, decider: Match, scope: str) -> bool:
        """Whether the condition of a scope holds that speaks of a finite verb."""
        clause = self._clauses[decider.clause]
        if scope not in _FINITE_SCOPES:
            return True
        if decider.anchor != clause.finite:
            return False
        if scope == "future":
            parts = (part for part in self._clauses if self.same(part.index, clause.index))
            verbs = [i for part in parts for i in part.verbs if i != clause.finite]
            return any("i" in self._forms.kinds(self._clip.words[i].text) for i in verbs)
        conditional = any(other.kind == "conditional" for other in self._clauses)
        if scope == "subjunctive":
            return conditional
        if scope == "counterfactual":
            before = self._clauses[clause.index - 1] if clause.index else None
            reported = before is not None and before.kind == "main" and clause.resumes is None
            return conditional or (clause.kind == "main" and not reported)
        return True

    def _is_told(self, match: Match) -> bool:
        """Whether a verb tells the event, its own or one without weight."""
        return any(i in self._verbs for i in match.words) or self._is_light(match)

    def _is_light(self, match: Match) -> bool:
        """Whether a noun tells its event by a verb without weight: "Gespräche fanden statt"."""
        governor = self._phrases.governor(match.anchor)
        plain = governor is None or self._clip.words[governor].lower in self._words["light"]
        return (
            match.anchor not in self._verbs
            and plain
            and not self._phrases.is_genitive(match.anchor)
            and any(self.same(light.clause, match.clause) for light in self._light)
        )

    def _is_background(self, match: Match) -> bool:
        """Whether an event only dates or explains another: "nach dem Angriff"."""
        governor = None if match.anchor in self._verbs else self._phrases.governor(match.anchor)
        return (
            governor is not None and self._clip.words[governor].lower in self._words["background"]
        )

    def _is_adjunct(self, match: Match, decider: Match) -> bool:
        """Whether a noun is no object, but place, time or part: "die Teilnahme an Protesten"."""
        governor = self._phrases.governor(match.anchor)
        if governor is None or governor in decider.words or match.anchor in self._verbs:
            return False
        word = self._clip.words[governor].lower
        if self._phrases.is_attached(governor) or self._gives_reason(governor):
            return True
        kind = self._words["adjunct"].get(word)
        dative = self._clip.words[governor + 1].lower in self._words["dative"]
        return word in self._words["background"] or kind == "" or (kind == "dative" and dative)

    def _gives_reason(self, governor: int) -> bool:
        """Whether a preposition hangs on a noun of a reason: "wegen Hinweisen auf einen ..."."""
        noun = governor - 1
        if noun < 0 or not self._clip.words[noun].is_title:
            return False
        outer = self._phrases.governor(noun)
        return outer is not None and self._clip.words[outer].lower in self._words["background"]

    def _is_part(self, match: Match, decider: Match) -> bool:
        """Whether it is something of an event that may be: "ein Ende des Krieges"."""
        if match.anchor in self._verbs or not self._phrases.is_genitive(match.anchor):
            return False
        # "Niemand rechnet mit einem Ende der Angriffe": the end is what does not come.
        head = next((i for i in range(match.anchor - 1, -1, -1) if self._clip.words[i].is_title), 0)
        return decider.rule.mode == "hypothetical" or head in self._ends

    def is_known(self, match: Match) -> bool:
        """Whether an event is only spoken of: "der Krieg" without a verb, "angegriffene"."""
        anchor = match.anchor
        if anchor not in self._verbs and is_declined(self._clip.words[anchor]):
            noun = anchor + 1
            if noun not in match.words or self._is_participle(self._clip.words[anchor].text):
                return True
            anchor = noun  # "gemeinsame Manöver" is known only where "die" stands in front.
        return not self._is_told(match) and self._phrases.is_definite(anchor)

    def _is_participle(self, text: str) -> bool:
        stems = (text.removesuffix(e) for e in ("em", "en", "er", "es", "e") if text.endswith(e))
        return "p" in self._forms.kinds(next(stems, ""))

    def ancestors(self, clause: Clause) -> Iterator[Clause]:
        """Yield the clauses that a complement hangs on, the nearest first."""
        for above in ancestors(self._clauses, clause):
            embedded = clause.kind == "infinitive" or clause.introducer in self._words["complement"]
            if not embedded:
                return
            clause = above
            yield clause
