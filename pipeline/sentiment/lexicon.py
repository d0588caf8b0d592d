"""Which polarity a word has: as listed, as a compound of a listed head, as a separable verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipeline.language import DATA, read_table, stream_table
from pipeline.language.forms import Forms, load_forms
from pipeline.language.lookup import Lookup, load

#: Shortest head and first part of a compound without a hyphen, in letters.
_HEAD, _FIRST_PART = 5, 3
#: By so many letters most words are told from those that end in a head.
_TAIL = 4
#: How many different words are remembered; news repeats them.
_REMEMBERED = 10_000
#: How the keys begin that are no forms: listed verbs, the bases of separable ones, and the last
#: letters of forms that may be the head of a compound.
_VERB, _BASE, _ENDING = " verb ", " base ", " end "


@dataclass(frozen=True, slots=True)
class Entry:
    """A lemma and its polarity, -1 to 1."""

    lemma: str
    polarity: float


class Lexicon:
    """Looks words up.

    Args:
        entries: Form to entry, as ``make`` returns them. A polarity of 0 says that the word carries
            no tone though its end looks as if it did ("Ausschuss").
        limits: What may not stand right before the head of a compound.
        particles: First parts of separable verbs.
        forms: To put a verb and its particle together.
    """

    def __init__(
        self, entries: Lookup, limits: tuple[str, ...], particles: frozenset[str], forms: Forms
    ) -> None:
        self._entries = entries
        self._limits = limits
        self.particles = particles
        self._forms = forms
        self.find = lru_cache(_REMEMBERED)(self._find)
        self.reunited = lru_cache(_REMEMBERED)(self._reunited)

    def _entry(self, key: str) -> Entry | None:
        found = self._entries.get(key)
        if not found:
            return None
        polarity, lemma = found.decode().split("\t")
        return Entry(lemma, float(polarity))

    def _find(self, text: str, free_capital: bool) -> Entry | None:
        """Return the entry of a word, None if it carries no tone.

        Args:
            text: As written; case tells "Sorge" from "sorge".
            free_capital: Whether its capital may be due to its place, as at a sentence's start.
        """
        found = self._entry(text)
        if found is None and free_capital:
            found = self._entry(text[:1].lower() + text[1:])
        if found is None and text[:1].isupper():
            found = self._head(text)
        return found if found is not None and found.polarity else None

    def may_count(self, text: str) -> bool:
        """Whether a word, alone or with a particle, may carry a tone."""
        known = self._entries
        return (
            text in known
            or (not text[:1].islower() and text[:1].lower() + text[1:] in known)
            or (text[:1].isupper() and self._head(text) is not None)
            or any(_BASE + lemma in known for lemma in self._forms.lemmas(text))
        )

    def _head(self, text: str) -> Entry | None:
        first, hyphen, last = text.rpartition("-")
        if hyphen and first:
            return self._entry(last) or self._head(last)
        if _ENDING + text[-_TAIL:] not in self._entries:
            return None
        for cut in range(_FIRST_PART, len(text) - _HEAD + 1):
            entry = self._entry(text[cut].upper() + text[cut + 1 :])
            if entry is None or len(entry.lemma) < _HEAD:  # "Studierenden" has no "Ende"
                continue
            if not text[:cut].lower().endswith(self._limits):
                return entry
        return None

    def _reunited(self, text: str, particle: str) -> Entry | None:
        """Return the entry of a verb whose particle stands at the end of its clause.

        Args:
            text: The verb.
            particle: The last word of the clause, one of ``particles``.

        Returns:
            None where the two are no verb. The polarity is 0 where the whole verb carries no tone,
            so that the part of it ("schlägt ... vor") must not be read on its own.
        """
        for reading in self._forms.readings(text):
            verb = "f" in reading.kinds and self._forms.joined(reading.lemma, particle)
            if verb:
                return self._entry(_VERB + verb) or Entry(verb, 0.0)
        return None


def sources(language: str = "de") -> list[Path]:
    """Return the tables that the entries are made of."""
    folder = DATA / language
    compiled = folder / "compiled"
    return [compiled / "polarity_forms.tsv", folder / "polarity.tsv", compiled / "forms.tsv"]


def make(language: str = "de") -> dict[str, bytes]:
    """Return the entries of a language: forms, their last letters, verbs and bases of verbs.

    Raises:
        TableError: When a table lacks a column.
        OSError: When a table is missing; ``make data`` builds the compiled ones.
    """
    columns, forms = ("form", "lemma", "polarity"), load_forms(language)
    entries = {
        row["form"]: f"{row['polarity']}\t{row['lemma']}".encode()
        for row in stream_table(f"{language}/compiled/polarity_forms.tsv", columns)
    }
    endings = {form[-_TAIL:] for form in entries if len(form) >= _HEAD}
    entries |= {_ENDING + ending: b"+" for ending in endings}
    for row in read_table(f"{language}/polarity.tsv", ("lemma", "polarity", "pos")):
        if row["pos"] == "verb":
            entries[_VERB + row["lemma"]] = f"{row['polarity']}\t{row['lemma']}".encode()
            parts = forms.split(row["lemma"])
            if parts:
                entries[_BASE + parts[0]] = b"+"
    return entries


@cache
def load_lexicon(language: str) -> Lexicon:
    """Load the lexicon of a language.

    Raises:
        TableError: When a table lacks a column.
        OSError: When a table is missing; ``make data`` builds the compiled ones.
    """
    path = DATA / language / "compiled" / "polarity.arrow"
    limits = read_table(f"{language}/compound_limits.tsv", ("prefix",))
    particles = read_table(f"{language}/verb_particles.tsv", ("particle",))
    return Lexicon(
        load(path, sources(language), lambda: make(language)),
        tuple(row["prefix"] for row in limits),
        frozenset(row["particle"] for row in particles),
        load_forms(language),
    )


@cache
def load_shifters(language: str) -> dict[str, float]:
    """Load the valence shifters: one or two words in lower case to the factor they multiply by."""
    rows = read_table(f"{language}/valence_shifters.tsv", ("word", "factor"))
    return {row["word"]: float(row["factor"]) for row in rows}
