"""Demonyms of towns that are rather surnames: "Hofer lehnte ab", "mit Bremer".

A person from a town is a common noun and needs what German wants of one: an article, a pronoun, a
numeral or an adjective in front, unless there are several of them. A surname stands without. In
front of a noun the form is an attribute ("Bremer Polizei") and no person at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.forms import load_forms
from pipeline.places.candidates import Candidate
from pipeline.places.lexicon import words

_COORDINATORS = frozenset({"und", "oder", ",", "/", "sowie", "bzw.", "&"})
_QUOTES = frozenset("»«„“”\"'‚‘›‹")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "em", "es")
_PLURAL_ENDINGS = ("n", "sind")


def is_surname(texts: Sequence[str], candidate: Candidate) -> bool:
    """Whether a demonym stands as only a surname does: alone, and not as a subject in the plural.

    Args:
        texts: The words of the sentence.
        candidate: One that can only be the demonym of a town; of several words it is no surname.
    """
    if candidate.first != candidate.last or _is_determined(texts, candidate.first):
        return False
    if _is_attribute(texts, candidate.last):
        return candidate.inflected  # "Bremers Vorschlag" is the person's, "Bremer Vorschlag" is not
    return not _acts_in_plural(texts, candidate.last)


def _is_attribute(texts: Sequence[str], last: int) -> bool:
    """Whether a noun stands behind, also in quotes or behind another town ("Kölner und Bonner")."""
    behind = [text for text in texts[last + 1 : last + 4] if text not in _QUOTES]
    if behind and behind[0].lower() in _COORDINATORS:
        behind = behind[1:]
        return len(behind) > 1 and behind[0].endswith("er") and behind[1][:1].isupper()
    # "Frankfurter 3:1-Sieg"
    return bool(behind) and (behind[0][:1].isupper() or behind[0][:1].isdigit())


def _is_determined(texts: Sequence[str], first: int) -> bool:
    """Whether an article, a pronoun or an adjective stands in front ("viele junge Bremer")."""
    if not first:
        return False
    before = texts[first - 1].lower()
    if before in words("articles") or before in words("demonym_companions") or before.isdigit():
        return True
    is_adjective = before.endswith(_ADJECTIVE_ENDINGS) and not load_forms().is_finite(before)
    return is_adjective and before not in words("place_prepositions")


def _acts_in_plural(texts: Sequence[str], last: int) -> bool:
    """Whether a finite verb in the plural stands behind ("Magdeburger fordern mehr Bänke")."""
    after = texts[last + 1] if last + 1 < len(texts) else ""
    return (
        not after[:1].isupper()
        and after.endswith(_PLURAL_ENDINGS)
        and load_forms().is_finite(after)
    )
