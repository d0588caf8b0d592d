"""Role: does a toponym mean a location or the government that sits there?

The decision follows what stands in front of the toponym: a preposition ("in Moskau", "mit
Moskau"), a noun that it depends on ("im Osten der Ukraine", "nach Angaben Minsks"), or nothing, in
which case a state or capital acts. The name of the rule is kept in ``Place.reason``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from pipeline.language import Word, read_table
from pipeline.places.attributes import AttributeRoles, Role
from pipeline.places.derivations import Found
from pipeline.places.gazetteer import GazetteerPlace
from pipeline.places.heads import head_class, role_for
from pipeline.places.lexicon import words
from pipeline.places.role_words import (
    GOVERNED,
    is_geographic,
    is_preposition,
    place_verbs,
    role_behind,
)

_ARTICLES = frozenset(row["word"] for row in read_table("de/articles.tsv", ("word",)))
_GENITIVE_ARTICLES = frozenset({"der", "des"})
_LOCATIONS = frozenset({"sea", "river"})
_REACH = 6


class RoleDecider:
    """Decides the roles of the toponyms of one sentence, from left to right.

    Args:
        sentence: Its words.
        named: Its toponyms.
    """

    def __init__(self, sentence: Sequence[Word], named: Iterable[Found] = ()) -> None:
        self._words = sentence
        self._attributes = AttributeRoles(sentence, _locations(named))
        self._decided: dict[int, Role] = {}

    @cached_property
    def _verbs(self) -> list[tuple[int, str]]:
        """The verbs that make a location of a state, with what they make one of."""
        return [
            (index, kind)
            for index, word in enumerate(self._words)
            for kind in (place_verbs().get(word.lower),)
            if kind and not (word.is_title and index)  # "beim Angriff" is no verb
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
        return self._attributes.of(found, place)

    def _by_position(self, found: Found, place: GazetteerPlace) -> Role | None:
        if found.first and self._words[found.first - 1].text in words("place_type_nouns"):
            return Role("place", "roles:type_noun")
        if self._is_heading(found, place):
            return Role("place", "roles:heading")
        return self._attributes.owner(found, place)

    def _is_heading(self, found: Found, place: GazetteerPlace) -> bool:
        """Whether the toponym stands alone in front of a colon ("Georgien: Proteste gehen ...")."""
        following = self._words[found.last + 1].text if found.last + 1 < len(self._words) else "."
        before = self._words[found.first - 1] if found.first else None
        if place.kind == "seat" or (before is not None and before.is_word):
            return False
        return following == ":" or (before is None and found.last + 1 >= len(self._words) - 1)

    def _by_context(self, found: Found, place: GazetteerPlace) -> Role:
        """Follow the words in front of the toponym until one decides."""
        article = ""
        for position in range(found.first - 1, max(found.first - 1 - _REACH, -1), -1):
            word = self._words[position]
            role = self._joined(position, word) or self._behind(
                word, position, article, found, place
            )
            if role is not None:
                return role
            if word.lower in _ARTICLES:
                article = word.lower
            elif not (
                word.lower.endswith(("e", "en", "er", "em", "es"))
                or word.lower in {"und", "oder", "auch", "sowie"}
            ):
                break
        return self._bare(found, governs=place.kind in GOVERNED)

    def _behind(
        self, word: Word, position: int, article: str, found: Found, place: GazetteerPlace
    ) -> Role | None:
        """Decide by a preposition or noun in front; ``article`` stands between."""
        if is_preposition(word):
            return self._behind_preposition(word, position, article, found, place)
        if word.lower in _ARTICLES or not (word.is_title or not word.is_word):
            return None
        if self._is_part_of_name(word, position, found, place):
            return Role("place", "roles:part_of_name")
        return self._dependent(word, found, article, place)

    def _behind_preposition(
        self, word: Word, position: int, article: str, found: Found, place: GazetteerPlace
    ) -> Role:
        governs = place.kind in GOVERNED
        if found.is_genitive and not article and self._title_follows(found):
            return Role("actor" if governs else "place", "roles:genitive")
        before = self._words[position - 1] if position else None
        if article and before is not None and before.text == ",":
            return self._bare(found, governs=governs)  # "eine Phase, in der Russland ..."
        if word.lower in {"von", "vom"} and self._leads_on(found):
            return Role("place", "roles:von_nach")
        return Role(role_behind(word, before, place), f"roles:{word.lower}")

    def _leads_on(self, found: Found) -> bool:
        """Whether a way or distance begins at the toponym ("von Berlin nach Rom", "entfernt")."""
        behind = [word.lower for word in self._words[found.last + 1 : found.last + 3]]
        return bool(behind) and (behind[0] in {"nach", "bis", "entfernt", "aus"})

    def _is_part_of_name(
        self, word: Word, position: int, found: Found, place: GazetteerPlace
    ) -> bool:
        """Whether a capital stands directly behind a noun that it locates (Universität Kiew)."""
        return (
            place.kind == "capital"
            and position == found.first - 1
            and word.is_title
            and word.text not in words("sentence_starters")
            and not found.is_genitive
        )

    def _joined(self, position: int, word: Word) -> Role | None:
        """Return the role of the toponym before in "in Berlin und Paris"."""
        if word.lower not in {"und", "oder", ",", "sowie", "wie", "noch", "/", "bzw."}:
            return None
        before = self._decided.get(position - 1)
        if before is None or (word.lower == "," and not self._list_goes_on(position)):
            return None
        return Role(before.role, "roles:coordination")

    def _list_goes_on(self, comma: int) -> bool:
        """Whether another follows the word behind a comma ("Polen, Ungarn und Tschechien")."""
        following = self._words[comma + 2].lower if comma + 2 < len(self._words) else "."
        return following in {",", "und", "oder", "sowie", "."}

    def _dependent(self, noun: Word, found: Found, article: str, place: GazetteerPlace) -> Role:
        """Decide for a toponym behind a noun: a genitive, or a new phrase."""
        governs = place.kind in GOVERNED
        genitive = article in _GENITIVE_ARTICLES or (not article and found.is_genitive)
        if genitive and is_geographic(noun):
            return Role("place", "roles:part_of_territory")
        kind = head_class(noun.text) if genitive else None
        if kind is not None or (found.is_genitive and not article and governs):
            return Role(role_for(kind, place, owner=True), f"roles:genitive_of_{kind or 'unknown'}")
        if genitive and governs:
            return Role("actor", "roles:genitive")
        return self._bare(found, governs=governs)

    def _bare(self, found: Found, *, governs: bool) -> Role:
        if not governs:
            return Role("place", "roles:town_or_region")
        owner = found.is_genitive and self._title_follows(found)
        if not owner and any(
            kind == "subject" or index < found.first for index, kind in self._verbs
        ):
            return Role("place", "roles:happens_to_place")
        return Role("actor", "roles:acts")

    def _title_follows(self, found: Found) -> bool:
        return found.last + 1 < len(self._words) and self._words[found.last + 1].is_title


def _locations(named: Iterable[Found]) -> set[int]:
    """Return where names begin that are no seat of power ("des deutschen Kanzleramts")."""
    return {
        found.first
        for found in named
        if found.form == "name" and all(sense.place.kind != "seat" for sense in found.senses)
    }
