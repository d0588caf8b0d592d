"""Regular expressions against texts made to hold them up: how time grows with length.

    python -m benchmarks.patterns            # the ten that grow most
    python -m benchmarks.patterns 100000     # with texts of so many and twice as many characters

Every pattern of the pipeline is tried in the way it is used, those that are compiled from tables
too, with every text of ``hold_ups``. Growth is processor time for 2n over that for n: 2 is linear,
4 is quadratic.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pipeline
from pipeline import boilerplate

Pattern = re.Pattern[Any]
#: Patterns that look for something in a text; all others must match the whole of a word or a line.
#: The number is the longest text they are given, 0 where there is no such bound.
SEARCHING: Final = {
    "pipeline.duplicates.shingles._WORD": 0,
    "pipeline.identify._WORD": 0,
    "pipeline.identify._SIGNS": 0,
    "pipeline.readers.fragments._MARKUP": 0,
    "pipeline.readers.fragments._SPACE": 0,
    "pipeline.readers.html._ARTICLE_TYPES": 0,
    "pipeline.readers.html._CHARSET": 4_096,
    "pipeline.readers.xml._ENTITY": 0,
    "pipeline.repair._INVISIBLE": 0,
    "pipeline.repair._JOINED": 0,
    "pipeline.repair._OTHER_FAULTS": 0,
    "pipeline.repair._SUSPECT": 0,
    "teaser": 240,
}
#: Pieces of text of which a long repetition may hold up one pattern or another.
PIECES: Final = (
    "a", "A", "1", ".", "-", "–", " ", "\t", "\n", "<", "<a", "<a ", "</", "<!", "<?xml", "&", "&a",
    "1.", "1,", "1.000", "12.", "12-", "1:1", "a ", "a,", "A a", "A. ", "Aa ", "a-", "a.b", "@",
    "#", "<!--", "<!ENTITY", "<meta ", "<meta charset", "iso-", "iso8859-", "a: ", "Mon, ",
    "2022-01-", "\u200b", "\u00ad", "Ã", "Â ", "ß", "Von ", "Von Aa, ", "Von Aa und ", "\r\n",
    "\x00", "ste", "=", "!", "*", "|", "_", "<a_", "<?xml version='1.0'", "[", "(",
    ")", "{", "a\n", "\n\n", "\"", "'",
)  # fmt: skip
#: Shorter times than this many seconds are all noise.
_NOISE: Final = 0.001
#: Ratios from here on are measured again, with more repeats.
_DOUBTFUL: Final = 2.3


@dataclass(frozen=True, slots=True)
class Named:
    """A pattern and where it is from."""

    name: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Growth:
    """The text that held a pattern up most: seconds for n and for 2n characters."""

    name: str
    piece: str
    once: float
    twice: float

    @property
    def ratio(self) -> float:
        """Return how many times longer twice the text takes; 0 where that is noise."""
        return self.twice / max(self.once, 1e-9) if self.twice > _NOISE else 0.0


def patterns() -> list[Named]:
    """Return every pattern that a module of the pipeline holds, and those of its tables."""
    found = {
        value.pattern: Named(f"{module}.{name}", value)
        for module in _modules()
        for name, value in vars(importlib.import_module(module)).items()
        if isinstance(value, re.Pattern)
    }
    for phrase in boilerplate._phrases("de"):
        found[phrase.pattern.pattern] = Named("teaser", phrase.pattern)
    return list(found.values())


def _modules() -> list[str]:
    walked = pkgutil.walk_packages(pipeline.__path__, "pipeline.")
    return [info.name for info in walked if not info.name.endswith("__main__")]


def hold_ups(length: int) -> Iterator[tuple[str, str]]:
    """Yield pieces and texts of them, each with an end that matches nothing."""
    for piece in PIECES:
        yield piece, (piece * (length // len(piece) + 1))[:length] + "\x01"


def seconds(named: Named, text: str, repeats: int = 3) -> float:
    """Return the shortest processor time of several for using a pattern on a text."""
    given: Any = text.encode() if isinstance(named.pattern.pattern, bytes) else text
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        if named.name in SEARCHING:
            found = deque(named.pattern.finditer(given), maxlen=0)
        else:
            found = deque([named.pattern.fullmatch(given)], maxlen=0)
        times.append(time.process_time() - begin)
        del found
    return min(times)


def worst(named: Named, length: int) -> Growth:
    """Return the text that holds a pattern up most."""
    length = min(length, SEARCHING.get(named.name) or length)
    longer = dict(hold_ups(2 * length))
    found = [
        Growth(named.name, piece, seconds(named, text), seconds(named, longer[piece]))
        for piece, text in hold_ups(length)
    ]
    most = max(found, key=lambda growth: (growth.ratio, growth.twice))
    if most.ratio < _DOUBTFUL:
        return most
    # Other work on the machine looks like growth; whoever measures longer sees which it is.
    text, twice = dict(hold_ups(length))[most.piece], longer[most.piece]
    return Growth(named.name, most.piece, seconds(named, text, 30), seconds(named, twice, 30))


def main() -> int:
    """Print the patterns that grow most; end with 1 when one grows threefold or more."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    grown = sorted((worst(named, length) for named in patterns()), key=lambda g: -g.ratio)
    print(f"{len(grown)} patterns, {len(PIECES)} texts of {length} and {2 * length} characters")
    for growth in grown[:10]:
        print(
            f"{growth.ratio:5.2f}  {1000 * growth.twice:8.2f} ms  {growth.name}  {growth.piece!r}"
        )
    return 1 if grown[0].ratio >= 3 else 0


if __name__ == "__main__":
    sys.exit(main())
