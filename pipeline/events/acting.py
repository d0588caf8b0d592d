"""What a clause says of who acts: its subjects, the agents of participles, its kind of verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.events.coder import Match
from pipeline.events.frames import Frame, Frames
from pipeline.events.nominal_words import verbs_of
from pipeline.events.nominals import NounPhrase
from pipeline.events.sides import SEATS, SOURCES
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms


class Acting:
    """Answers for one sentence."""

    def __init__(
        self,
        clip: Clip,
        clauses: Sequence[Clause],
        phrases: Sequence[NounPhrase],
        frames: Frames,
        forms: Forms,
    ) -> None:
        self._words, self._clauses, self._forms = clip.words, clauses, forms
        self._phrases, self._frames = phrases, frames
        self._verbs = frozenset(i for clause in clauses for i in clause.verbs)

    def is_participle(self, match: Match) -> bool:
        """Whether an anchor is an attribute made of a verb: "besetzten", not "gemeinsame"."""
        word = self._words[match.anchor].lower
        endings = (e for e in ("em", "en", "er", "es", "e") if word.endswith(e))
        return any("p" in self._forms.kinds(word.removesuffix(ending)) for ending in endings)

    def counts(self, match: Match) -> bool:
        """Whether the verb of an event only tells of it: "meldete fünf Tote"."""
        told = [i for i in match.words if i in self._verbs]
        return bool(told) and all(
            not (verbs_of("counter") - verbs_of("announcing")).isdisjoint(
                self._forms.lemmas(self._words[i].text)
            )
            for i in told
        )

    def is_told(self, match: Match) -> bool:
        """Whether a verb tells an event."""
        return any(i in self._verbs for i in match.words)

    def holder(self, match: Match) -> NounPhrase | None:
        """Return the innermost phrase that an anchor stands in."""
        inside = [p for p in self._phrases if p.first <= match.anchor <= p.last and not p.pronoun]
        return min(inside, key=lambda p: p.last - p.first, default=None)

    def subjects(self, index: int) -> list[str]:
        """Return the parties of the subject of a clause."""
        frame = self._frames.of(index)
        if frame.subject is None:
            clause = frame.clause
            source = frame.source if frame.source is not None else clause.parent
            return [] if source is None or source >= index else self.subjects(source)
        return [m.actor for p in self.family(frame.subject) for m in p.mentions]

    def family(self, phrase: NounPhrase) -> Iterator[NounPhrase]:
        """Yield a phrase, what is joined with it and the attributes that stand for it."""
        yield phrase
        for other in self._phrases:
            own = other.owner == phrase.index and other.preposition in {"", *SEATS}
            parties = all(m.kind != "location" for m in other.mentions)
            if other.joint == phrase.index or (own and parties and not phrase.mentions):
                yield other

    def has(self, frame: Frame, kind: str) -> bool:
        """Whether a verb of a clause belongs to a group of the table."""
        return any(
            not verbs_of(kind).isdisjoint(self._lemmas(i, frame))
            for part in self._clauses
            if any(p.clause == part.index for p in frame.phrases) or part is frame.clause
            for i in part.verbs
        )

    def tells(self, frame: Frame, kind: str, anchor: int) -> bool:
        """Whether the verb that tells of a noun belongs to a group.

        "hat Moskau gewarnt und Sanktionen verhängt": of two participles the one behind the noun.
        """
        clause = frame.clause
        open_ = [i for i in clause.verbs if i != clause.finite and i > anchor]
        earlier = [i for i in clause.verbs if i != clause.finite and i < anchor]
        if not open_ or not earlier:
            return self.has(frame, kind)
        return not verbs_of(kind).isdisjoint(self._lemmas(min(open_), frame))

    def _lemmas(self, verb: int, frame: Frame) -> set[str]:
        """Return the lemmas of a verb, with its particle where that stands apart."""
        found = set(self._forms.lemmas(self._words[verb].text))
        last = self._words[frame.clause.last - 1]
        tail = last if last.is_word else self._words[max(frame.clause.last - 2, 0)]
        joined = (self._forms.joined(lemma, tail.lower) for lemma in found)
        return {verb for verb in joined if verb} or found

    def agents(self, participle: int) -> list[NounPhrase]:
        """Return the phrases in front of a participle that say who did it: "von Russland"."""
        found: list[NounPhrase] = []
        for phrase in reversed(self._phrases):
            between = self._words[phrase.last + 1 : participle]
            near = phrase.last < participle and all(
                not word.is_title and word.is_word for word in between
            )
            joined = any(other.joint == phrase.index for other in found)
            if phrase.preposition in SOURCES and (near or joined) and phrase.last < participle:
                found.append(phrase)
        return found[::-1]

    def owners(self, match: Match, holder: NounPhrase) -> list[str]:
        """Return whose event it is behind a possessive: "bei seinem Treffen mit ..."."""
        subject = self._frames.of(match.clause).subject
        if subject is not None and subject is not holder:
            return self.subjects(match.clause) or self._nearest(holder)
        before = [c.index for c in self._clauses if c.index < match.clause]
        return self.subjects(before[-1]) if before else []

    def _nearest(self, holder: NounPhrase) -> list[str]:
        """Return the last party before a possessive: "die Reden Obamas bei seinem Besuch"."""
        before = (p for p in reversed(self._phrases) if p.last < holder.first)
        names = ([m.actor for m in p.mentions if m.kind != "location"] for p in before)
        return next((found for found in names if found), [])
