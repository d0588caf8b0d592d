"""Which polarity a word has: as listed, as a compound of a listed head, as a separable verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.language import read_table, stream_table
from pipeline.language.forms import Forms, load_forms

#: Shortest head and first part of a compound without a hyphen, in letters.
_HEAD, _FIRST_PART = 5, 3
#: By so many letters most words are told from those that end in a head.
_TAIL = 4
#: How many different words are remembered; news repeats them.
_REMEMBERED = 65536


@dataclass(frozen=True, slots=True)
class Entry:
    """A lemma and its polarity, -1 to 1."""

    lemma: str
    polarity: float


class Lexicon:
    """Looks words up.

    Args:
        entries: Form to entry. A polarity of 0 says that the word carries no tone though its end
            looks as if it did ("Ausschuss").
        limits: What may not stand right before the head of a compound.
        verbs: Separable verbs by lemma.
        particles: First parts of separable verbs.
        forms: To put a verb and its particle together.
    """

    def __init__(
        self,
        entries: dict[str, Entry],
        limits: tuple[str, ...],
        verbs: dict[str, Entry],
        particles: frozenset[str],
        forms: Forms,
    ) -> None:
        self._entries = entries
        self._limits = limits
        self._verbs = verbs
        self.particles = particles
        self._forms = forms
        self._bases = frozenset(parts[0] for verb in verbs if (parts := forms.split(verb)))
        self._tails = frozenset(form[-_TAIL:] for form in entries if len(form) >= _HEAD)
        self.find = lru_cache(_REMEMBERED)(self._find)
        self.reunited = lru_cache(_REMEMBERED)(self._reunited)

    def _find(self, text: str, free_capital: bool) -> Entry | None:
        """Return the entry of a word, None if it carries no tone.

        Args:
            text: As written; case tells "Sorge" from "sorge".
            free_capital: Whether its capital may be due to its place, as at a sentence's start.
        """
        found = self._entries.get(text)
        if found is None and free_capital:
            found = self._entries.get(text[:1].lower() + text[1:])
        if found is None and text[:1].isupper():
            found = self._head(text)
        return found if found is not None and found.polarity else None

    def may_count(self, text: str) -> bool:
        """Whether a word, alone or with a particle, may carry a tone."""
        return (
            text in self._entries
            or text[:1].lower() + text[1:] in self._entries
            or (text[:1].isupper() and self._head(text) is not None)
            or not self._bases.isdisjoint(self._forms.lemmas(text))
        )

    def _head(self, text: str) -> Entry | None:
        first, hyphen, last = text.rpartition("-")
        if hyphen and first:
            return self._entries.get(last) or self._head(last)
        if text[-_TAIL:] not in self._tails:
            return None
        for cut in range(_FIRST_PART, len(text) - _HEAD + 1):
            entry = self._entries.get(text[cut].upper() + text[cut + 1 :])
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
                return self._verbs.get(verb, Entry(verb, 0.0))
        return None


@cache
def load_lexicon(language: str) -> Lexicon:
    """Load the lexicon of a language.

    Raises:
        TableError: When a table lacks a column.
        OSError: When a table is missing; ``make data`` builds the compiled ones.
    """
    columns = ("form", "lemma", "polarity")
    compiled = stream_table(f"{language}/compiled/polarity_forms.tsv", columns)
    entry = cache(Entry)  # the forms of a lemma share one
    entries = {row["form"]: entry(row["lemma"], float(row["polarity"])) for row in compiled}
    listed = read_table(f"{language}/polarity.tsv", ("lemma", "polarity", "pos"))
    limits = read_table(f"{language}/compound_limits.tsv", ("prefix",))
    particles = read_table(f"{language}/verb_particles.tsv", ("particle",))
    return Lexicon(
        entries,
        tuple(row["prefix"] for row in limits),
        {
            row["lemma"]: Entry(row["lemma"], float(row["polarity"]))
            for row in listed
            if row["pos"] == "verb"
        },
        frozenset(row["particle"] for row in particles),
        load_forms(language),
    )


@cache
def load_shifters(language: str) -> dict[str, float]:
    """Load the valence shifters: one or two words in lower case to the factor they multiply by."""
    rows = read_table(f"{language}/valence_shifters.tsv", ("word", "factor"))
    return {row["word"]: float(row["factor"]) for row in rows}
