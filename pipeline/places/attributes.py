"""Roles of place attributes: adjectives, demonyms, parts of compounds, genitives in front."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from pipeline.language import Word
from pipeline.model import PlaceRole
from pipeline.places.derivations import Found
from pipeline.places.gazetteer import GazetteerPlace
from pipeline.places.heads import following_head, head_class, role_for
from pipeline.places.lexicon import derived, first_names, type_noun, words
from pipeline.places.role_words import GOVERNED, is_geographic, is_preposition


@dataclass(frozen=True, slots=True)
class Role:
    """The role with the rule that decided it."""

    role: PlaceRole
    reason: str


class AttributeRoles:
    """Decides the roles of the attributes of one sentence by the nouns that they depend on.

    Args:
        sentence: Its words.
        toponyms: Indices at which a name of a place begins.
    """

    def __init__(self, sentence: Sequence[Word], toponyms: Container[int]) -> None:
        self._words = sentence
        self._toponyms = toponyms

    def of(self, found: Found, place: GazetteerPlace) -> Role | None:
        """Return the role of an attribute; None for what is none, or for a genitive."""
        if found.form in {"adjective", "demonym"}:
            return self._attribute(found, place)
        if found.form == "compound" and found.end < self._words[found.last].end:
            return self._compound(found, place)
        return None

    def owner(self, found: Found, place: GazetteerPlace) -> Role | None:
        """Return the role of a genitive in front of its noun ("Russlands Armee"), if known."""
        if not found.is_genitive or self._hangs_on_noun(found):
            return None
        head = following_head(self._words, found.last + self._is_bracketed(found))
        if is_geographic(head):
            return Role("place", "roles:owner_of_area")  # "Japans höchster Berg"
        kind = head_class(head.text) if head is not None else None
        if head is None or place.kind not in GOVERNED | {"region"}:
            return None
        return Role(role_for(kind, place, owner=True), f"roles:genitive_of_{kind or 'unknown'}")

    def _is_bracketed(self, found: Found) -> bool:
        """Whether an editor has put the genitive in brackets: "(Frankreichs) Präsident"."""
        around = [w.text for w in self._words[max(0, found.first - 1) : found.last + 2]]
        return around[0] == "(" and around[-1] == ")"

    def _hangs_on_noun(self, found: Found) -> bool:
        """Whether a genitive belongs to the noun in front ("die Armee Russlands")."""
        before = self._words[found.first - 1] if found.first else None
        if before is None or not before.is_title:
            return False
        return not is_preposition(before) and before.text not in words("sentence_starters")

    def _compound(self, found: Found, place: GazetteerPlace) -> Role:
        word = self._words[found.last]
        rest = word.text[found.end - word.start :]
        if is_geographic(word) or (type_noun(word.text) and found.last + 1 in self._toponyms):
            return Role("place", "roles:compound_of_area")  # "im US-Staat Ohio"
        if rest.rsplit("-", 1)[-1][:1].islower() and "-" in rest:  # "die US-geführte Allianz"
            head = following_head(self._words, found.last)
            return self._depends("compound", head, place)
        kind = head_class(rest)
        return Role(
            role_for(kind, place, first_part=found.text), f"roles:compound_of_{kind or 'unknown'}"
        )

    def _attribute(self, found: Found, place: GazetteerPlace) -> Role:
        following = self._following(found.last)
        head = following_head(self._words, found.last)
        if self._is_people(found, place, following, head):
            return Role("actor", "roles:people")
        if is_geographic(head):
            return Role("place", "roles:attribute_of_area")
        if following is head and found.last + 1 in self._toponyms:
            return Role("place", "roles:attribute_of_place")  # "im syrischen Aleppo"
        return self._depends(found.form, head, place)

    def _depends(self, form: str, head: Word | None, place: GazetteerPlace) -> Role:
        kind = head_class(head.text) if head is not None else None
        return Role(role_for(kind, place), f"roles:{form}_of_{kind or 'unknown'}")

    def _is_people(
        self, found: Found, place: GazetteerPlace, following: Word | None, head: Word | None
    ) -> bool:
        """Whether an attribute's form is a noun here ("die Ukrainer", "viele Deutsche")."""
        word = self._words[found.last]
        direct = following is not None and following is head
        if found.form == "adjective":
            named = direct and head is not None and head.text in first_names()
            return _is_noun(word.text) and (named or not (direct or self._joins(found.last)))
        if not direct or head is None or not word.text.endswith("er"):
            return True  # only "Wiener", "Schweizer" stand in front of a noun unchanged
        if head.text in first_names():
            return True  # "der Wiener Thomas ..."
        return place.kind == "country" and head_class(head.text) is None and not is_geographic(head)

    def _joins(self, index: int) -> bool:
        """Whether further adjectives of places follow ("deutsche und polnische Soldaten")."""
        behind = self._words[index + 1 : index + 3]
        return any(word.lower in derived().adjectives and not word.is_title for word in behind)

    def _following(self, index: int) -> Word | None:
        return self._words[index + 1] if index + 1 < len(self._words) else None


def _is_noun(form: str) -> bool:
    """Whether an adjective's form is also what people are called ("Deutsche", "Ostdeutsche")."""
    if form in derived().demonyms:
        return True
    cut = (len(p) for p in words("place_prefixes", "prefix") if form.lower().startswith(p))
    return form[:1].isupper() and any(
        form[size:].capitalize() in derived().demonyms for size in cut
    )
