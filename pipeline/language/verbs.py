"""Which words of a sentence are verb forms, and what each of them is there.

Many forms are ambiguous on their own: "bestritten" is a preterite or a participle, "ziehen" a
plural or an infinitive, "verhängten" a preterite or an attribute. Their neighbours decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.language.forms import Forms
from pipeline.language.tables import read_table
from pipeline.language.words import Word


@cache
def clause_words(language: str = "de") -> dict[str, dict[str, str]]:
    """Return the closed classes of ``clause_words.tsv``: class to word to kind of clause."""
    classes: dict[str, dict[str, str]] = {}
    for row in read_table(f"{language}/clause_words.tsv", ("word", "class", "kind")):
        classes.setdefault(row["class"], {})[row["word"]] = row["kind"]
    return classes


class Verbs:
    """Reads the verb forms of a sentence.

    A role is "f" finite, "i" infinitive, "p" participle II, "z" infinitive with "zu", "" no verb;
    in capitals while it is open: "I" finite or infinitive, "P" finite or participle, "A" all three.
    """

    def __init__(self, forms: Forms, language: str = "de") -> None:
        classes = clause_words(language)
        self._forms = forms
        self._determiners = classes["determiner"]
        self._prepositions = classes["preposition"]
        self._definite = classes["definite"]
        self._coordinators = classes["coordinator"]
        self._auxiliaries = frozenset(classes["auxiliary"])
        self._modals = frozenset(classes["modal"])

    def candidates(self, words: Sequence[Word]) -> list[str]:
        """Return the role of each word as far as the word and its neighbours show it."""
        roles = [
            self._candidate(words, i) if self._forms.kinds(word.text) else ""
            for i, word in enumerate(words)
        ]
        for i, role in enumerate(roles):
            # "Kosten steigen": a capitalised word is no verb where a verb follows.
            if role and words[i].is_title and i + 1 < len(words) and roles[i + 1]:
                roles[i] = ""
            if role and self._opens_phrase(words, roles, i):
                roles[i] = ""
        return roles

    def _opens_phrase(self, words: Sequence[Word], roles: list[str], i: int) -> bool:
        """Whether what looks like a preterite stands before a noun and a verb.

        "Vereinigte Staaten wollen", but "Wollte Kiew verhandeln".
        """
        word = words[i]
        if not word.is_title or i + 2 >= len(words) or not words[i + 1].is_title:
            return False
        attribute = word.lower.endswith(("te", "ten")) and not self._helps(word)
        return attribute and roles[i + 2] in {"f", "I", "P", "A"}

    def _candidate(self, words: Sequence[Word], i: int) -> str:
        word = words[i]
        kinds = self._forms.kinds(word.text)
        if word.is_title and (
            not _starts(words, i) or "n" in kinds or "f" not in kinds or "p" in kinds
        ):
            return ""
        if "z" in kinds or ("i" in kinds and i and words[i - 1].lower == "zu"):
            return "z"
        letters = "".join(letter for letter in "fip" if letter in kinds)
        if not letters or self._is_attribute(words, i):
            return ""
        return {"fip": "A", "fi": "I", "fp": "P", "ip": "A"}.get(letters, letters)

    def _is_attribute(self, words: Sequence[Word], i: int) -> bool:
        """Whether a form in "-e", "-en" is declined: "die verhängten Sanktionen"."""
        after = i + 1
        while after < min(len(words), i + 3) and _is_adjective(words[after]):
            after += 1
        if not i or after >= len(words) or not words[after].is_title:
            return False
        word, before = words[i].lower, words[i - 1]
        kinds = self._forms.kinds(words[i].text)
        near = before.lower in self._definite or (
            i > 1 and words[i - 2].lower in self._definite and _is_adjective(before)
        )
        if before.lower == "das" and self._is_preterite(words[i].text):
            return False  # "Das sagte Meyer", but "das verhängte Embargo".
        if word.endswith(("e", "en")) and near and "p" not in kinds:
            return True
        if "i" in kinds or not word.endswith(("te", "ten", "ene", "enen")):
            return False
        return (
            before.lower in self._determiners
            or before.lower in self._prepositions
            or (i > 1 and words[i - 2].lower in self._definite and not before.is_title)
            or _is_adjective(before)
            or self._in_extended_attribute(words, i)
        )

    def _is_preterite(self, text: str) -> bool:
        """Whether a form is a weak preterite that no declined participle looks like."""
        stem = text.removesuffix("e")
        kinds = self._forms.kinds(text)
        return text.endswith("te") and set(kinds) == {"f"} and "p" not in self._forms.kinds(stem)

    def _in_extended_attribute(self, words: Sequence[Word], i: int) -> bool:
        """Whether an article with a preposition behind it is open: "die in Polen verlegten"."""
        for k in range(i - 2, max(-1, i - 9), -1):
            if not words[k].is_word:
                return False
            if words[k].lower in self._determiners and words[k + 1].lower in self._prepositions:
                return words[k].lower not in self._prepositions
        return False

    def resolve(
        self, words: Sequence[Word], roles: list[str], first: int, last: int, bracket: str
    ) -> None:
        """Settle the open roles between two word indices, in place.

        Args:
            words: Of the sentence.
            roles: Of all words of the sentence.
            first: Index of the first word of the stretch.
            last: Index behind its last word.
            bracket: "p", "i" or both when an earlier part of the clause waits for such a form.
        """
        begin = first
        for k in range(first, last + 1):
            if k == last or (k > first and words[k].lower in self._coordinators):
                bracket = self._resolve_part(words, roles, begin, k, bracket)
                begin = k

    def _resolve_part(
        self, words: Sequence[Word], roles: list[str], first: int, last: int, bracket: str
    ) -> str:
        part = range(first, last)
        for k in part:
            if roles[k] in {"P", "A"} and self._is_perfect_infinitive(words, roles, k + 1):
                roles[k] = "p"
        unsure = [k for k in part if roles[k] in {"I", "P", "A"}]
        verbs = [k for k in part if roles[k]]
        finite = any(roles[k] == "f" for k in part)
        if unsure and not finite and not self._fits(roles, unsure, bracket):
            # Verbs stand second or last: the last one if words of other kinds precede it only.
            verb_final = all(not words[k].is_word for k in range(unsure[-1] + 1, last))
            helping = [k for k in unsure if len(verbs) > 1 and self._helps(words[k])]
            chosen = (helping or unsure)[-1 if verb_final else 0]
            roles[chosen] = "f"
            unsure.remove(chosen)
        for k in unsure:
            roles[k] = {"I": "i", "P": "p"}.get(roles[k], bracket[:1] or "p")
        return self.bracket(words, roles, range(first, last)) or bracket

    def _is_perfect_infinitive(self, words: Sequence[Word], roles: list[str], i: int) -> bool:
        """Whether "zu haben" or "worden zu sein" follows: "bombardiert zu haben"."""
        while i < len(words) and words[i].lower in {"worden", "gewesen"}:
            i += 1
        return i + 1 < len(words) and roles[i + 1] == "z" and self._helps(words[i + 1])

    def _helps(self, word: Word) -> bool:
        lemmas = self._forms.lemmas(word.text)
        return not (self._auxiliaries.isdisjoint(lemmas) and self._modals.isdisjoint(lemmas))

    @staticmethod
    def _fits(roles: list[str], unsure: list[int], bracket: str) -> bool:
        role = roles[unsure[-1]]
        return bool(bracket) and (role == "A" or role.lower() in bracket)

    def bracket(self, words: Sequence[Word], roles: list[str], part: range) -> str:
        """Return the forms that an auxiliary in the stretch waits for: "p", "i" or both."""
        for k in part:
            if roles[k] != "f":
                continue
            lemmas = self._forms.lemmas(words[k].text)
            waits = "" if self._auxiliaries.isdisjoint(lemmas) else "p"
            waits += "" if self._modals.isdisjoint(lemmas) else "i"
            if waits:
                return waits
        return ""


def _starts(words: Sequence[Word], i: int) -> bool:
    return i == 0 or not (words[i - 1].is_word or words[i - 1].text in {",", ")", "“"})


def _is_adjective(word: Word) -> bool:
    return (
        not word.is_title
        and len(word.text) > 3
        and word.lower.endswith(("e", "en", "er", "es", "em"))
    )
