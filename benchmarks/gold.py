"""Scores the analysis on ``benchmarks/gold/sentences.tsv``: ``python -m benchmarks.gold``.

Exact match of each labelled item; prints precision, recall and F1 and, with ``--show``, every miss.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pipeline.annotate import Annotator
from pipeline.language import read_table
from pipeline.model import Document, Sentence

GOLD = Path(__file__).parent / "gold" / "sentences.tsv"


def _bound(value: int | None) -> str:
    return "" if value is None else str(value)


def _places(sentence: Sentence) -> Iterator[str]:
    for place in sentence.places:
        yield f"{place.text}={place.country}:{place.role}"


def _spans(sentence: Sentence) -> Iterator[str]:
    for place in sentence.places:
        yield place.text


def _events(sentence: Sentence) -> Iterator[str]:
    for event in sentence.events:
        sides = f"{','.join(sorted(event.actors))}>{','.join(sorted(event.targets))}"
        yield f"{event.type}:{event.status}:{sides}"


def _troops(sentence: Sentence) -> Iterator[str]:
    for count in sentence.troops:
        low = "null" if count.count_min is None is count.count_max else _bound(count.count_min)
        high = "null" if count.count_min is None is count.count_max else _bound(count.count_max)
        tilde = "~" if count.approximate else ""
        yield f"{low}-{high}{tilde}:{count.nationality or ''}:{count.place_country or ''}"


def _dates(sentence: Sentence) -> Iterator[str]:
    for mention in sentence.dates:
        yield f"{mention.text}={mention.date or ''}"


def _sorted_sides(item: str) -> str:
    """Return a labelled event with its actors and its targets in alphabetical order."""
    head, _, sides = item.rpartition(":")
    ordered = (",".join(sorted(side.split(","))) for side in sides.split(">"))
    return f"{head}:{'>'.join(ordered)}"


def _part(items: Iterator[str], count: int) -> Iterator[str]:
    for item in items:
        yield ":".join(item.split(":")[:count])


MEASURES: dict[str, tuple[str, Callable[[Sentence], Iterator[str]], Callable[[str], str]]] = {
    "toponym span": ("places", _spans, lambda item: item.split("=")[0]),
    "toponym, country, role": ("places", _places, str),
    "event type": ("events", lambda s: _part(_events(s), 1), lambda item: item.split(":")[0]),
    "event type and status": (
        "events",
        lambda s: _part(_events(s), 2),
        lambda item: ":".join(item.split(":")[:2]),
    ),
    "event, actors, targets": ("events", _events, _sorted_sides),
    "troop interval": (
        "troops",
        lambda s: _part(_troops(s), 1),
        lambda item: item.split(":")[0],
    ),
    "troop interval, owner, place": ("troops", _troops, str),
    "date": ("dates", _dates, str),
}


def main(*, show: bool) -> None:
    """Print the scores."""
    annotator = Annotator()
    hits: defaultdict[str, int] = defaultdict(int)
    found_total: defaultdict[str, int] = defaultdict(int)
    gold_total: defaultdict[str, int] = defaultdict(int)
    for number, row in enumerate(read_table(GOLD, ("published", "text", "events"))):
        document = Document(
            str(number), row["text"], published=date.fromisoformat(row["published"])
        )
        sentences = annotator.annotate(document).sentences
        for measure, (column, extract, reduce) in MEASURES.items():
            expected = [reduce(item) for item in row[column].split(";") if item]
            got = [item for sentence in sentences for item in extract(sentence)]
            left = list(expected)
            for item in got:
                if item in left:
                    left.remove(item)
            hits[measure] += len(expected) - len(left)
            found_total[measure] += len(got)
            gold_total[measure] += len(expected)
            if show and sorted(expected) != sorted(got):
                print(f"{measure}\n  {row['text']}\n  gold {expected}\n  got  {got}")
    print(f"{'measure':32}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for measure in MEASURES:
        right, got_n, gold_n = hits[measure], found_total[measure], gold_total[measure]
        precision, recall = right / max(got_n, 1), right / max(gold_n, 1)
        f1 = 2 * right / max(got_n + gold_n, 1)
        print(f"{measure:32}{gold_n:6}{got_n:7}{precision:7.2f}{recall:7.2f}{f1:7.2f}")


if __name__ == "__main__":
    main(show="--show" in sys.argv)
