"""The sentences of one document, read as deep as the rooms of the events ask for.

Most sentences name no event and are not looked at; who speaks in one may depend on those before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.events.attribution import Attribution
from pipeline.events.entities import EntityTable, mentions_of
from pipeline.events.frames import Frames
from pipeline.events.nominals import NounPhrase, noun_phrases
from pipeline.events.speech import Source
from pipeline.language import Clip
from pipeline.language.clauses import Clause, clauses_of
from pipeline.language.forms import Forms
from pipeline.model import Place

#: How many sentences back a speaker is looked for.
_BACK = 3


class Reading:
    """Clauses, noun phrases and sources by the index of the sentence, each read once.

    Args:
        clips: The sentences of the document.
        places: The places of each.
        published: Decides who is in office.
        forms: Inflection.
        entities: The actors of the language.
    """

    def __init__(
        self,
        clips: Sequence[Clip],
        places: Sequence[Sequence[Place]],
        published: date | None,
        forms: Forms,
        entities: EntityTable,
    ) -> None:
        self._clips, self._places, self._published = clips, places, published
        self._forms, self._entities = forms, entities
        self._clauses: dict[int, tuple[Clause, ...]] = {}
        self._phrases: dict[int, list[NounPhrase]] = {}
        self._frames: dict[int, Frames] = {}

    def clauses(self, index: int) -> tuple[Clause, ...]:
        """Return the clauses of a sentence."""
        if index not in self._clauses:
            self._clauses[index] = clauses_of(self._clips[index], self._forms)
        return self._clauses[index]

    def phrases(self, index: int) -> list[NounPhrase]:
        """Return the noun phrases of a sentence with the parties that they name."""
        if index not in self._phrases:
            clip = self._clips[index]
            mentions = mentions_of(clip, self._places[index], self._published, self._entities)
            found = noun_phrases(clip, self.clauses(index), mentions, self._forms)
            self._phrases[index] = found
        return self._phrases[index]

    def frames(self, index: int) -> Frames:
        """Return subjects and objects of the clauses of a sentence."""
        if index not in self._frames:
            clauses, phrases = self.clauses(index), self.phrases(index)
            self._frames[index] = Frames(self._clips[index], clauses, phrases, self._forms)
        return self._frames[index]

    def attribution(self, index: int, back: int = _BACK) -> Attribution:
        """Return what finds the sources of a sentence, looking some sentences back."""

        def before() -> Source | None:
            if index == 0 or back == 0:
                return None
            return self.attribution(index - 1, back - 1).main()

        return Attribution(
            self._clips[index],
            self.clauses(index),
            self.phrases(index),
            self.frames(index),
            self._forms,
            before,
        )
