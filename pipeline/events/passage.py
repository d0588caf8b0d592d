"""What a sentence and those around it speak of: the evidence by which fields of life rule out."""

from __future__ import annotations

from functools import cached_property

from pipeline.events.abroad import AT_HOME
from pipeline.events.fields import Spoken
from pipeline.events.reading import Reading

#: How many sentences the field of life that one speaks of goes on.
_CARRIED = 2
#: How many sentences on each side tell whether a passage is on conflict or diplomacy.
_AROUND = 3
#: Part of its sentences below which an article hardly speaks of conflict or diplomacy.
_THIN = 0.18
#: Sentences up to which a text is a line that stands alone: a headline, a note.
_ALONE = 2
#: The field of every sentence of a longer text that is no report on affairs abroad, and of one that
#: names a party at home: there an event needs evidence of conflict or dealings abroad. A line that
#: stands alone is taken at its word.
ANY = "any"
#: The field of every sentence of a longer text, and of one that is no report on affairs abroad.
ARTICLE, TEXT = "article", "text"


class Passage:
    """A sentence among others; what no rule asks for is not looked for.

    Args:
        reading: The sentences of the document.
        index: Of the sentence.
    """

    def __init__(self, reading: Reading, index: int) -> None:
        self._reading, self._index = reading, index
        #: Whether it is a line that stands alone.
        self.alone = len(reading) <= _ALONE

    @cached_property
    def spoken(self) -> Spoken:
        """The fields of life that the sentence speaks of."""
        return self._reading.spoken_of(self._index)

    @cached_property
    def before(self) -> frozenset[str]:
        """The fields of the two sentences before."""
        return self._reading.fields(range(self._index - _CARRIED, self._index))

    @cached_property
    def trusted(self) -> bool:
        """Whether it tells of affairs abroad or is a line that stands alone."""
        return self.alone or self._reading.tells_of_abroad(self._index)

    @cached_property
    def is_political(self) -> bool:
        """Whether a sentence near it, its own left out, speaks of conflict or diplomacy."""
        reading, index = self._reading, self._index
        if reading.speaks_of_politics(range(index - _AROUND, index + _AROUND + 1), index):
            return True
        # A report names its subject in its head.
        return self.trusted and reading.speaks_of_politics(range(_AROUND), index)

    @cached_property
    def is_thin(self) -> bool:
        """Whether few sentences of a longer text speak of conflict or diplomacy."""
        return not self.alone and self._reading.share < _THIN

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What the passage is and what is named near it, as fields of ``event_domain_rules.tsv``.

        All but "thin", which takes the whole article to tell.
        """
        parties = self._reading.parties(self._index)
        kinds = {
            ANY: AT_HOME in parties or not self.trusted,
            ARTICLE: not self.alone,
            TEXT: not self.trusted,
        }
        return parties.union(kind for kind, holds in kinds.items() if holds)
