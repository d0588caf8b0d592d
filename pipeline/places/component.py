"""The spaCy component ``lagebild_places``: recognise, resolve, decide the role."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language import Clip, clips_of
from pipeline.model import Place
from pipeline.places.advice import EntityAdvice
from pipeline.places.gazetteer import Gazetteer, load
from pipeline.places.recognise import Found, Recogniser
from pipeline.places.resolve import Resolved, countries_named, resolve
from pipeline.places.role import RoleDecider

Doc.set_extension("lagebild_places", default=(), force=True)


class PlaceFinder:
    """Sets ``doc._.lagebild_places``, a tuple of ``Place`` a sentence, and a span group."""

    def __init__(self, gazetteer: Gazetteer, advice: EntityAdvice | None = None) -> None:
        self._recogniser = Recogniser(gazetteer, advice)

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of a document."""
        clips = clips_of(doc)
        found = [self._recogniser.find(clip) for clip in clips]
        countries = countries_named(mention for sentence in found for mention in sentence)
        senses: dict[str, Resolved] = {}
        rows = []
        for clip, mentions in zip(clips, found, strict=True):
            decider = RoleDecider(clip.words)
            row = [self._place(mention, decider, countries, senses) for mention in mentions]
            rows.append(tuple(row))
        doc._.lagebild_places = tuple(rows)
        doc.spans["lagebild_places"] = _spans(doc, clips, rows)
        return doc

    def _place(
        self,
        found: Found,
        decider: RoleDecider,
        countries: frozenset[str],
        senses: dict[str, Resolved],
    ) -> Place:
        resolved = senses.get(found.text)
        if resolved is None or resolved.place not in {sense.place for sense in found.senses}:
            resolved = resolve(found.senses, countries)
            senses[found.text] = resolved
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


def _spans(doc: Doc, clips: tuple[Clip, ...], rows: list[tuple[Place, ...]]) -> list[Span]:
    spans = []
    for places in rows:
        for place in places:
            span = doc.char_span(place.start, place.end, label=place.role, alignment_mode="expand")
            if span is not None:
                spans.append(span)
    return spans


@Language.factory("lagebild_places", default_config={"ner_model": None, "boundary_policy": None})
def make_places(
    nlp: Language, name: str, ner_model: str | None, boundary_policy: str | None
) -> PlaceFinder:
    """Build the component over the gazetteer of the repository.

    ``ner_model`` names a spaCy model, or its folder, that is asked about doubtful names;
    ``boundary_policy`` which state disputed areas count to (``pipeline.boundaries``).
    """
    return PlaceFinder(load(boundary_policy), EntityAdvice(ner_model) if ner_model else None)
