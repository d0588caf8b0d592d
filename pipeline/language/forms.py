"""Word forms and their lemmas, as far as our tables and common German verbs need them.

``data/<language>/compiled/forms.tsv`` holds full paradigms, made by ``data/build/forms.py``.
A word is looked up, never analysed: what the file does not know has no lemma.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.language.tables import DATA, stream_table

#: What a form can be: finite verb, infinitive, participle II, infinitive with "zu" inside
#: ("abzuziehen"), noun, attribute (adjective, adverb, declined participle).
KINDS = frozenset("fipzna")
#: How many forms are remembered with what was asked of them; news repeats them.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a form: its lemma and the ``KINDS`` letters that it can have then."""

    lemma: str
    kinds: str


class Forms:
    """Looks up forms; case matters, a capitalised form falls back to lower case.

    Args:
        readings: Form to its readings.
    """

    def __init__(self, readings: Mapping[str, tuple[Reading, ...]]) -> None:
        self._readings = readings
        #: The ``KINDS`` letters of all readings of a form together.
        self.kinds = lru_cache(maxsize=_REMEMBERED)(self._kinds)
        #: The candidate lemmas of a form, nouns capitalised: "zieht" is of "ziehen".
        self.lemmas = lru_cache(maxsize=_REMEMBERED)(self._lemmas)
        self._forms: dict[str, list[str]] = defaultdict(list)
        self._joined: dict[str, dict[str, str]] = defaultdict(dict)
        for form, found in readings.items():
            for reading in found:
                self._forms[reading.lemma].append(form)
                if "z" in reading.kinds:
                    self._note_separable(form, reading.lemma)

    def _note_separable(self, form: str, lemma: str) -> None:
        # "abzuziehen" and "abziehen" differ by the "zu" behind the particle.
        for cut in range(1, len(lemma) - 2):
            if form == f"{lemma[:cut]}zu{lemma[cut:]}":
                self._joined[lemma[cut:]][lemma[:cut]] = lemma

    def readings(self, text: str) -> tuple[Reading, ...]:
        """Return the readings of a form, in lower case if the form as written is unknown."""
        found = self._readings.get(text)
        if found is None and text[:1].isupper():
            found = self._readings.get(text.lower())
        return found or ()

    def _lemmas(self, text: str) -> tuple[str, ...]:
        return tuple(reading.lemma for reading in self.readings(text))

    def _kinds(self, text: str) -> str:
        return "".join(reading.kinds for reading in self.readings(text))

    def forms(self, lemma: str) -> tuple[str, ...]:
        """Return the known forms of a lemma."""
        return tuple(self._forms.get(lemma, ()))

    def joined(self, base: str, particle: str) -> str | None:
        """Return the separable verb of a base and a particle: "ziehen", "ab" make "abziehen"."""
        return self._joined.get(base, {}).get(particle)

    def split(self, lemma: str) -> tuple[str, str] | None:
        """Return base and particle of a separable verb, None for other lemmas."""
        for cut in range(1, len(lemma) - 2):
            if self._joined.get(lemma[cut:], {}).get(lemma[:cut]) == lemma:
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


def collect(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[Reading, ...]]:
    """Index rows with the columns lemma, kinds and forms (blank-separated) by form."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for row in rows:
        reading = Reading(row["lemma"], row["kinds"])
        for form in row["forms"].split():
            found[form].append(reading)
    return {form: tuple(readings) for form, readings in found.items()}


@cache
def load_forms(language: str = "de") -> Forms:
    """Load the compiled forms of a language.

    Raises:
        OSError: When the file is missing; ``make data`` builds it.
    """
    path = DATA / language / "compiled" / "forms.tsv"
    return Forms(collect(stream_table(path, ("lemma", "kinds", "forms"))))
