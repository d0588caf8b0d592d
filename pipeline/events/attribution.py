"""Whose claim it is: "sagte der Beamte", "nach Angaben Moskaus", "so der Kreml".

The source is, in this order,

1. a phrase in the clause itself ("laut Kreml", "nach ukrainischen Angaben", "Kiew zufolge");
2. the subject of a verb of saying that governs the clause or stands as a tag beside it, or the tag
   "so ...";
3. whoever spoke in the sentence before, where the clause goes on in the Konjunktiv of indirect
   speech.

Where the source stands for no state or organisation, it is given as written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.events.coder import Match
from pipeline.events.frames import Frame, Frames
from pipeline.events.nominal_words import verbs_of
from pipeline.events.nominals import NounPhrase
from pipeline.events.reports import Reports
from pipeline.events.speech import Source, source_words
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms

_ORIGINS = frozenset({"aus", "in", "im", "von", "vom", "bei", "beim"})
#: Types of speaking and dealing with each other: their verb tells of nobody else's act.
SPOKEN = frozenset(
    {"ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "COOPERATE"}
)
#: Claims without a holder.
_NOBODY_S = frozenset({"angaben", "angabe", "informationen", "erkenntnissen", "darstellung"})
_NOBODY = frozenset({"es", "man", "ich", "wir"})


class Attribution:
    """Finds the sources of one sentence.

    Args:
        clip: The sentence.
        clauses: Its clauses.
        phrases: Its noun phrases.
        frames: Subjects of its clauses.
        forms: Inflection.
        before: Called for the source of the sentence before, where it is needed.
        after: Called for whoever is quoted at the beginning of the sentence behind.
    """

    def __init__(
        self,
        clip: Clip,
        clauses: Sequence[Clause],
        phrases: Sequence[NounPhrase],
        frames: Frames,
        forms: Forms,
        before: Callable[[], Source | None],
        after: Callable[[], Source | None],
    ) -> None:
        self._clip, self._words = clip, clip.words
        self._clauses, self._phrases, self._frames = clauses, phrases, frames
        self._forms, self._before, self._after = forms, before, after
        self._reports = Reports(clip, clauses, frames, forms)

    def of(self, index: int) -> Source | None:
        """Return who makes the claim of a clause, None for the article itself."""
        clause = self._clauses[index]
        for part in (clause, *self._reports.above(clause)):
            own = self._by_phrase(part)
            if own is not None:
                return own
        for part in (clause, *self._reports.reported_with(clause)):
            for other in self._reports.governors(part):
                found = self._speaker(other)
                if found is not None:
                    return found
        if self._reports.goes_on(clause) or self._reports.quotes_on(clause):
            return self._before()
        if self._reports.is_open(clause):
            return self._after()
        return None

    def teller(self, match: Match) -> Source | None:
        """Return who tells of an event in its own clause: "meldete drei Tote", "kündigte ... an".

        The verb is one of telling and the event its object, or the event is told by the verb.
        """
        if match.rule.type in SPOKEN:
            return None
        clause = self._clauses[match.clause]
        verbs = [i for i in clause.verbs if self._tells(i, clause)]
        if not verbs or (match.anchor in clause.verbs and match.anchor not in verbs):
            return None
        subject = self._subject(clause)
        if subject is None or subject.first <= match.anchor <= subject.last:
            return None
        if match.anchor not in verbs and not self._is_object(match, clause):
            return None
        return (
            self._behind_pronoun(subject, self._frames.of(clause.index))
            if (subject.pronoun)
            else self._source(subject)
        )

    def _tells(self, verb: int, clause: Clause) -> bool:
        lemmas = set(self._forms.lemmas(self._words[verb].text))
        tail = next(
            (w.lower for w in reversed(self._words[clause.first : clause.last]) if w.is_word), ""
        )
        lemmas |= {j for lemma in tuple(lemmas) if (j := self._forms.joined(lemma, tail))}
        return not verbs_of("counter").isdisjoint(lemmas)

    def _is_object(self, match: Match, clause: Clause) -> bool:
        """Whether the event's noun is what the verb tells of, not when or why it does."""
        for phrase in self._frames.of(clause.index).phrases:
            if phrase.first <= match.anchor <= phrase.last:
                return phrase.owner is None and phrase.preposition in {"", "von", "vom", "über"}
        return False

    def voice(self, index: int) -> Source | None:
        """Return whose own words a quoted clause is, whoever passed them on.

        "»...«, sagte der General laut einem Radiosender" has the general's words.
        """
        clause = self._clauses[index]
        for part in (clause, *self._reports.reported_with(clause)):
            for other in self._reports.governors(part):
                subject = None if self._frames.of(other.index).passive else self._subject(other)
                if subject is not None and not subject.pronoun:
                    return self._source(subject)
        return self.of(index)

    def subject(self, index: int) -> Source | None:
        """Return the subject of a clause as a source: who rejects what it speaks of."""
        found = self._subject(self._clauses[index])
        return None if found is None else self._source(found)

    def main(self) -> Source | None:
        """Return who speaks in the sentence as a whole, for the sentence that follows."""
        for clause in self._clauses:
            if self._reports.speech[clause.index] is not None or self._reports.is_tag(clause):
                found = self._speaker(clause)
                if found is not None:
                    return found
        for clause in self._clauses:
            found = self._by_phrase(clause)
            if found is not None:
                return found
        if any(self._reports.goes_on(clause) for clause in self._clauses):
            return self._before()
        return None

    # Who it is.

    def _speaker(self, clause: Clause) -> Source | None:
        """Return the subject of a verb of saying, or the phrase of a tag."""
        if self._reports.is_tag(clause):
            # "so der Kreml", but "so viele wie nie zuvor an einem Tag" names nobody.
            tagged = [p for p in self._phrases if p.first == clause.first + 1]
            return self._source(tagged[0]) if tagged else None
        own = self._by_phrase(clause)
        if own is not None:
            return own
        frame = self._frames.of(clause.index)
        if frame.passive:
            agents = [p for p in frame.phrases if p.preposition in {"von", "vom"}]
            return self._source(agents[0]) if agents else None
        subject = frame.subject
        if subject is None and frame.source is not None:
            subject = self._frames.of(frame.source).subject
        if subject is None or not subject.pronoun:
            return None if subject is None else self._source(subject)
        return self._behind_pronoun(subject, frame)

    def _behind_pronoun(self, subject: NounPhrase, frame: Frame) -> Source | None:
        """Return whom a pronoun stands for; "es" may have its source elsewhere: "aus Berlin"."""
        if subject.pronoun == "relative" or subject.mentions:
            return self._named(subject)
        if subject.pronoun not in _NOBODY:
            found = self._named_before(subject) or self._before()
            at = (subject.first, subject.last, self._clip.index)
            return Source(found.name, *at) if found else None
        origins = [p for p in frame.phrases if p.preposition in _ORIGINS and p.owner is None]
        return self._source(origins[0]) if origins and subject.pronoun == "es" else None

    def _named_before(self, pronoun: NounPhrase) -> Source | None:
        """Return the subject of an earlier clause that a pronoun may stand for."""
        for clause in self._clauses:
            subject = self._frames.of(clause.index).subject
            if subject is not None and not subject.pronoun and subject.last < pronoun.first:
                return self._source(subject)
        return None

    def _by_phrase(self, clause: Clause) -> Source | None:
        """Return the source that a phrase of the clause names."""
        for phrase in self._phrases:
            if phrase.clause != clause.index:
                continue
            claims = self._is_claim(phrase)
            behind = phrase.last + 1
            if claims and phrase.preposition in {"nach", "aus", "laut", "unter"}:
                return self._claimant(phrase, clause)
            if phrase.preposition in source_words("preposition"):
                return self._source(phrase)
            post = behind < clause.last and self._words[behind].lower in source_words(
                "postposition"
            )
            if post:
                top = phrase
                while top.owner is not None:
                    top = self._phrases[top.owner]
                if claims or self._is_claim(top):
                    return self._claimant(top, clause)
                return self._source(top)
        return None

    def _is_claim(self, phrase: NounPhrase) -> bool:
        """Whether a noun is a claim or its carrier, compounds included: "Militärangaben"."""
        return self._words[phrase.head].lower.endswith(tuple(source_words("noun")))

    def _claimant(self, phrase: NounPhrase, clause: Clause) -> Source | None:
        """Return whose "Angaben" they are: an adjective, a genitive, "von", or the subject."""
        named = self._named(phrase)
        if named is not None:
            return named
        own = any(
            self._words[i].lower.startswith("eigene") for i in range(phrase.first, phrase.head)
        )
        holder = next((p for p in self._phrases if p.owner == phrase.index), None)
        if own or (holder is not None and holder.determiner.startswith(("ihr", "sein"))):
            subject = self._subject(clause)
            return self._source(subject) if subject is not None else None
        if holder is None and self._words[phrase.head].lower in _NOBODY_S:
            # "Den Angaben zufolge" points back, "nach offiziellen Angaben" to nobody.
            return self._before() if phrase.determiner.startswith(("de", "di")) else None
        return self._source(phrase if holder is None else holder)

    def _subject(self, clause: Clause) -> NounPhrase | None:
        """Return the subject of a clause, that of the one before where it goes on with it."""
        frame = self._frames.of(clause.index)
        source = frame.source if frame.source is not None else clause.parent
        if frame.subject is None and source is not None:
            return self._frames.of(source).subject
        return frame.subject

    def _named(self, phrase: NounPhrase) -> Source | None:
        """Return the party that a phrase or its attributes name."""
        for other in (phrase, *(p for p in self._phrases if p.owner == phrase.index)):
            for mention in other.mentions:
                if mention.kind != "location" or mention.governs:
                    return Source(mention.actor, phrase.first, other.last, self._clip.index)
        return None

    def _source(self, phrase: NounPhrase) -> Source | None:
        """Return a phrase as the source, as written where it names no party."""
        if phrase.pronoun:
            return None
        named = self._named(phrase)
        if named is not None:
            return named
        written = self._clip.stretch(phrase.head, phrase.last)
        return Source(written, phrase.first, phrase.last, self._clip.index)
