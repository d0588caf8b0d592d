"""Subject and objects of a clause, by case, number and position.

The subject is the phrase that can only be a nominative, else the first that can be one and agrees
with the finite verb in number: "Kiew wirft der Präsident Lügen vor", "Die Vorwürfe wies Kiew
zurück".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.events.nominal_words import time_words, verbs_of
from pipeline.events.nominals import NounPhrase
from pipeline.events.speech import speech_verbs
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms

#: Words in front of a finite verb that goes on with the subject before: "und hat", "aber".
_FRONT = 2
#: Words in front of a finite verb in second place.
_SECOND = 4
_JOINED = frozenset({"und", "sowie", "oder"})
_PLURAL_ENDS = ("n", "sind", "seien")


def is_plural(finite: str, forms: Forms) -> bool:
    """Whether a finite verb in lower case is a plural; "begann" and "schien" are none."""
    if not finite.endswith(_PLURAL_ENDS) or finite.endswith("nn"):
        return False
    return "f" not in forms.kinds(finite + "en")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a clause says about its verb.

    Attributes:
        clause: The clause, or the part of it that holds the finite verb.
        phrases: All phrases of the clause, in order.
        subject: The phrase in the nominative, None where the clause has none of its own.
        passive: Whether the subject suffers what the verb says.
        shares: Whether the subject is that of the clause before ("reiste nach Kiew und traf ...").
        source: Index of the clause that has the subject then.
    """

    clause: Clause
    phrases: tuple[NounPhrase, ...]
    subject: NounPhrase | None
    passive: bool
    shares: bool
    source: int | None = None

    def bare(self) -> Iterator[NounPhrase]:
        """Yield the phrases that depend on the verb without a preposition, the subject left out."""
        for phrase in self.phrases:
            first = phrase.index if phrase.joint is None else phrase.joint
            subject = self.subject is not None and first == self.subject.index
            if not phrase.preposition and phrase.owner is None and not subject:
                yield phrase


