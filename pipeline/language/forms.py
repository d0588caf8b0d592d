"""Word forms and their lemmas, as far as our tables and common German verbs need them.

``data/<language>/compiled/forms.tsv`` holds full paradigms, made by ``data/build/forms.py``;
``forms.arrow`` beside it is the same to look things up in. A word is looked up, never analysed:
what the file does not know has no lemma.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipeline.language.lookup import Lookup, load
from pipeline.language.tables import DATA, stream_table

#: What a form can be: finite verb, infinitive, participle II, infinitive with "zu" inside
#: ("abzuziehen"), noun, attribute (adjective, adverb, declined participle).
KINDS = frozenset("fipzna")
#: How the keys of the lookup begin, of forms, of lemmas and of bases of separable verbs.
_FORM, _LEMMA, _BASE = ">", "<", "+"
#: Letters of the shortest base of a separable verb.
_LEAST_BASE = 3
#: How many forms are remembered with what was asked of them; news repeats them.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a form: its lemma and the ``KINDS`` letters that it can have then."""

    lemma: str
    kinds: str


class Forms:
    """Looks up forms; case matters, a capitalised form falls back to lower case.

    Args:
        lookup: Of the entries that ``entries`` returns.
    """

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        #: The readings of a form, in lower case if the form as written is unknown.
        self.readings = lru_cache(_REMEMBERED)(self._readings)
        #: The ``KINDS`` letters of all readings of a form together.
        self.kinds = lru_cache(_REMEMBERED)(self._kinds)
        #: The candidate lemmas of a form, nouns capitalised: "zieht" is of "ziehen".
        self.lemmas = lru_cache(_REMEMBERED)(self._lemmas)

    def _exact(self, form: str) -> tuple[Reading, ...]:
        found = self._lookup.get(_FORM + form)
        if not found:
            return ()
        return tuple(Reading(*line.split("\t")) for line in found.decode().splitlines())

    def _readings(self, text: str) -> tuple[Reading, ...]:
        return self._exact(text) or (self._exact(text.lower()) if text[:1].isupper() else ())

    def _lemmas(self, text: str) -> tuple[str, ...]:
        return tuple(reading.lemma for reading in self.readings(text))

    def _kinds(self, text: str) -> str:
        return "".join(reading.kinds for reading in self.readings(text))

    def forms(self, lemma: str) -> tuple[str, ...]:
        """Return the known forms of a lemma."""
        return tuple(self._lookup.get(_LEMMA + lemma).decode().split())

    def particles(self, base: str) -> frozenset[str]:
        """Return what makes separable verbs of a base: "ab", "an", "ein" ... of "ziehen"."""
        return frozenset(self._lookup.get(_BASE + base).decode().split())

    def joined(self, base: str, particle: str) -> str | None:
        """Return the separable verb of a base and a particle: "ziehen", "ab" make "abziehen"."""
        return particle + base if particle in self.particles(base) else None

    def split(self, lemma: str) -> tuple[str, str] | None:
        """Return base and particle of a separable verb, None for other lemmas."""
        for cut in range(1, len(lemma)):
            if lemma[:cut] in self.particles(lemma[cut:]):
                return lemma[cut:], lemma[:cut]
        return None

    def is_verb(self, text: str) -> bool:
        """Whether a form can be a verb: finite, infinitive or participle II."""
        return not set(self.kinds(text)).isdisjoint("fipz")

    def is_finite(self, text: str) -> bool:
        """Whether a form can be a finite verb; many can be something else as well."""
        return "f" in self.kinds(text)

    def is_participle(self, text: str) -> bool:
        """Whether a form can be a participle II."""
        return "p" in self.kinds(text)


def entries(rows: Iterable[Mapping[str, str]]) -> dict[str, bytes]:
    """Index rows with the columns lemma, kinds and forms (blank-separated) by form and by lemma."""
    readings: defaultdict[str, list[str]] = defaultdict(list)
    words: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        for form in row["forms"].split():
            readings[_FORM + form].append(f"{row['lemma']}\t{row['kinds']}")
            words[_LEMMA + row["lemma"]].append(form)
            for particle, base in _parted(row["lemma"], form) if "z" in row["kinds"] else ():
                words[_BASE + base].append(particle)
    by_form = {key: "\n".join(lines).encode() for key, lines in readings.items()}
    return by_form | {key: " ".join(found).encode() for key, found in words.items()}


def _parted(lemma: str, form: str) -> Iterator[tuple[str, str]]:
    """Yield particle and base where "zu" stands between them: "abzuziehen" and "abziehen"."""
    for cut in range(1, len(lemma) - _LEAST_BASE + 1):
        if form == f"{lemma[:cut]}zu{lemma[cut:]}":
            yield lemma[:cut], lemma[cut:]


def source(language: str = "de") -> Path:
    """Return the table of the forms of a language."""
    return DATA / language / "compiled" / "forms.tsv"


def make(language: str = "de") -> dict[str, bytes]:
    """Return the entries of the forms of a language.

    Raises:
        OSError: When the table is missing; ``make data`` builds it.
    """
    return entries(stream_table(source(language), ("lemma", "kinds", "forms")))


@cache
def load_forms(language: str = "de") -> Forms:
    """Load the compiled forms of a language.

    Raises:
        OSError: When the table is missing; ``make data`` builds it.
    """
    path = source(language)
    return Forms(load(path.with_suffix(".arrow"), [path], lambda: make(language)))
