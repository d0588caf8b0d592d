"""Role: does a toponym mean a location or the government that sits there?

The decision follows what stands in front of the toponym: a preposition ("in Moskau", "mit
Moskau"), a noun that it depends on ("im Osten der Ukraine", "nach Angaben Minsks"), or nothing, in
which case a state or capital acts. The name of the rule is kept in ``Place.reason``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.language import Word, read_table
from pipeline.model import PlaceRole
from pipeline.places.gazetteer import GazetteerPlace
from pipeline.places.lexicon import words
from pipeline.places.recognise import Found

_ARTICLES = frozenset(row["word"] for row in read_table("de/articles.tsv", ("word",)))
_GENITIVE_ARTICLES = frozenset({"der", "des"})
_LOCATIONS = frozenset({"sea", "river"})
_GOVERNED = frozenset({"country", "capital", "seat"})
_REACH = 6


@dataclass(frozen=True, slots=True)
class Role:
    """The role with the rule that decided it."""

    role: PlaceRole
    reason: str


@cache
def _prepositions() -> dict[str, str]:
    rows = read_table("de/place_prepositions.tsv", ("word", "role"))
    return {row["word"]: row["role"] for row in rows}


@cache
def _place_verbs() -> dict[str, str]:
    rows = read_table("de/place_verbs.tsv", ("form", "class"))
    return {row["form"]: row["class"] for row in rows}


@cache
def _nouns(kind: str) -> frozenset[str]:
    rows = read_table("de/place_nouns.tsv", ("word", "class"))
    return frozenset(row["word"] for row in rows if row["class"] == kind)


def _is_geographic(word: Word | None) -> bool:
    """Whether a noun is part of a territory, alone or as the head of a compound."""
    if word is None or not word.is_title:
        return False
    head = word.text.rsplit("-", 1)[-1]
    return head in _nouns("geo") or any(
        head.endswith(noun.lower()) for noun in ("stadt", "grenze", "küste", "gebiet", "region")
    )


class RoleDecider:
    """Decides the roles of the toponyms of one sentence, from left to right."""

    def __init__(self, sentence: Sequence[Word]) -> None:
        self._words = sentence
        self._decided: dict[int, Role] = {}
        self._verbs = [
            (index, kind)
            for index, word in enumerate(sentence)
            for kind in (_place_verbs().get(word.lower),)
            if kind
        ]

    def decide(self, found: Found, place: GazetteerPlace) -> Role:
        """Return the role of a toponym; call it in the order of the sentence."""
        role = self._decide(found, place)
        self._decided[found.last] = role
        return role

    def _decide(self, found: Found, place: GazetteerPlace) -> Role:
        return (
            self._by_form(found, place)
            or self._by_position(found, place)
            or self._by_context(found, place)
        )

    def _by_form(self, found: Found, place: GazetteerPlace) -> Role | None:
        if place.kind in _LOCATIONS:
            return Role("place", "roles:waters")
        if found.form in {"adjective", "demonym"}:
            return self._attribute(found)
        if found.form == "compound" and found.end < self._words[found.last].end:
            return Role("actor", "roles:compound")
        return None

    def _by_position(self, found: Found, place: GazetteerPlace) -> Role | None:
        if found.first and self._words[found.first - 1].text in words("place_type_nouns"):
            return Role("place", "roles:type_noun")
        if self._is_heading(found, place):
            return Role("place", "roles:heading")
        if self._owns_area(found):
            return Role("place", "roles:owner_of_area")
        return None

    def _is_heading(self, found: Found, place: GazetteerPlace) -> bool:
        """Whether the toponym stands alone in front of a colon ("Georgien: Proteste gehen ...")."""
        following = self._words[found.last + 1].text if found.last + 1 < len(self._words) else "."
        before = self._words[found.first - 1] if found.first else None
        if place.kind == "seat" or (before is not None and before.is_word):
            return False
        return following == ":" or (before is None and found.last + 1 >= len(self._words) - 1)

    def _owns_area(self, found: Found) -> bool:
        """Whether a genitive precedes a part of its territory ("Japans höchster Berg")."""
        if not found.text.endswith("s"):
            return False
        following = (w for w in self._words[found.last + 1 : found.last + 4] if w.is_word)
        return _is_geographic(next((w for w in following if w.is_title), None))

    def _attribute(self, found: Found) -> Role:
        following = next(
            (w for w in self._words[found.last + 1 : found.last + 3] if w.is_title), None
        )
        if _is_geographic(following):
            return Role("place", "roles:attribute_of_area")
        return Role("actor", f"roles:{found.form}")

    def _by_context(self, found: Found, place: GazetteerPlace) -> Role:
        governs = place.kind in _GOVERNED
        index = found.first - 1
        article = ""
        for position in range(index, max(index - _REACH, -1), -1):
            word = self._words[position]
            joined = self._joined(position, word)
            if joined is not None:
                return joined
            if word.lower in _prepositions():
                if article and position and self._words[position - 1].text == ",":
                    return self._bare(found, governs=governs)  # "eine Phase, in der Russland ..."
                return self._preposition(word, position, governs=governs, place=place)
            if word.lower in _ARTICLES:
                article = word.lower
            elif word.is_title or not word.is_word:
                if self._is_part_of_name(word, position, found, place):
                    return Role("place", "roles:part_of_name")
                return self._dependent(word, found, article, governs=governs)
            elif not (
                word.lower.endswith(("e", "en", "er", "em", "es"))
                or word.lower in {"und", "oder", "auch", "sowie"}
            ):
                break
        return self._bare(found, governs=governs)

    def _is_part_of_name(
        self, word: Word, position: int, found: Found, place: GazetteerPlace
    ) -> bool:
        """Whether a capital stands directly behind a noun that it locates (Universität Kiew)."""
        return (
            place.kind == "capital"
            and position == found.first - 1
            and word.is_title
            and word.text not in words("sentence_starters")
            and not found.text.endswith("s")
        )

    def _joined(self, position: int, word: Word) -> Role | None:
        """Return the role of the toponym before in "in Berlin und Paris"."""
        if word.lower not in {"und", "oder", ",", "sowie", "wie", "noch", "/", "bzw."}:
            return None
        before = self._decided.get(position - 1)
        return Role(before.role, "roles:coordination") if before else None

    def _preposition(
        self, word: Word, position: int, *, governs: bool, place: GazetteerPlace
    ) -> Role:
        kind = _prepositions()[word.lower]
        before = self._words[position - 1] if position else None
        if place.kind == "capital" and before is not None:
            if before.text in _nouns("government"):
                return Role("actor", "roles:government_in")
            if word.lower == "von" and before.is_title and before.text not in _nouns("statement"):
                return Role("place", "roles:von")  # "der Vertrag von Minsk"
        journey = word.lower == "durch" and before is not None and before.text in _nouns("journey")
        governs = governs and not journey
        if not governs:
            return Role("place", f"roles:{word.lower}")
        if kind == "source":
            statement = before is not None and before.text in _nouns("statement")
            return Role("actor" if statement else "place", f"roles:{word.lower}")
        if kind == "target" or (kind == "actor" and word.lower in {"von", "vom", "mit"}):
            area = _is_geographic(before)
            return Role("place" if area else "actor", f"roles:{word.lower}")
        return Role("place" if kind == "place" else "actor", f"roles:{word.lower}")

    def _dependent(self, noun: Word, found: Found, article: str, *, governs: bool) -> Role:
        """Decide for a toponym behind a noun: a genitive, or a new phrase."""
        genitive = article in _GENITIVE_ARTICLES or (not article and found.text.endswith("s"))
        if genitive and _is_geographic(noun):
            return Role("place", "roles:part_of_territory")
        if genitive and governs:
            return Role("actor", "roles:genitive")
        return self._bare(found, governs=governs)

    def _bare(self, found: Found, *, governs: bool) -> Role:
        if not governs:
            return Role("place", "roles:town_or_region")
        owner = found.text.endswith("s") and self._title_follows(found)
        if not owner and any(
            kind == "subject" or index < found.first for index, kind in self._verbs
        ):
            return Role("place", "roles:happens_to_place")
        return Role("actor", "roles:acts")

    def _title_follows(self, found: Found) -> bool:
        return found.last + 1 < len(self._words) and self._words[found.last + 1].is_title
