"""The sentences of one document, read as deep as the rooms of the events ask for.

Most sentences name no event and are not looked at; who speaks in one may depend on those before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from pipeline.events.abroad import HOME, names_abroad, names_party, parties
from pipeline.events.anaphora import resolve
from pipeline.events.attribution import Attribution
from pipeline.events.cast import Cast
from pipeline.events.entities import EntityTable, Mention, mentions_of
from pipeline.events.fields import Fields, Spoken
from pipeline.events.frames import Frames
from pipeline.events.naming import Told
from pipeline.events.nominals import NounPhrase, noun_phrases
from pipeline.events.opposed import oppose
from pipeline.events.read import ReadSentence
from pipeline.events.speech import Source
from pipeline.events.story import Story
from pipeline.language import Clip
from pipeline.language.clauses import Clause, clauses_of
from pipeline.language.forms import Forms
from pipeline.model import Place

#: How many sentences back and on a speaker is looked for.
_BACK = 3
#: How many sentences before and behind tell whether one is about affairs at home.
_NEAR = 2
#: How many of them, and of the head of a report on conflict or diplomacy, speak of it.
_POLITICAL = 2
#: Parties abroad that deal with each other.
_TWO = 2


class Reading:
    """Clauses, noun phrases and sources by the index of the sentence, each read once.

    Args:
        clips: The sentences of the document.
        places: The places of each.
        published: Decides who is in office.
        forms: Inflection.
        entities: The actors of the language.
        fields: Its fields of life.
        story: Who acted on whom; grows while the document is read.
    """

    def __init__(
        self,
        clips: Sequence[Clip],
        places: Sequence[Sequence[Place]],
        published: date | None,
        forms: Forms,
        entities: EntityTable,
        fields: Fields,
        story: Story,
    ) -> None:
        self.story = story
        self._clips, self._places, self.published = clips, places, published
        self._forms, self._entities = forms, entities
        self._clauses: dict[int, tuple[Clause, ...]] = {}
        self._named: dict[int, ReadSentence] = {}
        self._resolved: set[int] = set()
        self._fields = fields
        self._mentions: dict[int, tuple[Mention, ...]] = {}
        self._parties: dict[int, frozenset[str]] = {}
        self._spoken: dict[int, Spoken] = {}
        self._political: dict[int, bool] = {}
        self._abroad: dict[int, bool] = {}
        self._told: dict[int, Told] = {}

    def __len__(self) -> int:
        return len(self._clips)

    def clip(self, index: int) -> Clip:
        """Return a sentence."""
        return self._clips[index]

    def clauses(self, index: int) -> tuple[Clause, ...]:
        """Return the clauses of a sentence."""
        if index not in self._clauses:
            self._clauses[index] = clauses_of(self._clips[index], self._forms)
        return self._clauses[index]

    def mentions(self, index: int) -> tuple[Mention, ...]:
        """Return the parties named in a sentence."""
        if index not in self._mentions:
            clip, places = self._clips[index], self._places[index]
            self._mentions[index] = mentions_of(clip, places, self.published, self._entities)
        return self._mentions[index]

    def cast(self, index: int) -> Cast:
        """Return the parties of the document up to a sentence."""
        return Cast(self.mentions, index, self.story)

    def parties(self, index: int) -> frozenset[str]:
        """Return what the parties named in a sentence and those next to it are evidence of."""
        if index not in self._parties:
            around = _around(index, len(self._clips))
            near = (mention for other in around for mention in self.mentions(other))
            self._parties[index] = parties(near)
        return self._parties[index]

    def told(self, index: int) -> Told:
        """Return what the sentences before one have named."""
        if index not in self._told:
            sentences = range(max(0, index - _NEAR), index)
            abroad = any(m.actor not in HOME for other in sentences for m in self.mentions(other))
            self._told[index] = Told((self._clips[other] for other in sentences), abroad=abroad)
        return self._told[index]

    def tells_of_abroad(self, index: int) -> bool:
        """Whether a sentence names a party abroad or stands in a report on conflict or diplomacy.

        Words of that and a name must occur near it, or in the head of the document: a report names
        country and subject there and perhaps never again.
        """
        if index not in self._abroad:
            self._abroad[index] = self._tells_of_abroad(index)
        return self._abroad[index]

    def _tells_of_abroad(self, index: int) -> bool:
        if names_party(self.mentions(index)):
            return True
        sentences = len(self._clips)
        around = {*_around(index, sentences), *_around(0, sentences)}
        if not any(names_abroad(self.parties(i)) for i in (index, 0)):
            return False
        return sum(map(self.is_political, around)) >= min(_POLITICAL, len(around))

    @cached_property
    def share(self) -> float:
        """The part of the sentences on conflict, diplomacy or dealings of two states, 0 to 1."""
        about = sum(self.is_political(i) or self._deals(i) for i in range(len(self._clips)))
        return about / len(self._clips)

    def _deals(self, index: int) -> bool:
        """Whether a sentence names two parties abroad."""
        clip = self._clips[index]
        if len(self._places[index]) + len(clip.marked(self._entities.begins)) < _TWO:
            return False
        named = {m.actor for m in self.mentions(index) if m.actor and m.kind != "location"}
        return len(named - HOME) >= _TWO

    def spoken_of(self, index: int) -> Spoken:
        """Return the fields of life that a sentence speaks of."""
        if index not in self._spoken:
            clip = self._clips[index]
            self._spoken[index] = self._fields.spoken_of(clip, lambda: self.clauses(index))
        return self._spoken[index]

    def fields(self, sentences: range) -> frozenset[str]:
        """Return the fields of life that some sentences speak of, as far as there are such."""
        return frozenset(field for i in self._inside(sentences) for field in self.spoken_of(i))

    def speaks_of_politics(self, sentences: range, apart_from: int) -> bool:
        """Whether one of some sentences, but one, speaks of conflict or diplomacy."""
        return any(i != apart_from and self.is_political(i) for i in self._inside(sentences))

    def _inside(self, sentences: range) -> range:
        return range(max(0, sentences.start), min(sentences.stop, len(self._clips)))

    def is_political(self, index: int) -> bool:
        """Whether a sentence speaks of conflict or diplomacy."""
        if index not in self._political:
            clip = self._clips[index]
            self._political[index] = self._fields.is_political(clip, lambda: self.clauses(index))
        return self._political[index]

    def phrases(self, index: int) -> list[NounPhrase]:
        """Return the noun phrases of a sentence with the parties that they stand for."""
        return self._read(index).phrases

    def frames(self, index: int) -> Frames:
        """Return subjects and objects of the clauses of a sentence."""
        return self._read(index).frames

    def _read(self, index: int) -> ReadSentence:
        if index not in self._resolved:
            self._resolved.add(index)
            resolve(self._name(index), self._clips, self._name, self._forms, self.cast(index))
        return self._name(index)

    def _name(self, index: int) -> ReadSentence:
        """Return a sentence with the parties that are named in it."""
        if index not in self._named:
            clip, clauses = self._clips[index], self.clauses(index)
            phrases = noun_phrases(clip, clauses, self.mentions(index), self._forms)
            oppose(clip, clauses, phrases)
            frames = Frames(clip, clauses, phrases, self._forms)
            self._named[index] = ReadSentence(clip, clauses, phrases, frames)
        return self._named[index]

    def attribution(self, index: int, back: int = _BACK, on: int = _BACK) -> Attribution:
        """Return what finds the sources of a sentence, looking some sentences back and on."""

        def before() -> Source | None:
            if index == 0 or back == 0:
                return None
            return self.attribution(index - 1, back - 1, 0).main()

        def after() -> Source | None:
            if index + 1 == len(self._clips) or on == 0:
                return None
            behind = self.clauses(index + 1)
            if not behind or not behind[0].quoted:
                return None
            return self.attribution(index + 1, 0, on - 1).of(0)

        return Attribution(
            self._clips[index],
            self.clauses(index),
            self.phrases(index),
            self.frames(index),
            self._forms,
            before,
            after,
        )


def _around(index: int, sentences: int) -> range:
    """Return the indices of a sentence and those near it."""
    return range(max(0, index - _NEAR), min(sentences, index + _NEAR + 1))
