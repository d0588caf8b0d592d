"""The spaCy component ``lagebild_troops``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import Clip, Word, clips_of
from pipeline.language.marks import mark
from pipeline.language.numbering import Column
from pipeline.model import DateMention, Place, TroopCount
from pipeline.troops.casualties import is_casualty
from pipeline.troops.locations import location
from pipeline.troops.mentions import Mention, is_one, mentions_of, quantity_before
from pipeline.troops.owners import owner
from pipeline.troops.parties import actors_of
from pipeline.troops.scene import Scene
from pipeline.troops.tables import prefix_of
from pipeline.troops.units import Unit, is_foreign, is_military, may_name_unit, unit_of

Doc.set_extension("lagebild_troops", default=(), force=True)

_UNITS = Column(may_name_unit)
_DEFINITE = frozenset({"die", "der", "den", "dem", "diese", "dieser", "diesen"})
#: How many sentences back an owner is remembered.
_MEMORY = 2
#: How many sentences back the military may have been spoken of: "Riga übergab vier Hubschrauber".
_AROUND = 3


@dataclass(frozen=True, slots=True)
class _Context:
    """What the sentences before say: their mentions, and whether they speak of the military."""

    earlier: Sequence[tuple[TroopCount, ...]]
    military: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was found out about a mention."""

    mention: Mention
    owner: str | None
    place: Place | None
    casualty: bool


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
        published: date | None = doc.user_data.get("lagebild.published")
        rows: list[tuple[TroopCount, ...]] = []
        for clip, found, when in zip(clips, places, dates, strict=True):
            if not clip.marked(_UNITS):
                rows.append(())
                continue
            around = clips[max(0, clip.index - _AROUND) : clip.index]
            context = _Context(rows[-_MEMORY:], any(is_military(c.words) for c in around))
            rows.append(_counts(clip, found, when, published, context))
        doc._.lagebild_troops = tuple(rows)
        mark(doc, "lagebild_troops", ((c.start, c.end, c.unit) for row in rows for c in row))
        return doc


def _counts(
    clip: Clip,
    places: Sequence[Place],
    dates: Sequence[DateMention],
    published: date | None,
    context: _Context,
) -> tuple[TroopCount, ...]:
    units = [(i, unit) for i, word in enumerate(clip.words) if (unit := unit_of(word))]
    dated = frozenset(
        i
        for i, word in enumerate(clip.words)
        if any(when.start <= word.start < when.end for when in dates)
    )
    origins = _origins(clip.words, places)
    military = is_military(clip.words) or (context.military and not is_foreign(clip.words))
    units = list(_military(clip.words, units, origins, dated, military=military))
    if not units:
        return ()
    scene = Scene(clip, places, actors_of(clip.words, published))
    mentions = mentions_of(clip.words, units, origins, dated)
    remembered = {count.nationality for row in context.earlier for count in row} - {None}
    return tuple(_count(clip, reading) for reading in _read(scene, mentions, remembered))


def _origins(words: Sequence[Word], places: Sequence[Place]) -> frozenset[int]:
    """Return the words that are adjectives of origin: "russische", "Kiewer"."""
    starts = {p.start for p in places if p.form in {"adjective", "demonym"}}
    return frozenset(i for i, word in enumerate(words) if word.start in starts)


def _military(
    words: Sequence[Word],
    units: Sequence[tuple[int, Unit]],
    origins: frozenset[int],
    dated: frozenset[int],
    *,
    military: bool,
) -> Iterator[tuple[int, Unit]]:
    """Keep the nouns that mean the military here; see ``context`` in ``troop_units.tsv``."""
    kept: list[int] = []
    for index, unit in units:
        owned = index - 1 in origins
        if unit.context == "military":
            fits = military or owned
        elif unit.context == "counted":
            quantity = quantity_before(words, index, dated) if military else None
            fits = quantity is not None and not is_one(words, quantity)
        elif unit.context == "owned":
            fits = military and (owned or _beside(words, kept, index))
        else:
            fits = True
        if fits and not (unit.name == "weapons" and _unit_follows(words, index)):
            kept.append(index)
            yield index, unit


def _beside(words: Sequence[Word], kept: Sequence[int], index: int) -> bool:
    """Whether a unit shares a list with the one before: "20 Panzer und drei Schiffe"."""
    between = [word.lower for word in words[kept[-1] + 1 : index]] if kept else []
    return 0 < len(between) <= 6 and not {",", "und", "sowie"}.isdisjoint(between)


def _unit_follows(words: Sequence[Word], index: int) -> bool:
    """Whether a type of weapon only describes the unit behind it: "Leopard 2 Panzer"."""
    return any(unit_of(word) is not None for word in words[index + 1 : index + 3])


def _read(
    scene: Scene, mentions: Sequence[Mention], remembered: set[str | None]
) -> Iterator[_Reading]:
    done: list[_Reading] = []
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        clause = scene.clause_at(mention.noun)
        hit = is_casualty(scene, mention, clause)
        whose = owner(scene, mention, clause, casualty=hit)
        reading = _Reading(mention, whose, location(scene, mention, clause, following), hit)
        done.append(_completed(scene, reading, done, remembered))
    yield from done


def _completed(
    scene: Scene, reading: _Reading, done: Sequence[_Reading], remembered: set[str | None]
) -> _Reading:
    """Fill in what a list, a whole or an earlier mention says of a mention."""
    mention = reading.mention
    before = done[-1] if done else None
    part = mention.of is not None
    if before is not None and (part or scene.joined(before.mention.last, mention.first)):
        return replace(
            reading,
            owner=reading.owner or before.owner,
            place=reading.place or (None if part else before.place),
            casualty=reading.casualty or before.casualty,
        )
    known = remembered | {each.owner for each in done} - {None}
    known_here = _is_known(scene, mention) or _goes_on(scene, mention)
    if reading.owner is None and len(known) == 1 and known_here:
        return replace(reading, owner=next(iter(known)))
    return reading


def _is_known(scene: Scene, mention: Mention) -> bool:
    """Whether an article says that the troops were mentioned before: "die 500 Soldaten"."""
    before = scene.words[mention.first - 1].lower if mention.first else ""
    return (
        before in _DEFINITE and scene.words[mention.noun].lower == scene.words[mention.last].lower
    )


def _goes_on(scene: Scene, mention: Mention) -> bool:
    """Whether a sentence that names no other party goes on to count the troops told of before."""
    named = scene.parties or any(prefix_of(f"{word.lower}-") for word in scene.words)
    return mention.quantity is not None and not named and not is_one(scene.words, mention.quantity)


def _count(clip: Clip, reading: _Reading) -> TroopCount:
    mention, place = reading.mention, reading.place
    counted = mention.quantity if mention.unit.is_counted else None
    start, end = clip.words[mention.first].start, clip.words[mention.last].end
    if clip.words[mention.last].text[0].isdigit() and clip.words[mention.last].text.endswith("."):
        end -= 1  # the stop of "auf 6.000." ends the sentence
    return TroopCount(
        text=clip.slice(start, end),
        start=start,
        end=end,
        count_min=counted.low if counted else None,
        count_max=counted.high if counted else None,
        approximate=bool(counted and counted.approximate),
        unit=mention.unit.name,
        nationality=reading.owner,
        place=place.place_id if place else None,
        place_country=(place.country or None) if place else None,
        casualties=reading.casualty,
    )


@Language.factory("lagebild_troops")
def make_troops(nlp: Language, name: str) -> TroopFinder:
    """Build the component."""
    return TroopFinder()
