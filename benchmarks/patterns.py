"""``python -m benchmarks.patterns``: does the time of every regular expression grow with the text?

Every compiled pattern of the pipeline searches texts that repeat one letter or word, of the pattern
itself or of a fixed list, ended by something that does not match. Printed are those whose time
grows threefold or more when the text is doubled, up to 100,000 characters, and the slowest.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pipeline

_LENGTHS: Final = (1_562, 3_125, 6_250, 12_500, 25_000, 50_000, 100_000)
_UNITS: Final = (
    "a",
    "A",
    "1",
    " ",
    "\n",
    "\t",
    ".",
    ",",
    "-",
    "<",
    "&",
    "Ab",
    "a ",
    "A ",
    "1 ",
    "1.",
    "a.",
    "a-",
    "A-",
    "ä",
    "<a",
    "</",
    "a=",
    '"',
    "„",
    "von ",
    "&#",
    "[{",
    "\x1b[",
    "Ã",
)
_LITERALS: Final = re.compile(r"[^\W\d_]{2,}")
#: Shorter times are noise, longer ones are given up.
_LEAST, _MOST = 0.004, 2.0


@dataclass(frozen=True, slots=True)
class Growth:
    """How the time of a pattern grows with one unit; ``seconds`` are of the longest text tried."""

    where: str
    unit: str
    length: int
    seconds: float
    factor: float


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns that stand in modules of the pipeline, with their places."""
    seen: set[tuple[str | bytes, int]] = set()
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for one in value if isinstance(value, list | tuple) else (value,):
                if isinstance(one, re.Pattern) and (one.pattern, one.flags) not in seen:
                    seen.add((one.pattern, one.flags))
                    yield f"{module.name}.{name}", one


def growth(where: str, pattern: re.Pattern[Any], unit: str) -> Growth:
    """Return how the time grows; the greatest factor that is no noise."""
    worst, before, factor = 0.0, 0.0, 0.0
    for length in _LENGTHS:
        text: Any = unit * (length // len(unit)) + "\x00"
        text = text.encode() if isinstance(pattern.pattern, bytes) else text
        began = time.process_time()
        for _ in pattern.finditer(text):
            pass
        seconds = time.process_time() - began
        if before > _LEAST:
            factor = max(factor, seconds / before)
        worst, before = max(worst, seconds), seconds
        if seconds > _MOST:
            break
    return Growth(where, unit, length, worst, factor)


def main() -> None:
    """Print what grows too fast, and the slowest."""
    found = []
    known = list(patterns())
    for where, pattern in known:
        source = pattern.pattern
        text = source.decode("latin-1") if isinstance(source, bytes) else source
        units = dict.fromkeys([*_UNITS, *_LITERALS.findall(text)[:10]])
        found += [growth(where, pattern, unit) for unit in units]
    bad = [one for one in found if one.factor >= 3]
    print(f"{len(known)} patterns, {len(found)} trials; {len(bad)} grow threefold or more")
    for one in sorted(bad, key=lambda one: -one.seconds)[:40]:
        print(f"  {one.where} {one.unit!r}: {one.seconds:.2f} s at {one.length}, {one.factor:.1f}")
    slowest = max(found, key=lambda one: one.seconds)
    print(f"slowest: {slowest.where} {slowest.unit!r}, {slowest.seconds:.2f} s at {slowest.length}")


if __name__ == "__main__":
    main()
