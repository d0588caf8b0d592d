"""A sentence as the rules on troops see it: its clauses, its parties, what its verbs say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from pipeline.language import Clip, Word, read_table
from pipeline.language.clauses import Clause, clauses_of
from pipeline.language.forms import Forms, load_forms
from pipeline.language.verbs import clause_words
from pipeline.model import Place
from pipeline.troops.parties import Party, parties_of
from pipeline.troops.tables import determiners

_CONNECTORS = frozenset({"und", "oder", "sowie", "bzw.", ",", "beziehungsweise"})


@cache
def prepositions() -> frozenset[str]:
    """Return every preposition, the local ones among them."""
    rows = read_table("de/place_prepositions.tsv", ("word",))
    return frozenset({*clause_words()["preposition"], *(row["word"] for row in rows)})


@dataclass(frozen=True, slots=True)
class Governor:
    """What a noun phrase depends on: word index and "preposition", "noun" or "" for nothing."""

    index: int
    kind: str
    text: str


class Scene:
    """One sentence; build it only where a unit was found, it costs more than a look-up."""

    def __init__(self, clip: Clip, places: Sequence[Place], actors: Sequence[Party]) -> None:
        self.clip = clip
        self.words: tuple[Word, ...] = clip.words
        self.places = tuple(places)
        self._actors = actors
        self._forms: Forms = load_forms("de")

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the sentence."""
        return clauses_of(self.clip, self._forms)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Who can act in the sentence, in order."""
        return parties_of(self.words, self.places, self._actors)

    @cached_property
    def place_words(self) -> dict[int, Place]:
        """The places by the index of their first word."""
        starts = {word.start: i for i, word in enumerate(self.words)}
        return {starts[p.start]: p for p in self.places if p.start in starts}

    def clause_at(self, index: int) -> Clause:
        """Return the clause that a word stands in, cut at the colons on either side."""
        clause = next(c for c in self.clauses if c.first <= index < c.last)
        colons = [i for i in range(clause.first, clause.last) if self.words[i].text == ":"]
        first = max((i + 1 for i in colons if i < index), default=clause.first)
        last = min((i for i in colons if i > index), default=clause.last)
        if (first, last) == (clause.first, clause.last):
            return clause
        verbs = tuple(i for i in clause.verbs if first <= i < last)
        finite = clause.finite if clause.finite in verbs else None
        return replace(clause, first=first, last=last, verbs=verbs, finite=finite)

    def frame(self, clause: Clause) -> tuple[Clause, ...]:
        """Return a clause with the parts of it that an inserted clause has torn off."""
        if clause != self.clauses[clause.index]:
            return (clause,)
        parts = [clause]
        for other in self.clauses:
            torn = other.resumes == clause.index and clause.finite is None
            begun = clause.resumes == other.index and other.finite is None
            if torn or begun:
                parts.append(other)
        return tuple(parts)

    def verbs(self, clause: Clause) -> frozenset[str]:
        """Return the lemmas of the verbs of a clause, separable ones put together."""
        return frozenset(lemma for part in self.frame(clause) for lemma in self._lemmas(part))

    def _lemmas(self, clause: Clause) -> Iterator[str]:
        texts = {word.lower for word in self.words[clause.first : clause.last]}
        for index in clause.verbs:
            for lemma in self._forms.lemmas(self.words[index].text):
                joined = [
                    whole
                    for text in texts
                    if (whole := self._forms.joined(lemma, text)) is not None
                ]
                yield from joined or [lemma]

    def kinds(self, index: int) -> str:
        """Return what a word can be as a verb form: the letters of ``Forms.kinds``."""
        return self._forms.kinds(self.words[index].text)

    def governor(self, index: int) -> Governor:
        """Return what stands in front of the noun phrase that a word belongs to."""
        at, article = index - 1, False
        while at >= 0 and self._belongs(self.words[at]):
            if self.words[at].lower in determiners():
                if article:
                    break  # "bei dem ein Soldat": the first is a pronoun
                article = True
            at -= 1
        if at < 0 or self._belongs(self.words[at]):
            return Governor(-1, "", "")
        word = self.words[at]
        if word.lower in prepositions():
            return Governor(at, "preposition", word.lower)
        if word.is_title and word.is_word and at + 1 <= index:
            return Governor(at, "noun", word.lower)
        return Governor(at, "", word.lower)

    def _belongs(self, word: Word) -> bool:
        """Whether a word can stand between a preposition and its noun."""
        text = word.lower
        if text in prepositions() or not word.is_word:
            return False
        if text in determiners() or word.text[0].isdigit():
            return True
        return (
            not word.is_title
            and text.endswith(("e", "en", "er", "em", "es"))
            and not self._forms.is_finite(word.text)
        )

    def article(self, index: int) -> str:
        """Return the article directly in front of a word or of the adjectives before it."""
        at = index - 1
        while at >= 0 and self._belongs(self.words[at]):
            if self.words[at].lower in determiners():
                return self.words[at].lower
            at -= 1
        return ""

    def is_genitive(self, index: int) -> bool:
        """Whether a noun phrase depends on the noun in front: "der Ukraine", "Minsks"."""
        if self.governor(index).kind != "noun":
            return False
        place = self.place_words.get(index)
        ending = place is not None and place.text.endswith("s") and place.text != place.name
        return self.article(index) in {"der", "des"} or ending

    def is_bare(self, index: int) -> bool:
        """Whether a noun phrase is subject or object: neither governed nor a genitive."""
        return self.governor(index).kind != "preposition" and not self.is_genitive(index)

    def joined(self, left: int, right: int) -> bool:
        """Whether only connectors and articles stand between two words (both exclusive)."""
        between = [word.lower for word in self.words[left + 1 : right]]
        return (
            0 < len(between) <= 3
            and any(text in _CONNECTORS for text in between)
            and all(text in _CONNECTORS or text in determiners() for text in between)
        )
