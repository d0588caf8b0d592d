"""The composition of all analysis rooms: a ``Document`` in, an ``Annotated`` out; no I/O.

The rooms are spaCy components. Each leaves one entry a sentence in an extension attribute; here
these are put together.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import cast

from spacy.tokens import Doc

import pipeline.dates
import pipeline.events
import pipeline.places
import pipeline.sentiment
import pipeline.troops  # noqa: F401  registers the factories
from pipeline.language import blank, clips_of
from pipeline.language.marks import UNMARKED
from pipeline.methodology import methodology
from pipeline.model import Annotated, Document, Sentence
from pipeline.places.component import Explained, PlaceFinder
from pipeline.scale import with_tone

#: The rooms behind the sentences, in the order in which a document passes them.
ROOMS = (
    "lagebild_places",
    "lagebild_dates",
    "lagebild_troops",
    "lagebild_events",
    "lagebild_sentiment",
)
#: How many words spaCy may know; those beyond are forgotten with the document that they stand in.
_VOCABULARY = 20_000
#: After so many it begins with none again: of each forgotten word some bytes stay in its tables.
_FORGOTTEN = 400_000


class Annotator:
    """Analyses documents of one language; build it once, it loads its tables then.

    Attributes:
        methodology: Version of rules and tables, written into every record.
    """

    def __init__(
        self,
        language: str = "de",
        ner_model: str | None = None,
        boundary_policy: str | None = None,
    ) -> None:
        self.methodology = methodology(language, ner_model, boundary_policy)
        self._language = language
        self._nlp = blank(language)
        for room in ROOMS:
            given = {"ner_model": ner_model, "boundary_policy": boundary_policy}
            self._nlp.add_pipe(room, config=given if room == "lagebild_places" else {})

    def annotate(self, document: Document) -> Annotated:
        """Analyse one document.

        The text is taken as it is: all offsets refer to ``document.text``.

        Raises:
            ValueError: When the text is longer than spaCy takes (1,000,000 characters).
        """
        with self._vocabulary():
            return Annotated(document, _sentences(self._read(document)), self.methodology)

    def explain_places(self, document: Document) -> tuple[Explained, ...]:
        """Return the places of a document with all that each could mean, in the order of the text.

        Raises:
            ValueError: As ``annotate``.
        """
        finder = cast("PlaceFinder", self._nlp.get_pipe("lagebild_places"))
        with self._vocabulary():
            return finder.explain(self._read(document))

    def _vocabulary(self) -> AbstractContextManager[object]:
        """Return what spaCy is to keep its new words in: where it knows many, until the end."""
        known = len(self._nlp.vocab)  # with those that it has forgotten
        if known > _FORGOTTEN:
            anew = blank(self._language)
            self._nlp.vocab, self._nlp.tokenizer = anew.vocab, anew.tokenizer
            return nullcontext()
        return self._nlp.memory_zone() if known > _VOCABULARY else nullcontext()

    def _read(self, document: Document) -> Doc:
        doc = self._nlp.make_doc(document.text)
        doc.user_data["lagebild.published"] = document.published
        doc.user_data["lagebild.url"] = document.url
        doc.user_data[UNMARKED] = True
        return self._nlp(doc)


def _sentences(doc: Doc) -> tuple[Sentence, ...]:
    found = doc._
    clips = clips_of(doc)
    return tuple(
        Sentence(
            text=clip.text,
            start=clip.start,
            end=clip.end,
            index=clip.index,
            escalation=round(
                with_tone(escalation, sentiment) if events or escalation_cues else escalation, 4
            ),
            sentiment=round(sentiment, 4),
            places=places,
            events=events,
            troops=troops,
            dates=dates,
            escalation_cues=escalation_cues,
            sentiment_cues=sentiment_cues,
        )
        for (
            clip,
            places,
            dates,
            troops,
            events,
            (escalation, escalation_cues),
            (sentiment, sentiment_cues),
        ) in zip(
            clips,
            found.lagebild_places,
            found.lagebild_dates,
            found.lagebild_troops,
            found.lagebild_events,
            found.lagebild_escalation,
            found.lagebild_sentiment,
            strict=True,
        )
    )