class Frames:
    """Makes the frames of one sentence."""

    def __init__(
        self,
        clip: Clip,
        clauses: Sequence[Clause],
        phrases: Sequence[NounPhrase],
        forms: Forms,
    ) -> None:
        self._words, self._clauses, self._forms = clip.words, clauses, forms
        self._phrases = phrases
        self._made: dict[int, Frame] = {}

    def of(self, index: int) -> Frame:
        """Return the frame of a clause by its index."""
        if index not in self._made:
            self._made[index] = self._frame(self._clauses[index])
        return self._made[index]

    def lemmas(self, clause: Clause) -> frozenset[str]:
        """Return what the verb forms of a clause can be forms of."""
        return frozenset(
            lemma for i in clause.verbs for lemma in self._forms.lemmas(self._words[i].text)
        )

    def _frame(self, clause: Clause) -> Frame:
        parts = sorted(self._united(clause), key=lambda part: part.index)
        inside = {part.index for part in parts}
        phrases = tuple(p for p in self._phrases if p.clause in inside)
        main = next((part for part in parts if part.finite is not None), clause)
        main = self._with_finite(main)
        shares = self._shares(main, parts)
        subject = None
        if main.finite is not None and not shares:
            subject = self._subject(main, phrases)
        source = main.resumes if shares else None
        if subject is None and not shares:
            source = self._carried(main, parts)
        passive = self._is_passive(parts) and not self._goes_on_active(main, source)
        return Frame(main, phrases, subject, passive, source is not None, source)

    def _with_finite(self, clause: Clause) -> Clause:
        """Return a clause whose only verb is finite and looks like a participle: "verlängert"."""
        if clause.finite is not None or len(clause.verbs) != 1 or clause.kind != "main":
            return clause
        verb = clause.verbs[0]
        behind = any(self._words[i].is_word for i in range(verb + 1, clause.last))
        early = verb - clause.first <= _SECOND and verb > clause.first
        finite = "f" in self._forms.kinds(self._words[verb].text) and behind and early
        return replace(clause, finite=verb) if finite else clause

    def _carried(self, main: Clause, parts: Sequence[Clause]) -> int | None:
        """Return the clause whose subject goes on: "..., zog dann aber wieder ab"."""
        first = min(part.first for part in parts)
        if main.kind != "main" or not main.verbs or main.quoted or main.introducer:
            return None
        late = main.finite is not None and main.finite - first > _FRONT
        if late and not self._is_elliptic(main):
            return None
        for other in reversed(self._clauses[: main.index]):
            if other.kind == "main" and other.verbs and other.index not in {p.index for p in parts}:
                return other.index if not other.quoted else None
        return None

    def _is_elliptic(self, main: Clause) -> bool:
        """Whether a main clause ends in a participle that looks finite: "..., dann verhängt"."""
        verb = main.finite or 0
        behind = any(self._words[i].is_word for i in range(verb + 1, main.last))
        before = self._clauses[main.index - 1].finite if main.index else None
        auxiliary = set() if before is None else set(self._forms.lemmas(self._words[before].text))
        participle = "p" in self._forms.kinds(self._words[verb].text)
        return participle and not behind and not auxiliary.isdisjoint({"haben", "sein"})

    def _goes_on_active(self, main: Clause, source: int | None) -> bool:
        """Whether a participle shares the "hat" of the clause before: "hat gedroht, dann ..."."""
        finite = None if source is None or main.finite is not None else self._clauses[source].finite
        return finite is not None and "haben" in self._forms.lemmas(self._words[finite].text)

    def _united(self, clause: Clause) -> Iterator[Clause]:
        """Yield the parts of a clause that an inserted one has torn apart."""
        for other in self._clauses:
            if other is clause or (
                (other.finite is None or clause.finite is None)
                and (other.resumes == clause.index or clause.resumes == other.index)
            ):
                yield other

    def _shares(self, main: Clause, parts: Sequence[Clause]) -> bool:
        """Whether the finite verb stands right behind "und", so that the subject is shared."""
        if main.resumes is None or main.finite is None:
            return False
        if any(part.index == main.resumes for part in parts):
            return False
        return (
            self._words[main.finite - 1].lower in _JOINED or self._is_first(main, main.finite)
        ) and not self._has_own_subject(main)

    def _is_first(self, main: Clause, finite: int) -> bool:
        titles = any(self._words[i].is_title for i in range(main.first, finite))
        return not titles and finite - main.first <= _FRONT

    def _has_own_subject(self, main: Clause) -> bool:
        """Whether a subject stands behind a verb that nothing joins: "..., sagte Meyer"."""
        finite = main.finite
        if finite is None or any(self._words[i].is_word for i in range(main.first, finite)):
            return False
        able = [p for p in self._phrases if p.clause == main.index and self._is_able(p)]
        speech = not speech_verbs().keys().isdisjoint(self._forms.lemmas(self._words[finite].text))
        return any(p.cases == {"n"} or (speech and p.first == finite + 1) for p in able)

    def _is_able(self, phrase: NounPhrase) -> bool:
        """Whether a phrase can be a subject."""
        return (
            not phrase.preposition
            and phrase.owner is None
            and phrase.joint is None
            and "n" in phrase.cases
            and not self._is_time(phrase)
            and not self._is_compared(phrase)
        )

    def _is_compared(self, phrase: NounPhrase) -> bool:
        """Whether a phrase only says what somebody is or does it as: "als Reaktion auf ..."."""
        before = self._words[phrase.first - 1].lower if phrase.first > 0 else ""
        opens = self._clauses[phrase.clause].introducer == before
        return before in {"als", "wie"} and not opens

    def _subject(self, main: Clause, phrases: Sequence[NounPhrase]) -> NounPhrase | None:
        able = [p for p in phrases if self._is_able(p)]
        if self._looms(main, phrases):
            # "Iran drohen Angriffe": the dative suffers, the thing is the subject.
            able = [p for p in able if not self._is_party(p)] or able
        elif not verbs_of("receiver").isdisjoint(self._lemmas_of(main)):
            # "Rückendeckung bekam Kiew": who gets something is a party.
            able = [p for p in able if self._is_party(p)] or able
        certain = [p for p in able if p.cases == {"n"}]
        certain = [p for p in certain if not self._may_belong(p, able)]
        agreeing = [p for p in able if self._agrees(main, p)]
        for choice in (certain, agreeing, able):
            if choice:
                return choice[0]
        return None

    def _may_belong(self, phrase: NounPhrase, able: Sequence[NounPhrase]) -> bool:
        """Whether a phrase may be a genitive plural: "nahm Rom den Vorschlag der Vermittler an".

        Nouns in "-er" are their own plural; another phrase before can be the subject then.
        """
        last = self._phrases[phrase.index - 1] if phrase.index else None
        behind = last is not None and last.clause == phrase.clause and last.last + 1 == phrase.first
        own = phrase.determiner == "der" and self._words[phrase.head].lower.endswith("er")
        others = any(p.first < phrase.first and p is not last for p in able)
        return behind and own and not phrase.mentions and others

    def _lemmas_of(self, main: Clause) -> set[str]:
        return {lemma for i in main.verbs for lemma in self._forms.lemmas(self._words[i].text)}

    def _looms(self, main: Clause, phrases: Sequence[NounPhrase]) -> bool:
        """Whether the verb says that something awaits somebody."""
        lemmas = self._lemmas_of(main)
        tied = any(p.preposition in {"mit", "damit"} for p in phrases)
        return not tied and not verbs_of("looming").isdisjoint(lemmas)

    def _is_party(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is the name of a party, not a thing that belongs to one."""
        return bool(phrase.pronoun) or any(
            m.first <= phrase.head <= m.last and m.part == "" for m in phrase.mentions
        )

    def _agrees(self, main: Clause, phrase: NounPhrase) -> bool:
        if main.finite is None:
            return True
        many = is_plural(self._words[main.finite].lower, self._forms)
        plural = self._is_plural(phrase)
        if many and any(p.joint == phrase.index for p in self._phrases):
            return True  # "die EU und die USA drohen"
        return plural is None or plural == many

    def _is_plural(self, phrase: NounPhrase) -> bool | None:
        if phrase.plural is not None or phrase.pronoun:
            return phrase.plural
        if phrase.determiner or phrase.first != phrase.head:
            return None
        text = self._words[phrase.head].text
        if any(m.part == "" and m.first == phrase.head for m in phrase.mentions):
            return None if text.endswith(("n", "s", "A", "USA")) else False
        # Some nouns are known as their own plural, too: "Waffen".
        noun = text.rpartition("-")[2]
        return True if any(lemma != noun for lemma in self._forms.lemmas(noun)) else None

    def _is_time(self, phrase: NounPhrase) -> bool:
        return self._words[phrase.head].lower in time_words()

    def _is_passive(self, parts: Sequence[Clause]) -> bool:
        verbs = [i for part in parts for i in part.verbs]
        inside = [self._words[i].lower for part in parts for i in range(part.first, part.last)]
        if "worden" in inside:
            return True
        becomes = any("werden" in self._forms.lemmas(self._words[i].text) for i in verbs)
        if not becomes:
            # A headline leaves "wird" out: "Minister zu Haft verurteilt".
            kinds = [self._forms.kinds(self._words[i].text) for i in verbs]
            bare = bool(kinds) and all("p" in kind and "z" not in kind for kind in kinds)
            open_ = all(self._with_finite(part).finite is None for part in parts)
            return bare and open_ and all(part.kind == "main" for part in parts)
        last = max(verbs)
        ends = self._forms.kinds(self._words[last].text)
        if "i" in ends and "p" not in ends and self._words[last].lower != "werden":
            return False  # "wird entschlossen angreifen"
        words = [self._words[i].text for i in verbs]
        fronted = self._forms.kinds(inside[0])  # "Getroffen wurden mehrere Ziele"
        return ("p" in fronted and "i" not in fronted) or any(
            "p" in self._forms.kinds(text)
            and ("i" not in self._forms.kinds(text) or self._words[last].lower == "werden")
            for text in words
            if "werden" not in self._forms.lemmas(text)
        )
