"""The index beside the Geopolitical Risk index of newspapers (Caldara and Iacoviello, 2022).

Texts of a day are analysed, the index is made from them as the store makes it, and its days, weeks
and months are correlated (Pearson) with GPR. Newspapers report the day after, so that a day is held
against GPR of the next one; so are those of the baselines. Weights were chosen on shows up to 2015.
A topic of a rundown and a headline stand for an article each.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import StatisticsError, correlation

from benchmarks.evaluate.corpora import records
from pipeline.annotate import Annotator
from pipeline.index import tension
from pipeline.index.estimate import Counted, estimates
from pipeline.index.parts import parts
from pipeline.model import Document, Sentence

#: Days by which newspapers come later.
LAG = timedelta(days=1)
#: A week or month counts with so many days at least.
_WEEK_DAYS, _MONTH_DAYS = 4, 15
#: The last day that weights were chosen on.
LEARNT = date(2015, 12, 31)

#: Twenty words of conflict, as one would write them down at once.
CONFLICT = re.compile(
    "krieg|angriff|anschl[aä]g|terror|rakete|bombe|milit[aä]r|soldat|truppe|armee|waffe|gefecht"
    "|k[aä]mpf|konflikt|offensive|luftschl|droh|sanktion|invasion|geisel",
    re.IGNORECASE,
)
#: Rundowns list their topics behind commas; one within brackets divides none.
_TOPIC = re.compile(r",\s+(?![^(]*\))")

Series = Mapping[date, float]


@dataclass(slots=True)
class Day:
    """What is added up of a day."""

    sentences: int = 0
    tension: float = 0.0
    squares: float = 0.0
    tone: float = 0.0
    conflict: int = 0


@dataclass(frozen=True, slots=True)
class Correlation:
    """Pearson's r by day, over seven days and by month, and the number of days."""

    days: int
    day: float
    week: float
    month: float


def risk(path: Path) -> dict[date, float]:
    """Read the daily GPR (column GPRD)."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return {
            date.fromisoformat(row["date"]): float(row["GPRD"]) for row in csv.DictReader(lines)
        }


#: Makes a series of what is added up of the days.
System = Callable[[Mapping[date, Day]], Series]


def days_of(path: Path, annotator: Annotator, *, rundown: bool) -> dict[date, Day]:
    """Add up the sentences of each day of a dated set; topics of a rundown are sentences."""
    found: defaultdict[date, Day] = defaultdict(Day)
    for record in records(path):
        text = "\n\n".join(_TOPIC.split(record["text"])) if rundown else record["text"]
        day = date.fromisoformat(record["date"])
        document = Document(str(record["id"]), text, published=day)
        for sentence in annotator.annotate(document).sentences:
            _add(found[day], sentence)
    return dict(found)


def _add(day: Day, sentence: Sentence) -> None:
    day.sentences += 1
    value = sum(part.value for part in parts(sentence) if part.side != "relief")
    day.tension += value
    day.squares += value**2
    day.tone += sentence.sentiment
    day.conflict += bool(CONFLICT.search(sentence.text))


def estimated(days: Mapping[date, Day], sums: Callable[[Day], tuple[float, float]]) -> Series:
    """Return the estimate of each day, its share where there is none.

    Args:
        days: What is added up of each.
        sums: Its sum over sentences and the sum of the squares of these.
    """
    row = [Counted()] * ((max(days) - min(days)).days + 1)
    for day, one in days.items():
        (total, squares), n = sums(one), one.sentences
        row[(day - min(days)).days] = Counted(total, squares, total, n, n, n)
    found = estimates(row, 100.0)
    return {
        day: drawn.value
        if (drawn := found[(day - min(days)).days])
        else tension(sums(one)[0], one.sentences)
        for day, one in days.items()
    }


def _daily(figure: Callable[[Day], float]) -> System:
    return lambda days: {day: figure(one) for day, one in days.items()}


#: The index and the baselines; the words are also estimated in the way of the index.
SYSTEMS: Mapping[str, System] = {
    "Lagebild, estimate": lambda days: estimated(days, lambda day: (day.tension, day.squares)),
    "Lagebild, share": _daily(lambda day: tension(day.tension, day.sentences)),
    "20 words of conflict, share": _daily(lambda day: tension(day.conflict, day.sentences)),
    "20 words of conflict, count": _daily(lambda day: day.conflict),
    "20 words of conflict, estimate": lambda days: estimated(
        days, lambda day: (day.conflict, day.conflict)
    ),
    "negative tone, mean": _daily(lambda day: -day.tone / day.sentences),
    "number of sentences": _daily(lambda day: day.sentences),
}


def correlate(values: Series, gpr: Series) -> Correlation:
    """Correlate a series with the GPR of the days after, by day, week and month."""
    pairs = {day: (value, gpr[day + LAG]) for day, value in values.items() if day + LAG in gpr}
    return Correlation(
        len(pairs), _pearson(pairs.values()), _pearson(_weeks(pairs)), _pearson(_months(pairs))
    )


def _weeks(pairs: Mapping[date, tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield the means of all seven days in a row that have enough days."""
    for last in (min(pairs) + timedelta(days=n) for n in range((max(pairs) - min(pairs)).days + 1)):
        week = [pairs[day] for n in range(7) if (day := last - timedelta(days=n)) in pairs]
        if len(week) >= _WEEK_DAYS:
            yield _means(week)


def _months(pairs: Mapping[date, tuple[float, float]]) -> Iterator[tuple[float, float]]:
    months: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for day, pair in pairs.items():
        months[day.year, day.month].append(pair)
    return (_means(days) for days in months.values() if len(days) >= _MONTH_DAYS)


def _means(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(a for a, _ in pairs) / len(pairs), sum(b for _, b in pairs) / len(pairs)


def _pearson(pairs: Iterable[tuple[float, float]]) -> float:
    rows = list(pairs)
    if len(rows) < 3:
        return float("nan")
    try:
        return correlation([a for a, _ in rows], [b for _, b in rows])
    except StatisticsError:  # one of them never changes
        return float("nan")


def print_risk(name: str, path: Path, gpr_path: Path, *, rundown: bool = False) -> None:
    """Print the correlations of a set: on what was learnt from, on what came later, on all."""
    gpr, days = risk(gpr_path), days_of(path, Annotator(), rundown=rundown)
    spans = {
        f"to {LEARNT.year}": {day for day in days if day <= LEARNT},
        f"after {LEARNT.year}": {day for day in days if day > LEARNT},
        "all": set(days),
    }
    print(f"\n{name}: correlation with GPR of the day after")
    figures = {system: figure(days) for system, figure in SYSTEMS.items()}
    for span, chosen in spans.items():
        if len(chosen) < _MONTH_DAYS or (span == "all" and len(set(map(len, spans.values()))) < 3):
            continue
        print(f"{span:32}{'days':>6}{'day':>8}{'7 days':>8}{'month':>8}")
        for system, series in figures.items():
            r = correlate({day: series[day] for day in sorted(chosen)}, gpr)
            print(f"  {system:30}{r.days:6}{r.day:8.3f}{r.week:8.3f}{r.month:8.3f}")
