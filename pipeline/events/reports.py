"""Which clause of a sentence reports which: by what it hangs on, or as a tag beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.events.frames import Frames
from pipeline.events.speech import source_words, speech_verbs
from pipeline.language import Clip
from pipeline.language.clauses import Clause, ancestors
from pipeline.language.forms import Forms
from pipeline.language.stretches import quoted_words
from pipeline.language.verbs import clause_words

_NEAR = 2
_PLACES = frozenset({"wo", "wohin", "woher"})
_REASONS = frozenset({"denn", "aber", "doch", "sondern", "und"})


class Reports:
    """Knows the reporting clauses of one sentence.

    Attributes:
        speech: Index of each clause to the index of its verb of saying, None without one.
    """

    def __init__(self, clip: Clip, clauses: Sequence[Clause], frames: Frames, forms: Forms) -> None:
        self._clip, self._words = clip, clip.words
        self._clauses, self._frames, self._forms = clauses, frames, forms
        self.speech = {clause.index: self._speech_verb(clause) for clause in clauses}

    def _speech_verb(self, clause: Clause) -> int | None:
        """Return the index of a verb of saying in a clause."""
        lowers = {self._words[i].lower for i in range(clause.first, clause.last)}
        for i in clause.verbs:
            for lemma in self._forms.lemmas(self._words[i].text):
                needed = speech_verbs().get(lemma, frozenset[str]())
                if "" in needed or not needed.isdisjoint(lowers):
                    return i
        return None

    def above(self, clause: Clause) -> Iterator[Clause]:
        """Yield the clauses that a clause hangs on, the nearest first."""
        return ancestors(self._clauses, clause)

    def is_tag(self, clause: Clause) -> bool:
        """Whether a clause is of the kind "so der Minister"."""
        return self._words[clause.first].lower in source_words("tag") and not clause.verbs

    def governors(self, clause: Clause) -> Iterator[Clause]:
        """Yield the clauses that report a clause, the likeliest first."""
        seen = {clause.index}
        for source in self.above(clause):
            seen.add(source.index)
            if self.speech[source.index] is not None and self._reports(source, clause):
                yield source
        for other in self._clauses:
            if other.index in seen:
                continue
            if self.is_tag(other) or (
                self.speech[other.index] is not None and self._stands_by(other, clause)
            ):
                yield other

    def reported_with(self, clause: Clause) -> Iterator[Clause]:
        """Yield the clauses whose source is that of a clause below them."""
        for above in self.above(clause):
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
        """Whether a clause tells of a noun, not of what is said; the Konjunktiv does that."""
        aside = clause.kind == "relative" or clause.introducer in _PLACES
        return aside and not self._is_reported_verb(clause)

    def _stands_by(self, other: Clause, clause: Clause) -> bool:
        """Whether a clause of saying stands as a tag beside a clause: behind, before, around."""
        verb = self.speech[other.index]
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

    def goes_on(self, clause: Clause) -> bool:
        """Whether a clause goes on with indirect speech that nobody in its sentence governs."""
        return (
            self._clip.index > 0
            and clause.kind == "main"
            and (self._is_reported(clause) or self._refers_back(clause))
            and not any(self.speech[c.index] is not None for c in self._clauses)
        )

    def _refers_back(self, clause: Clause) -> bool:
        """Whether a word such as "demnach" names the source of before."""
        words = (self._words[i].lower for i in range(clause.first, clause.last))
        return not source_words("reference").isdisjoint(words)

    def quotes_on(self, clause: Clause) -> bool:
        """Whether a quotation goes on from the sentence before without a tag of its own."""
        alone = all(c.quoted or not c.verbs for c in self._clauses)
        return clause.quoted and alone and self._clip.index > 0

    def is_open(self, clause: Clause) -> bool:
        """Whether the quotation of a clause ends in a later sentence, which may have the tag."""
        outside = any(c.verbs and not c.quoted for c in self._clauses)
        return clause.quoted and not outside and quoted_words(self._words)[-1]
