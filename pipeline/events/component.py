"""The spaCy component ``lagebild_events``: coded events and the escalation of each sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.events.actors import participants
from pipeline.events.acts import anchor_of, once
from pipeline.events.bygone import Bygone, present
from pipeline.events.claims import (
    Told,
    as_claimed,
    as_quoted,
    as_spoken,
    blames_subject,
    is_demanded,
)
from pipeline.events.coder import Match
from pipeline.events.completion import Scene
from pipeline.events.domains import load_domains
from pipeline.events.entities import load_entities
from pipeline.events.escalation import escalation, share
from pipeline.events.fields import load_fields
from pipeline.events.finder import Finder
from pipeline.events.folded import unfolded
from pipeline.events.passage import Passage
from pipeline.events.quoted import is_quoted
from pipeline.events.reading import Reading
from pipeline.events.recalled import is_recalled, recalled
from pipeline.events.rules import ATTACK
from pipeline.events.setting import Setting
from pipeline.events.severity import Severity
from pipeline.events.status import StatusReader
from pipeline.events.story import Story
from pipeline.events.tolls import load_tolls, without_tolls
from pipeline.language import Clip, clips_of
from pipeline.language.clauses import Clause
from pipeline.language.forms import load_forms
from pipeline.language.marks import mark
from pipeline.model import Cue, DateMention, Event, Place

NAME = "lagebild_events"
#: How many sentences an attack stays in the reader's mind: "Tote gab es auch in der Hauptstadt".
_TOLD = 3
#: Types of acts that a date is of; what is said today may speak of any day.
_DATED = frozenset({"AID", "CONSULT", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})
Doc.set_extension(NAME, default=(), force=True)
Doc.set_extension("lagebild_escalation", default=(), force=True)


class EventCoder:
    """Codes the events of a document.

    Writes ``doc._.lagebild_events`` (a tuple of ``Event`` a sentence),
    ``doc._.lagebild_escalation`` (score and cues a sentence) and the span group
    ``lagebild_events``. Places and dates are taken from the rooms before, where these have run.
    """

    def __init__(self, language: str) -> None:
        self._forms = load_forms(language)
        self._finder = Finder(language)
        self._tolls = load_tolls(language)
        self._severity = Severity(self._forms, language)
        self._domains, self._fields = load_domains(language), load_fields(language)
        self._entities = load_entities(language)
        self._language = language

    def __call__(self, doc: Doc) -> Doc:
        """Code a document."""
        clips = clips_of(doc)
        places = _rows(doc, "lagebild_places", len(clips))
        dates = _rows(doc, "lagebild_dates", len(clips))
        published = doc.user_data.get("lagebild.published")
        today = present(published, dates)
        story = Story()
        reading = Reading(
            clips, places, published, self._forms, self._entities, self._fields, story
        )
        found: list[tuple[tuple[Event, ...], float, tuple[Cue, ...]]] = []
        for c in clips:
            told = any(e.type == ATTACK for events, _, _ in found[-_TOLD:] for e in events)
            rows = places[c.index], dates[c.index]
            found.append(self._sentence(reading, c, *rows, today, told=told))
        doc._.lagebild_events = tuple(events for events, _, _ in found)
        doc._.lagebild_escalation = tuple((score, cues) for _, score, cues in found)
        mark(doc, NAME, (_span(event) for events, _, _ in found for event in events))
        return doc

    def _sentence(
        self,
        reading: Reading,
        clip: Clip,
        places: tuple[Place, ...],
        dates: tuple[DateMention, ...],
        today: date,
        *,
        told: bool,
    ) -> tuple[tuple[Event, ...], float, tuple[Cue, ...]]:
        """Code a sentence; ``told`` when one shortly before tells of an attack."""
        matches, tense = self._finder.find(reading, clip, told=told)
        passage = Passage(reading, clip.index)
        tense = tuple(self._domains.tense(tense, passage))
        if not matches and not tense:
            return (), 0.0, ()
        clauses = reading.clauses(clip.index)
        reader = StatusReader(clip, clauses, matches, self._forms, self._language)
        told_of = tuple(self._events(reading, clip, matches, reader, places, dates))
        told_of = without_tolls(told_of, clip, self._forms, self._tolls)
        events = unfolded(told_of, clip, clauses)
        bygone = Bygone(clip, clauses, dates, today, self._language)
        past = recalled(clip, clauses, self._language) if events else frozenset()
        placed = [
            (event, anchor)
            for event in events
            for anchor in (anchor_of(event, clip),)
            if not bygone.tells(anchor) and not is_recalled(event.type, anchor, past)
        ]
        events = once(tuple(self._domains.kept(placed, passage)), clip, clauses)
        events = self._severity.graded(events, clip, clauses)
        shares = [share(-event.intensity, event.status) for event in events]
        shares += [share(match.rule.intensity, reader.of_tension(match)) for match in tense]
        cues = tuple(_cue(clip, match.anchor, match.rule.id) for match in tense)
        return events, escalation(shares), cues

    def _events(
        self,
        reading: Reading,
        clip: Clip,
        matches: tuple[Match, ...],
        status: StatusReader,
        places: tuple[Place, ...],
        dates: tuple[DateMention, ...],
    ) -> Iterator[tuple[Match, Event]]:
        """Yield the events of a sentence with their matches, an accusation told twice once."""
        if not matches:
            return
        clauses, index = reading.clauses(clip.index), clip.index
        phrases, frames = reading.phrases(index), reading.frames(index)
        parties = participants(clip, clauses, matches, phrases, frames, self._forms)
        attribution = reading.attribution(index)
        scene = Scene(clip, clauses, phrases, frames, reading.story)
        known: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
        for match, sides in zip(matches, parties, strict=True):
            if all(sides):
                reading.story.note(scene.act(match, sides, None))
        for match, open_ in zip(matches, parties, strict=True):
            said = attribution.voice if is_quoted(match) else attribution.of
            source = said(match.clause) or attribution.teller(match)
            sides = scene.completed(match, open_, source)
            ruling = status.status(match)
            if ruling[0] == "denied" and match.rule.type == "ACCUSE" and source is None:
                source = attribution.subject(match.clause)  # "wies die Vorwürfe zurück"
            speaker = source.name if source else None
            told = Told(*ruling, *sides, speaker)
            blames = blames_subject(clip, match, self._forms)
            told = as_quoted(told) if is_quoted(match) else as_claimed(match, told, blames=blames)
            told = as_spoken(match, told, demanded=is_demanded(match, matches, clauses))
            accused = (told.actors, told.targets)
            if match.rule.type == "ACCUSE" and blames and accused in known:
                continue  # "warf Kiew vor, ... zu sabotieren" is one accusation.
            if match.rule.type == "ACCUSE":
                known.add(accused)
            reading.story.note(scene.act(match, accused, source))
            yield match, self._event(clip, clauses, match, told, places, dates, reading.published)

    def _event(
        self,
        clip: Clip,
        clauses: tuple[Clause, ...],
        match: Match,
        told: Told,
        places: tuple[Place, ...],
        dates: tuple[DateMention, ...],
        published: date | None,
    ) -> Event:
        setting = Setting(clip, clauses, match)
        where, when = setting.place(places), setting.date(dates)
        planned = match.rule.type in _DATED and told.status == "asserted"
        if planned and when is not None and setting.is_later(when, published):
            cue = Cue(when.text, when.start, when.end, "dates:later")
            told = replace(told, status="hypothetical", cues=(cue,))
        if told.status == "hypothetical":
            when = setting.ahead(when, published)
        cues = [_cue(clip, i, match.rule.id) for i in match.words]
        return Event(
            type=match.rule.type,
            mode=match.rule.mode,
            status=told.status,
            intensity=match.rule.intensity,
            actors=told.actors,
            targets=told.targets,
            place=where.place_id if where else None,
            date=when.date if when else None,
            speaker=told.speaker,
            cues=(*cues, *told.cues),
        )


def _cue(clip: Clip, index: int, rule: str) -> Cue:
    word = clip.words[index]
    return Cue(word.text, word.start, word.end, rule)


def _rows(doc: Doc, name: str, sentences: int) -> tuple[tuple[Any, ...], ...]:
    """Return what an earlier room left, one entry a sentence; empty entries without the room."""
    rows = getattr(doc._, name) if Doc.has_extension(name) else ()
    return rows or ((),) * sentences


def _span(event: Event) -> tuple[int, int, str]:
    cue = event.cues[0]
    return cue.start, cue.end, f"{event.type}:{event.status}"


@Language.factory(NAME, default_config={"language": "de"})
def make_events(nlp: Language, name: str, language: str) -> EventCoder:
    """Build the component for a language."""
    return EventCoder(language)
