"""Whether an event lies in years long past: a chronicle, an obituary or a feature tells no news.

A date that stands with the event in its clause, or opens the sentence ("1910 - ..."), decides. A
year that says since when something lasts or which thing is meant ("die 1949 gegründete Allianz",
"die Resolution von 1967") dates no act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause, above_of
from pipeline.model import DateMention

#: How far back an event is still told as part of what goes on now.
_PAST = timedelta(days=3653)
#: No article that comes without any date is older.
_EARLIEST = date(1990, 1, 1)
#: Words between a noun and the year that tells which one is meant: "Resolution aus dem Jahr 1967".
_REACH = 3
_DECLINED = ("e", "em", "en", "er", "es")


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    """Return the words in front of a year by what they make of it."""
    classes: dict[str, set[str]] = {}
    for row in read_table(f"{language}/event_years.tsv", ("word", "class")):
        classes.setdefault(row["class"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in classes.items()}


def present(published: date | None, dates: Iterable[Sequence[DateMention]]) -> date:
    """Return the day that a document looks back from: its own, or the last one that it names.

    A year alone is none: "bis zum Jahr 2050" looks ahead.
    """
    if published is not None:
        return published
    days = [d.date for row in dates for d in row if d.date is not None and d.precision != "year"]
    return max([_EARLIEST, *map(date.fromisoformat, days)])


class Bygone:
    """Tells the bygone events of one sentence.

    Args:
        clip: The sentence.
        clauses: Its clauses.
        dates: The dates that it names.
        today: The day that the document looks back from.
        language: Of the tables.
    """

    def __init__(
        self,
        clip: Clip,
        clauses: Sequence[Clause],
        dates: Sequence[DateMention],
        today: date,
        language: str = "de",
    ) -> None:
        self._clip, self._clauses, self._today = clip, clauses, today
        self._classes = _words(language)
        self._dates = [(d, self._index(d)) for d in dates if d.date is not None]

    def tells(self, anchor: int) -> bool:
        """Whether the event of a word is dated, and only by days long past.

        What a relative clause tells of a party of today's act belongs to their quarrel: "Madrid,
        das die Kolonie 1975 verließ, fordert Gespräche".
        """
        clause = next(c for c in self._clauses if c.first <= anchor < c.last)
        days = [date.fromisoformat(day) for day in self._of(clause, anchor)]
        past = bool(days) and max(days) < self._today - _PAST
        return past and (clause.kind != "relative" or self._opens())

    def _index(self, mention: DateMention) -> int:
        return next(i for i, w in enumerate(self._clip.words) if w.end > mention.start)

    def _opens(self) -> bool:
        """Whether a date opens the sentence."""
        return any(first == 0 for _, first in self._dates)

    def _of(self, clause: Clause, anchor: int) -> Iterator[str]:
        for mention, first in self._dates:
            inside = clause.first <= first < clause.last
            dated = inside or (first == 0 and self._goes_on(clause))
            if mention.date and dated and self._dates_act(mention, first, anchor):
                yield mention.date

    def _goes_on(self, clause: Clause) -> bool:
        """Whether a date that opens the sentence holds for a clause: what hangs on its own does.

        "2014 griff A an, nun droht B" dates the first only; "1910 – ..." is a head of what follows.
        """
        opening = self._clauses[0]
        below = clause is opening or opening.index in above_of(self._clauses, clause)
        return below or not opening.verbs

    def _dates_act(self, mention: DateMention, first: int, anchor: int) -> bool:
        words = self._clip.words
        before = [word.lower for word in words[max(0, first - _REACH) : first]]
        if before and before[-1] in self._classes["bracket"]:
            return False
        if not self._classes["lasting"].isdisjoint(before[-2:]):
            return False
        if not self._classes["which"].isdisjoint(before):
            return anchor < first and first - anchor <= _REACH + 1
        behind = next((i for i in range(first, len(words)) if words[i].start >= mention.end), None)
        if behind is None or any(behind in clause.verbs for clause in self._clauses):
            return True
        return words[behind].is_title or not self._describes(words[behind].lower)

    def _describes(self, word: str) -> bool:
        """Whether a word behind a year is an attribute: "1949 gegründete", no article."""
        return word.endswith(_DECLINED) and word not in self._classes["article"]
