"""Regular expressions against texts made to hold them up: how time grows with length.

    python -m benchmarks.patterns            # the ten that grow most
    python -m benchmarks.patterns 100000     # with texts of so many characters, and of twice as many

Every pattern of the pipeline is tried, those that are compiled from tables too, with every text of
``hold_ups``. Growth is time for 2n over time for n: 2 is linear, 4 is quadratic.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pipeline
from pipeline import boilerplate

Pattern = re.Pattern[Any]
#: Pieces of text of which a long repetition may hold up one pattern or another.
_PIECES: Final = (
    "a", "A", "1", ".", "-", "–", " ", "\t", "\n", "<", "<a", "<a ", "</", "<!", "<?xml", "&", "&a",
    "1.", "1,", "1.000", "12.", "12-", "1:1", "a ", "a,", "A a", "A. ", "Aa ", "a-", "a.b", "@", "#",
    "<!--", "<!ENTITY", "<meta ", "<meta charset", "iso-", "iso8859-", "a: ", "Mon, ", "2022-01-",
    "\u200b", "\u00ad", "Ã", "Â ", "ß", "Von ", "Von Aa, ", "Von Aa und ", "\r\n", "\x00", "ste", "=", "!",
    "*", "|", "_", "<a_", "<?xml version='1.0'", "[", "(", ")", "{", "a\n", "\n\n", "\"", "'",
)  # fmt: skip
#: Shorter times than this many seconds are all noise.
_NOISE: Final = 0.001


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
    found: dict[str, Pattern] = {}
    for info in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found.setdefault(value.pattern, value)
                found |= {}
                _NAMES.setdefault(value.pattern, f"{info.name}.{name}")
    for phrase in boilerplate._phrases("de"):  # noqa: SLF001  they are compiled from a table
        found.setdefault(phrase.pattern.pattern, phrase.pattern)
    return [Named(_NAMES.get(source, f"teaser {source}"), p) for source, p in found.items()]


_NAMES: dict[Any, str] = {}


def hold_ups(length: int) -> Iterator[tuple[str, str]]:
    """Yield pieces and texts of them, each with an end that matches nothing."""
    for piece in _PIECES:
        yield piece, (piece * (length // len(piece) + 1))[:length] + "\x01"


def seconds(pattern: Pattern, text: str, repeats: int = 3) -> float:
    """Return the shortest time of several for finding all matches in a text."""
    given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    best = float("inf")
    for _ in range(repeats):
        begin = time.perf_counter()
        for _ in pattern.finditer(given):
            pass
        best = min(best, time.perf_counter() - begin)
    return best


def worst(named: Named, length: int) -> Growth:
    """Return the text that holds a pattern up most."""
    shorter, longer = dict(hold_ups(length)), dict(hold_ups(2 * length))
    found = [
        Growth(named.name, piece, seconds(named.pattern, shorter[piece]), seconds(named.pattern, longer[piece]))
        for piece in shorter
    ]
    return max(found, key=lambda growth: growth.ratio)
