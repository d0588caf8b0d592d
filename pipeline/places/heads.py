"""The noun that a place attribute depends on, and what it makes of the place.

"Die russische Armee" acts, "die russische Wirtschaft" is somewhere: ``place_heads.tsv`` says so of
each noun, as a whole word or as the last part of a compound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, cast

from pipeline.language import Word, read_table
from pipeline.model import PlaceRole
from pipeline.places.gazetteer import GazetteerPlace

#: What a noun makes of a place that it is said of; ``data/de/place_heads.tsv`` explains them.
HeadClass = Literal["actor", "council", "town", "located", "mission", "own", "place"]
#: A word with a capital letter is looked for no further behind an attribute.
_REACH = 6
_SHORTEST = 3
_CASES = ("", "s", "es", "se", "ses", "e", "en", "n", "r", "m", "ern", "er", "in", "nen", "innen")
_ADJECTIVE = ("e", "en", "er", "em", "es", "isch")
_JOINING = frozenset({"und", "oder", "sowie", "wie", "als", "noch", "auch", "bzw.", "/", "-", "–"})
_QUOTES = frozenset("\"'„“”»«›‹‚‘’")


@cache
def _heads() -> tuple[dict[str, HeadClass], dict[str, HeadClass]]:
    """Return the classes of whole words and of last parts."""
    whole: dict[str, HeadClass] = {}
    ends: dict[str, HeadClass] = {}
    for row in read_table("de/place_heads.tsv", ("head", "forms", "class")):
        kind = cast("HeadClass", row["class"])
        for form in (row["head"].removeprefix("*"), *row["forms"].split()):
            whole.setdefault(form, kind)
            if row["head"].startswith("*"):
                ends.setdefault(form, kind)
    return whole, ends


@lru_cache(maxsize=10_000)
def head_class(noun: str) -> HeadClass | None:
    """Return the class of a noun, by its longest known last part; None for an unknown one."""
    whole, ends = _heads()
    stems = tuple(_stems(noun.lower()))
    for cut in range(len(noun) - _SHORTEST + 1):
        known = whole if not cut or noun[cut - 1] == "-" else ends
        for stem in stems:
            if stem[cut:] in known:
                return known[stem[cut:]]
    return None


def _stems(noun: str) -> Iterator[str]:
    """Yield a noun without each ending that case, number or gender may have given it."""
    for ending in _CASES:
        if noun.endswith(ending) and len(noun) - len(ending) >= _SHORTEST:
            stem = noun[: len(noun) - len(ending)]
            yield stem
            if ending in {"in", "innen"}:
                yield stem + "e"  # Kollegin, of Kollege


def role_for(
    kind: HeadClass | None, place: GazetteerPlace, *, first_part: str = "", owner: bool = False
) -> PlaceRole:
    """Return the role of a place that depends on a noun of a class.

    Args:
        kind: None for an unknown noun. Most of these are things, persons and trades of private
            life, so the place stays one.
        place: The place.
        first_part: The place as written when it is the first part of a compound.
        owner: Whether the place stands in the genitive.
    """
    return "actor" if _acts(kind, place, first_part, owner=owner) else "place"


def _acts(kind: HeadClass | None, place: GazetteerPlace, first_part: str, *, owner: bool) -> bool:
    if place.kind == "seat" or kind == "council":
        return True  # "Kreml-Vertreter", "der Hamburger Senat"
    if kind in {None, "place"} or place.kind == "city":
        return False  # "die Kölner Polizei" is the town's
    if first_part and kind in {"located", "mission"}:
        return kind == "mission" and first_part.isupper()  # "US-Einsatz"; not "Mali-Einsatz"
    return owner if kind == "own" else kind != "town" or place.kind != "capital"


def following_head(sentence: Sequence[Word], index: int) -> Word | None:
    """Return the noun that an attribute at an index stands in front of, over other attributes."""
    joined = False
    for position in range(index + 1, min(index + 1 + _REACH, len(sentence))):
        word = sentence[position]
        if word.is_title or _is_counted(word):
            return word
        attribute = word.lower.endswith(_ADJECTIVE) or word.text[:1].isdigit()
        if word.lower in _JOINING:
            joined = True
        elif word.text == ",":
            if not _goes_on(sentence, position):
                return None
        elif not (attribute or joined or word.text in _QUOTES):
            return None
    return None


def _is_counted(word: Word) -> bool:
    """Whether a noun begins with a number ("ein deutsches 50-Millionen-Paket")."""
    return word.text[:1].isdigit() and word.text.rsplit("-", 1)[-1][:1].isupper()


def _goes_on(sentence: Sequence[Word], comma: int) -> bool:
    """Whether another attribute follows a comma ("russische, iranische und syrische Truppen")."""
    following = sentence[comma + 1].text if comma + 1 < len(sentence) else ""
    return following[:1].islower() and following.endswith(_ADJECTIVE)
