"""The spaCy component ``lagebild_places``: recognise, resolve, decide the role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import Clip, clips_of
from pipeline.language.marks import mark
from pipeline.model import Place
from pipeline.places.advice import EntityAdvice
from pipeline.places.derivations import Found
from pipeline.places.gazetteer import Gazetteer, load
from pipeline.places.namesakes import survey_namesakes
from pipeline.places.recognise import Recogniser
from pipeline.places.resolve import (
    NO_HINT,
    Hint,
    Resolved,
    Scored,
    Surroundings,
    explain,
    resolve,
)
from pipeline.places.role import RoleDecider
from pipeline.places.surroundings import hints, survey

Doc.set_extension("lagebild_places", default=(), force=True)


@dataclass(frozen=True, slots=True)
class Explained:
    """A mention with all the places that it could mean, best first, as the document weighs them."""

    mention: Found
    candidates: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of a document before senses are chosen; rows are sentences."""

    clips: tuple[Clip, ...]
    found: list[list[Found]]
    hints: list[list[Hint]]
    senses: _Senses


class PlaceFinder:
    """Sets ``doc._.lagebild_places``, a tuple of ``Place`` a sentence, and a span group."""

    def __init__(self, gazetteer: Gazetteer, advice: EntityAdvice | None = None) -> None:
        self._recogniser = Recogniser(gazetteer, advice)

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of a document."""
        reading = self._read(doc)
        rows: list[tuple[Place, ...]] = []
        for clip, sentence, row_hints in zip(
            reading.clips, reading.found, reading.hints, strict=True
        ):
            if not sentence:
                rows.append(())
                continue
            decider = RoleDecider(clip.words, sentence)
            rows.append(
                tuple(
                    _place(mention, reading.senses.of(mention, hint), decider)
                    for mention, hint in zip(sentence, row_hints, strict=True)
                )
            )
        doc._.lagebild_places = tuple(rows)
        mark(doc, "lagebild_places", ((p.start, p.end, p.role) for row in rows for p in row))
        return doc

    def explain(self, doc: Doc) -> tuple[Explained, ...]:
        """Return the mentions of a document, in order, with the scores of all candidates."""
        reading = self._read(doc)
        return tuple(
            Explained(mention, tuple(reading.senses.explain(mention, hint)))
            for sentence, row_hints in zip(reading.found, reading.hints, strict=True)
            for mention, hint in zip(sentence, row_hints, strict=True)
        )

    def _read(self, doc: Doc) -> _Reading:
        clips = clips_of(doc)
        namesakes = survey_namesakes(clips)
        found = [self._recogniser.find(clip, namesakes) for clip in clips]
        hinted = [
            hints(clip.words, mentions) if mentions else []
            for clip, mentions in zip(clips, found, strict=True)
        ]
        mentions = [mention for sentence in found for mention in sentence]
        senses = _Senses(survey(mentions, doc.user_data.get("lagebild.url", "")))
        senses.settle(zip(mentions, (hint for row in hinted for hint in row), strict=True))
        return _Reading(clips, found, hinted, senses)


class _Senses:
    """One name has one sense in a document, unless what stands beside a mention says otherwise."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._settled: dict[str, tuple[Resolved, Hint]] = {}

    def settle(self, mentions: Iterable[tuple[Found, Hint]]) -> None:
        """Let the first mention of a name that says where it lies speak for the bare ones."""
        for mention, hint in mentions:
            if hint and mention.name not in self._settled:
                self._settled[mention.name] = self._resolve(mention, hint), hint

    def of(self, mention: Found, hint: Hint) -> Resolved:
        """Return the sense of a mention."""
        return self._decide(mention, hint)[0]

    def explain(self, mention: Found, hint: Hint) -> list[Scored]:
        """Return all senses of a mention, best first, under the hint that decides about it."""
        _, deciding = self._decide(mention, hint)
        return explain(mention.senses, mention.name, self._surroundings, deciding)

    def _decide(self, mention: Found, hint: Hint) -> tuple[Resolved, Hint]:
        if hint:
            return self._resolve(mention, hint), hint
        known = self._settled.get(mention.name)
        if known is None or known[0].place not in {sense.place for sense in mention.senses}:
            known = self._settled[mention.name] = self._resolve(mention, NO_HINT), NO_HINT
        return known

    def _resolve(self, mention: Found, hint: Hint) -> Resolved:
        return resolve(mention.senses, mention.name, self._surroundings, hint)


def _place(found: Found, resolved: Resolved, decider: RoleDecider) -> Place:
    place = resolved.place
    role = decider.decide(found, place)
    return Place(
        text=found.text,
        start=found.start,
        end=found.end,
        form=found.form,
        place_id=place.id,
        name=place.name_de,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        kind=place.kind,
        role=role.role,
        confidence=resolved.confidence,
        reason=role.reason,
        disputed=place.disputed,
    )


@Language.factory("lagebild_places", default_config={"ner_model": None, "boundary_policy": None})
def make_places(
    nlp: Language, name: str, ner_model: str | None, boundary_policy: str | None
) -> PlaceFinder:
    """Build the component over the gazetteer of the repository.

    ``ner_model`` names a spaCy model, or its folder, that is asked about doubtful names;
    ``boundary_policy`` which state disputed areas count to (``pipeline.boundaries``).
    """
    return PlaceFinder(load(boundary_policy), EntityAdvice(ner_model) if ner_model else None)
