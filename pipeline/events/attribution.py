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

from collections.abc import Callable, Iterator, Sequence

from pipeline.events.coder import Match
from pipeline.events.frames import Frame, Frames
from pipeline.events.nominal_words import verbs_of
from pipeline.events.nominals import NounPhrase
from pipeline.events.speech import Source, source_words, speech_verbs
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms
from pipeline.language.stretches import quoted_words
from pipeline.language.verbs import clause_words

_NEAR = 2
_ORIGINS = frozenset({"aus", "in", "im", "von", "vom", "bei", "beim"})
#: Types that are acts of speaking or dealing with each other: their verb tells of nobody else's act.
SPOKEN = frozenset(
    {"ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "COOPERATE"}
)
_PLACES = frozenset({"wo", "wohin", "woher"})
_REASONS = frozenset({"denn", "aber", "doch", "sondern", "und"})
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
        self._speech = {c.index: self._speech_verb(c) for c in clauses}

    def of(self, index: int) -> Source | None:
        """Return who makes the claim of a clause, None for the article itself."""
        clause = self._clauses[index]
        for part in (clause, *self._above(clause)):
            own = self._by_phrase(part)
            if own is not None:
                return own
        for part in (clause, *self._reported_with(clause)):
            for other in self._governors(part):
                found = self._speaker(other)
                if found is not None:
                    return found
        if self._goes_on(clause) or self._quotes_on(clause):
            return self._before()
        if self._is_open(clause):
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

    def subject(self, index: int) -> Source | None:
        """Return the subject of a clause as a source: who rejects what it speaks of."""
        found = self._subject(self._clauses[index])
        return None if found is None else self._source(found)

    def main(self) -> Source | None:
        """Return who speaks in the sentence as a whole, for the sentence that follows."""
        for clause in self._clauses:
            if self._speech[clause.index] is not None or self._is_tag(clause):
                found = self._speaker(clause)
                if found is not None:
                    return found
        for clause in self._clauses:
            found = self._by_phrase(clause)
            if found is not None:
                return found
        if any(self._goes_on(clause) for clause in self._clauses):
            return self._before()
        return None

    def _speech_verb(self, clause: Clause) -> int | None:
        """Return the index of a verb of saying in a clause."""
        lowers = {self._words[i].lower for i in range(clause.first, clause.last)}
        for i in clause.verbs:
            for lemma in self._forms.lemmas(self._words[i].text):
                needed = speech_verbs().get(lemma, frozenset[str]())
                if "" in needed or not needed.isdisjoint(lowers):
                    return i
        return None

    def _above(self, clause: Clause) -> Iterator[Clause]:
        """Yield the clauses that a clause hangs on, the nearest first."""
        seen = {clause.index}
        while clause.parent is not None and clause.parent not in seen:
            seen.add(clause.parent)
            clause = self._clauses[clause.parent]
            yield clause

    def _is_tag(self, clause: Clause) -> bool:
        """Whether a clause is of the kind "so der Minister"."""
        return self._words[clause.first].lower in source_words("tag") and not clause.verbs

    def _governors(self, clause: Clause) -> Iterator[Clause]:
        """Yield the clauses that report a clause, the likeliest first."""
        seen = {clause.index}
        for source in self._above(clause):
            seen.add(source.index)
            if self._speech[source.index] is not None and self._reports(source, clause):
                yield source
        for other in self._clauses:
            if other.index in seen:
                continue
            if self._is_tag(other) or (
                self._speech[other.index] is not None and self._stands_by(other, clause)
            ):
                yield other

    def _reported_with(self, clause: Clause) -> Iterator[Clause]:
        """Yield the clauses whose source is that of a clause below them."""
        for above in self._above(clause):
            if self._is_aside(clause):
                return
            yield above
            clause = above

    def _reports(self, source: Clause, clause: Clause) -> bool:
        """Whether a clause speaks of one that hangs on it: no relative clause is reported."""
        below = clause
        while below.parent is not None and below.parent != source.index:
            below = self._clauses[below.parent]
        return not self._is_aside(below)

    def _is_aside(self, clause: Clause) -> bool:
        """Whether a clause tells of a noun, not of what is said; a Konjunktiv is indirect speech."""
        aside = clause.kind == "relative" or clause.introducer in _PLACES
        return aside and not self._is_reported_verb(clause)

    def _stands_by(self, other: Clause, clause: Clause) -> bool:
        """Whether a clause of saying stands as a tag beside a clause: behind, before, around."""
        verb = self._speech[other.index]
        if verb is None:
            return False
        if other.introducer == "wie":
            return other.parent == clause.index or abs(other.index - clause.index) <= _NEAR
        if other.kind != "main" or (clause.quoted and not other.quoted):
            return other.kind == "main"
        torn = clause.index == other.resumes and not self._has_own_subject(other)
        if clause.kind == "relative" or torn:
            return False
        first = verb if other.finite is None else min(verb, other.finite)
        inverted = not any(word.is_title for word in self._words[other.first : first])
        inverted = inverted and first - other.first <= 1
        if other.index > clause.index:
            return inverted
        mark = self._words[other.last - 1].text
        # "Aus Berlin hieß es, man liefere nicht": a main clause as object.
        adjacent = mark == "," and clause.index == other.index + 1 and clause.kind == "main"
        tag = other.index > 0 and inverted
        adjacent = adjacent and self._words[clause.first].lower not in _REASONS and not tag
        return mark in {":", "„"} or (
            not clause.introducer and (adjacent or self._is_reported(clause))
        )

    def _has_own_subject(self, clause: Clause) -> bool:
        """Whether a clause is a tag of its own and not the rest of a torn clause."""
        subject = self._frames.of(clause.index).subject
        return subject is not None and subject.clause == clause.index

    def _is_reported(self, clause: Clause) -> bool:
        """Whether the finite verb is a Konjunktiv of indirect speech."""
        top = clause
        while top.parent is not None and top.kind in {"infinitive", "relative"}:
            top = self._clauses[top.parent]
        return self._is_reported_verb(top)

    def _is_reported_verb(self, top: Clause) -> bool:
        if top.finite is None:
            return False
        word = self._words[top.finite].lower
        # "nehme", "plane": the stem with -e, which the indicative has with "ich" only.
        stem = any(word == lemma.removesuffix("n") for lemma in self._forms.lemmas(word))
        return word in clause_words()["reported"] or (stem and not self._in_first_person(top))

    def _in_first_person(self, clause: Clause) -> bool:
        return any(self._words[i].lower == "ich" for i in range(clause.first, clause.last))

    def _goes_on(self, clause: Clause) -> bool:
        """Whether a clause goes on with indirect speech that nobody in its sentence governs."""
        return (
            self._clip.index > 0
            and clause.kind == "main"
            and (self._is_reported(clause) or self._refers_back(clause))
            and not any(self._speech[c.index] is not None for c in self._clauses)
        )

    def _refers_back(self, clause: Clause) -> bool:
        """Whether a word such as "demnach" names the source of before."""
        words = (self._words[i].lower for i in range(clause.first, clause.last))
        return not source_words("reference").isdisjoint(words)

    def _quotes_on(self, clause: Clause) -> bool:
        """Whether a quotation goes on from the sentence before without a tag of its own."""
        alone = all(c.quoted or not c.verbs for c in self._clauses)
        return clause.quoted and alone and self._clip.index > 0

    def _is_open(self, clause: Clause) -> bool:
        """Whether the quotation of a clause ends in a later sentence, which may have the tag."""
        outside = any(c.verbs and not c.quoted for c in self._clauses)
        return clause.quoted and not outside and quoted_words(self._words)[-1]

    # Who it is.

    def _speaker(self, clause: Clause) -> Source | None:
        """Return the subject of a verb of saying, or the phrase of a tag."""
        if self._is_tag(clause):
            inside = [p for p in self._phrases if p.clause == clause.index]
            return self._source(inside[0]) if inside else None
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
