"""Noun phrases, as far as the words between two words of a sentence show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.events.coder import Match
from pipeline.language import Word
from pipeline.language.stretches import DASHES

#: Endings of declined attributes.
_DECLINED = ("e", "em", "en", "er", "es")
#: How many words a noun phrase may have before its noun, and behind it before its clause.
_BEFORE, _BEHIND = 5, 6


def is_declined(word: Word) -> bool:
    """Whether a word looks like a declined attribute."""
    return not word.is_title and word.lower.endswith(_DECLINED)


class Phrases:
    """Looks at the surroundings of nouns in one sentence.

    Args:
        words: Of the sentence.
        verbs: Indices of its verb forms.
        classes: Closed classes, as ``clause_words`` returns them.
    """

    def __init__(
        self,
        words: Sequence[Word],
        verbs: frozenset[int],
        classes: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._words, self._verbs, self._classes = words, verbs, classes

    def is_preposition(self, index: int) -> bool:
        """Whether a word can be a preposition."""
        return self._words[index].lower in self._classes["preposition"]

    def governor(self, noun: int) -> int | None:
        """Return the index of the preposition before a noun phrase, None without one."""
        for k in range(noun - 1, max(-1, noun - 5), -1):
            word = self._words[k]
            if self.is_preposition(k):
                return k
            if k in self._verbs or not word.is_word or word.is_title:
                return None
        return None

    def is_attached(self, preposition: int) -> bool:
        """Whether a preposition joins something known to a noun: "Reaktion auf den Angriff"."""
        noun = preposition > 0 and self._words[preposition - 1].is_title
        return noun and self._words[preposition + 1].lower in self._classes["definite"]

    def holds(self, decider: Match, target: int) -> bool:
        """Whether a word is the noun of the phrase that begins behind a decider."""
        begin = max(decider.words) + 1 if len(decider.words) > 1 else decider.anchor + 1
        if not begin <= target <= begin + _BEFORE or not self._words[target].is_title:
            return False
        between = self._words[begin:target]
        if any(i in self._verbs or not self._words[i].is_word for i in range(begin, target)):
            return False
        # "kein Moskauer Angriff", but not "kein Vater der Angriffe".
        names = [k for k, word in enumerate(between) if word.is_title]
        return not names or (
            names == [len(between) - 1] and between[-1].lower.endswith(("er", "e", "en"))
        )

    def leads_to(self, noun: int, clause: int) -> bool:
        """Whether only a noun phrase stands between: "die Absicht der Armee, ... zu entsenden"."""
        between = range(noun + 1, clause - 1)
        return len(between) <= _BEHIND and all(
            self._words[i].is_title
            or self._words[i].lower in self._classes["determiner"]
            or is_declined(self._words[i])
            for i in between
            if i not in self._verbs
        )

    def negates_attribute(self, index: int) -> bool:
        """Whether "nicht" belongs to an attribute: "die nicht befestigte Stadt"."""
        article = index > 0 and self._words[index - 1].lower in self._classes["definite"]
        if article and (index == 1 or self._words[index - 2].is_word):
            return True  # Behind a comma it would be a relative pronoun: ", die nicht ...".
        for k in range(index + 1, min(index + 4, len(self._words) - 1)):
            word, after = self._words[k], self._words[k + 1]
            if k in self._verbs or word.is_title or not word.is_word:
                return False
            if word.lower in self._classes["determiner"] or self.is_preposition(k):
                return False
            if is_declined(word) and after.is_title:
                return True
        return False

    def is_severed(self, decider: Match, match: Match) -> bool:
        """Whether the decider stands in a stretch without a verb: "wir nicht", "(nicht ...)"."""
        nearest = min(match.words, key=lambda i: abs(i - decider.anchor))
        low, high = sorted((nearest, decider.anchor))
        marks = [k for k in range(low, high) if not self._words[k].is_word]
        if not marks:
            return False
        begin, end = (marks[-1], high) if nearest < decider.anchor else (low, marks[0])
        while end < len(self._words) and self._words[end].is_word:
            end += 1
        while begin > 0 and self._words[begin].is_word:
            begin -= 1
        return not any(k in self._verbs for k in range(begin, end))

    def is_dashed(self, decider: Match, match: Match) -> bool:
        """Whether a dash begins another remark between them: "geschlossen – kein Wort dazu".

        Two dashes enclose an insertion, and the sentence goes on behind it.
        """
        low, high = sorted((match.anchor, decider.anchor))
        dashes = [k for k, word in enumerate(self._words) if word.text in DASHES]
        return len(dashes) == 1 and low < dashes[0] < high

    def is_genitive(self, noun: int) -> bool:
        """Whether a definite noun belongs to the noun before it: "Ende des Krieges"."""
        for k in range(noun - 1, max(0, noun - 4), -1):
            if self._words[k].lower in self._classes["genitive"]:
                return self._words[k - 1].is_title
            if not is_declined(self._words[k]):
                return False
        return False

    def is_definite(self, noun: int) -> bool:
        """Whether a noun stands for something known: "der Krieg", "Moskaus Angriff"."""
        for k in range(noun - 1, max(-1, noun - 4), -1):
            word = self._words[k]
            owner = k == noun - 1 and word.is_title and word.lower.endswith("s")
            if owner or word.lower in self._classes["definite"]:
                return True
            if word.is_title or not word.is_word:
                return False
        return False
