"""The spaCy component ``lagebild_dates``."""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.dates.expressions import expressions_of, is_dated, may_open
from pipeline.dates.reading import Expression
from pipeline.language import Clip, clips_of
from pipeline.language.marks import mark
from pipeline.language.numbering import Column
from pipeline.model import DateMention

Doc.set_extension("lagebild_dates", default=(), force=True)

_FIRST_YEAR, _LAST_YEAR = 1000, 9000


def _kind(text: str) -> int:
    """Return whether a date expression may begin at a word, and whether the word dates it."""
    return 1 + _DATED if is_dated(text) else int(may_open(text))


_DATED = 2
_KIND = Column(_kind)


class DateFinder:
    """Sets ``doc._.lagebild_dates``, a tuple of ``DateMention`` a sentence, and a span group.

    The publication date is read from ``doc.user_data["lagebild.published"]``; without it only
    absolute dates are resolved.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of a document."""
        published: date | None = doc.user_data.get("lagebild.published")
        if published is not None and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
            published = None  # the calendar ends too near to count from there
        rows = tuple(tuple(_mentions(clip, published)) for clip in clips_of(doc))
        doc._.lagebild_dates = rows
        mark(doc, "lagebild_dates", ((m.start, m.end, "DATE") for row in rows for m in row))
        return doc


def _mentions(clip: Clip, published: date | None) -> list[DateMention]:
    kinds = clip.marked(_KIND)
    if not any(kind & _DATED for kind in kinds.values()):
        return []
    return [_mention(clip, found) for found in expressions_of(clip.words, published, kinds)]


def _mention(clip: Clip, expression: Expression) -> DateMention:
    start, end = clip.words[expression.first].start, clip.words[expression.last].end
    if clip.words[expression.last].text[:4].isdigit() and clip.text.endswith("."):
        end = min(end, clip.end - 1)  # the stop of "2022." ends the sentence
    resolved = expression.date
    return DateMention(
        text=clip.slice(start, end),
        start=start,
        end=end,
        date=resolved.isoformat() if resolved else None,
        precision=expression.precision,
        resolved=resolved is not None,
    )


@Language.factory("lagebild_dates")
def make_dates(nlp: Language, name: str) -> DateFinder:
    """Build the component."""
    return DateFinder()
