"""The spaCy component ``lagebild_troops``.

A mention runs from its quantity to the noun of the unit ("Zehntausende von russischen Truppen"), or
is the noun with its attribute of origin where there is no number ("russische Truppen").
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import Clip, Word, clips_of
from pipeline.model import DateMention, Place, TroopCount
from pipeline.numerals import Quantity, is_quantity_word, quantity_at
from pipeline.troops.owners import location, owner
from pipeline.troops.units import Unit, is_military, unit_of, words_of

Doc.set_extension("lagebild_troops", default=(), force=True)

#: Words that may stand between a quantity and its unit: adjectives, "von", "der".
_MAX_BETWEEN = 5
_SINGULAR = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})
_CLAUSE_ENDS = frozenset({",", ";", ":", "–", "(", ")"})


class TroopFinder:
    """Sets ``doc._.lagebild_troops``, a tuple of ``TroopCount`` a sentence, and a span group."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the troop mentions of a document."""
        clips = clips_of(doc)
        places: Sequence[tuple[Place, ...]] = (
            doc._.lagebild_places if doc.has_extension("lagebild_places") else ()
        ) or [()] * len(clips)
        dates: Sequence[tuple[DateMention, ...]] = (
            doc._.lagebild_dates if doc.has_extension("lagebild_dates") else ()
        ) or [()] * len(clips)
        rows = [
            tuple(self._mentions(clip, found, when))
            for clip, found, when in zip(clips, places, dates, strict=True)
        ]
        doc._.lagebild_troops = tuple(rows)
        spans = [
            doc.char_span(count.start, count.end, label=count.unit, alignment_mode="expand")
            for row in rows
            for count in row
        ]
        doc.spans["lagebild_troops"] = [span for span in spans if span is not None]
        return doc

    def _mentions(
        self, clip: Clip, places: Sequence[Place], dates: Sequence[DateMention]
    ) -> list[TroopCount]:
        units = [(i, unit) for i, word in enumerate(clip.words) if (unit := unit_of(word))]
        if not units:
            return []
        military = is_military(clip.words)
        dated = frozenset(
            i
            for i, word in enumerate(clip.words)
            if any(when.start <= word.start < when.end for when in dates)
        )
        return [
            self._mention(clip, index, unit, places, dated)
            for index, unit in units
            if military or not unit.needs_context or _owned(clip.words[index], places)
        ]

    def _mention(
        self, clip: Clip, index: int, unit: Unit, places: Sequence[Place], dated: frozenset[int]
    ) -> TroopCount:
        noun = clip.words[index]
        quantity = _quantity(clip.words, index, dated)
        start = clip.words[quantity.first].start if quantity else _attribute(noun, places)
        counted = quantity if unit.countable in {"person", "item"} else None
        casualties = _is_casualty(clip.words, index)
        nationality = owner(noun, start, places, clip.text, clip.start, casualties=casualties)
        place = location(start, noun.end, places)
        return TroopCount(
            text=clip.slice(start, noun.end),
            start=start,
            end=noun.end,
            count_min=counted.low if counted else None,
            count_max=counted.high if counted else None,
            approximate=bool(counted and counted.approximate),
            unit=unit.name,
            nationality=nationality,
            place=place.place_id if place else None,
            place_country=(place.country or None) if place else None,
            casualties=casualties,
        )


def _owned(noun: Word, places: Sequence[Place]) -> bool:
    """Whether an adjective of origin stands directly in front, as in "russische Panzer"."""
    return any(p.form == "adjective" and 0 < noun.start - p.end <= 2 for p in places)


def _attribute(noun: Word, places: Sequence[Place]) -> int:
    """Return where the mention begins without a number: at its adjective of origin, if any."""
    near = [p.start for p in places if p.form == "adjective" and 0 < noun.start - p.end <= 2]
    return near[-1] if near else noun.start


def _quantity(words: Sequence[Word], noun: int, dated: frozenset[int]) -> Quantity | None:
    """Return the quantity in front of a noun with only attributes between them.

    ``dated`` are the words of dates: the 2022 of "im Februar 2022" counts no soldiers.
    """
    for first in range(max(0, noun - _MAX_BETWEEN - 4), noun):
        word = words[first]
        if first in dated or not is_quantity_word(word):
            continue
        quantity = quantity_at(words, first)
        if quantity is None or quantity.last >= noun:
            continue
        between = words[quantity.last + 1 : noun]
        if len(between) > _MAX_BETWEEN or not all(_is_attribute(item) for item in between):
            continue
        if word.lower in _SINGULAR and quantity.last == first and between:
            continue
        return quantity
    return None


def _is_attribute(word: Word) -> bool:
    """Whether a word may stand between number and unit: "von", an article, an adjective."""
    text = word.lower
    return not word.is_title and (
        text in {"von", "der", "und"} or text.endswith(("e", "en", "er", "em", "es"))
    )


def _is_casualty(words: Sequence[Word], index: int) -> bool:
    """Whether a word of harm stands in the same part of the sentence as the unit."""
    first = last = index
    while first > 0 and words[first - 1].text not in _CLAUSE_ENDS:
        first -= 1
    while last + 1 < len(words) and words[last + 1].text not in _CLAUSE_ENDS:
        last += 1
    texts = {word.lower for word in words[first : last + 1]}
    return not texts.isdisjoint(words_of("casualties"))


@Language.factory("lagebild_troops")
def make_troops(nlp: Language, name: str) -> TroopFinder:
    """Build the component."""
    return TroopFinder()
