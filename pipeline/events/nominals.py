"""Noun phrases of a sentence with the parties that they name, found without a parser.

A phrase runs from its article or first attribute to its last noun. What stands directly behind it
in the genitive, or behind a preposition, belongs to it; what "und" joins shares its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.events.attachment import Attachment
from pipeline.events.cases import evidence
from pipeline.events.entities import Mention
from pipeline.events.nominal_words import (
    BOTH,
    CONTRACTED,
    JOINTS,
    PRONOUNS,
    QUOTES,
    RELATIVES,
    function_words,
    number_nouns,
    openers,
    prepositions,
    time_words,
)
from pipeline.events.noun_phrase import NounPhrase
from pipeline.language import Clip, Word
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms
from pipeline.language.verbs import clause_words

__all__ = ["NounPhrase", "noun_phrases"]

#: Words of a partitive: "einer ihrer Minister".
_ONE = frozenset({"einer", "eine", "eines", "einem", "einen"})
_OF_MANY = frozenset({"seiner", "ihrer", "der", "dieser", "unserer"})
_DECLINED = ("e", "em", "en", "er", "es")


@dataclass(slots=True)
class _State:
    """What was read of a phrase that has no noun yet."""

    preposition: str = ""
    determiner: str = ""
    first: int | None = None
    attributes: list[Word] = field(default_factory=list)


class _Chunker:
    """Reads the noun phrases of a sentence."""

    def __init__(
        self, clip: Clip, clauses: Sequence[Clause], mentions: Sequence[Mention], forms: Forms
    ) -> None:
        self._words, self._clauses, self._forms = clip.words, clauses, forms
        self._verbs = {i for clause in clauses for i in clause.verbs}
        self._starts = {mention.first: mention for mention in mentions}
        self._mentions = mentions
        self._determiners = frozenset(clause_words()["determiner"])
        self._openers = openers()
        self._state, self._outer = _State(), _State()
        self.found: list[NounPhrase] = []
        self._attachment = Attachment(self._words, clauses, self.found)

    def read(self) -> list[NounPhrase]:
        """Return the phrases of all clauses."""
        for clause in self._clauses:
            self._read(clause)
        return self.found

    def _read(self, clause: Clause) -> None:
        self._state, self._outer = _State(), _State()
        i = clause.first
        while i < clause.last:
            word = self._words[i]
            if i in self._verbs:
                self._state, self._outer = _State(), _State()
            elif not word.is_word:
                self._state = self._state if word.text in QUOTES else _State()
            elif self._is_pronoun(clause, i):
                self._pronoun(clause, i, self._state)
                self._state = _State()
            elif self._is_quantity(i, clause.last):
                self._state.first = i if self._state.first is None else self._state.first
            elif self._is_noun(i):
                i = self._noun(clause, i, self._state)
                # "die von Russland besetzten Gebiete": the article waits for its noun.
                waits = self._outer.determiner != "" and self._goes_on(i + 1)
                self._state, self._outer = self._outer if waits else _State(), _State()
            else:
                self._step(i)
            i += 1

    def _step(self, i: int) -> None:
        """Note a word that may open a phrase or stand in front of its noun."""
        word, state = self._words[i], self._state
        if word.lower in prepositions() and not self._is_hedge(i):
            if state.determiner and state.first is not None:
                self._outer = _State(state.preposition, state.determiner, state.first)
            self._state = _State(word.lower, word.lower if word.lower in CONTRACTED else "")
        elif word.lower in _OF_MANY and state.determiner in _ONE and state.first == i - 1:
            pass  # "eines seiner Schiffe" has the case of "eines".
        elif word.lower in self._determiners or word.lower in {"deren", "dessen"}:
            self._state = _State(state.preposition, word.lower, i)
        elif word.lower in JOINTS or word.lower in function_words():
            self._state = _State(state.preposition)
        elif word.lower.endswith(_DECLINED) or word.text[0].isdigit():
            state.attributes.append(word)
            state.first = i if state.first is None else state.first
        elif not state.determiner:
            self._state = _State(state.preposition)

    def _is_hedge(self, i: int) -> bool:
        """Whether a preposition only says that a number is rough: "rund 850 Menschen"."""
        following = self._words[i + 1] if i + 1 < len(self._words) else None
        number = following is not None and following.text[0].isdigit()
        word = self._words[i].lower
        most = word == "zu" and i > 0 and self._words[i - 1].lower == "bis"
        return number and (most or word in {"rund", "bis", "über", "unter"})

    def _is_quantity(self, i: int, stop: int) -> bool:
        """Whether a noun counts the one behind it: "mehrere Tausend russische Soldaten"."""
        if self._words[i].lower not in number_nouns() or i + 1 >= stop:
            return False
        word = self._words[i + 1]
        counted = word.is_title or word.lower.endswith(_DECLINED)
        return counted and word.lower not in self._openers and (i + 1 not in self._verbs)

    def _goes_on(self, i: int) -> bool:
        return (
            i < len(self._words)
            and not self._words[i].is_title
            and self._words[i].lower.endswith(_DECLINED)
        )

    def _is_noun(self, i: int) -> bool:
        word = self._words[i]
        if i in self._starts:
            return True
        if not word.is_title or (i > 0 and self._words[i - 1].is_word):
            return word.is_title and word.lower not in self._openers
        # At the beginning of a sentence any word has a capital.
        if word.lower in self._openers or word.lower in function_words():
            return False
        return not set(self._forms.kinds(word.text)) & set("af") or "n" in self._forms.kinds(
            word.text
        )

    def _stands_for_both(self, i: int) -> bool:
        """Whether "die beiden" has no noun behind it."""
        following = self._words[i + 1] if i + 1 < len(self._words) else None
        attributed = following is not None and (
            following.is_title or (self._goes_on(i + 1) and i + 1 not in self._verbs)
        )
        return self._words[i].lower in BOTH and not attributed

    def _is_pronoun(self, clause: Clause, i: int) -> bool:
        lower = self._words[i].lower
        if self._stands_for_both(i):
            return True
        relative = clause.kind == "relative" and lower == clause.introducer
        return lower in PRONOUNS or (relative and lower in RELATIVES and i - clause.first <= 1)

    def _pronoun(self, clause: Clause, i: int, state: _State) -> None:
        lower = self._words[i].lower
        cases = frozenset(PRONOUNS.get(lower) or BOTH.get(lower) or RELATIVES[lower])
        kind = lower if lower in PRONOUNS or lower in BOTH else "relative"
        phrase = NounPhrase(
            len(self.found), i, i, i, state.preposition, cases, None, clause.index, pronoun=kind
        )
        if kind == "relative":
            self._refer(phrase)
        self.found.append(phrase)

    def _refer(self, phrase: NounPhrase) -> None:
        """Give a relative pronoun the parties of the phrase in front."""
        antecedent = self.found[-1] if self.found else None
        if antecedent is not None and not antecedent.mentions and antecedent.owner is not None:
            antecedent = self.found[antecedent.owner]
        if antecedent is not None:
            phrase.mentions = antecedent.mentions
            phrase.plural = antecedent.plural

    def _noun(self, clause: Clause, i: int, state: _State) -> int:
        """Add the phrase whose nouns begin at a word; return the index of its last word."""
        last = self._run(i, clause.last)
        first = i if state.first is None else state.first
        inner = [p for p in self.found if first <= p.first and p.preposition]
        inside = tuple(
            m
            for m in self._mentions
            if first <= m.first
            and m.last <= last
            and not any(p.first <= m.first <= p.last for p in inner)
        )
        head = self._head(i, last)
        name = self._starts.get(i)
        genitive = name is not None and name.genitive and name.last == last and not name.part
        attributes = list(state.attributes)
        if head > i and not attributes and not state.determiner:
            attributes = [w for w in self._words[i:head] if w.lower.endswith(_DECLINED)]
            attributes = attributes if name is not None and name.part == "attribute" else []
        shown = evidence(state.determiner, attributes, self._words[head].text, genitive=genitive)
        phrase = NounPhrase(
            len(self.found),
            first,
            last,
            head,
            state.preposition,
            shown.cases,
            shown.plural,
            clause.index,
            inside,
            determiner=state.determiner,
        )
        if state.determiner in {"deren", "dessen"} and self.found:
            phrase.mentions = phrase.mentions or self.found[-1].mentions
            phrase.cases = frozenset("nad")
        self._attachment.attach(phrase)
        self.found.append(phrase)
        return last

    def _run(self, i: int, stop: int) -> int:
        """Return the last word of the nouns that begin at a word."""
        last = i
        while True:
            mention = self._starts.get(last)
            if mention is not None:
                last = mention.last
                name = mention.part == "" and not mention.genitive
                if name:
                    return last
            following = last + 1
            if mention is None and self._words[last].lower in time_words():
                return last
            if following >= stop or following in self._verbs:
                return last
            following = self._behind_bracket(following, stop)
            word = self._words[following]
            adjective = (
                mention is not None and mention.part == "attribute" and self._goes_on(following)
            )
            if not (word.is_title or adjective):
                return last
            last = following

    def _behind_bracket(self, i: int, stop: int) -> int:
        """Return the name behind an inserted first name: "Präsident (Wladimir) Putin"."""
        behind = i + 3
        mention = self._starts.get(behind)
        inserted = self._words[i].text == "(" and behind < stop and self._words[i + 2].text == ")"
        return behind if inserted and mention is not None and mention.kind == "leader" else i

    def _head(self, i: int, last: int) -> int:
        """Return the noun of a run: not the genitive or the adjective in front of it."""
        for k in range(i, last + 1):
            mention = self._starts.get(k)
            front = mention is not None and (mention.genitive or mention.part == "attribute")
            if self._words[k].is_title and not (front and mention and mention.last < last):
                return k
        return i


def noun_phrases(
    clip: Clip, clauses: Sequence[Clause], mentions: Sequence[Mention], forms: Forms
) -> list[NounPhrase]:
    """Return the noun phrases of a sentence in order; ``index`` is the place in the list."""
    return _Chunker(clip, clauses, mentions, forms).read()
