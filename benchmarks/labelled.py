"""Labelled articles of our own: their sentences with what two blind passes found in them.

``benchmarks/gold/articles/*.txt`` hold one sentence a line; ``benchmarks/gold/GUIDELINES.md`` says
how they were labelled. A labels file has one JSON object a sentence; ``line`` counts from 1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from benchmarks.evaluate.scores import Counts, compare, print_table
from pipeline.annotate import Annotator
from pipeline.language import Word
from pipeline.model import Document, Sentence
from pipeline.numerals import is_quantity_word
from pipeline.readers.items import Found
from pipeline.readers.text import read
from pipeline.settings import Settings

FOLDER = Path(__file__).parent / "gold"
#: Later articles, labelled by one labeller alone; of these, too, even numbers are not looked at.
SECOND = FOLDER / "second"

#: A sentence as labels: lists of objects by layer, as in the labels file.
Labels = Mapping[str, Any]
Item = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article with its offsets in the article's text."""

    doc: str
    number: int
    text: str
    start: int
    end: int


def articles(folder: Path = FOLDER / "articles") -> Iterator[tuple[Document, tuple[Line, ...]]]:
    """Yield each article with its lines.

    Raises:
        SystemExit: When a file is no article.
    """
    for path in sorted(folder.glob("*.txt")):
        with path.open("rb") as file:
            (item,) = read(file, path.name, Settings())
        if not isinstance(item, Found):
            raise SystemExit(f"{path} is no article: {item}")
        document, lines, at = item.document, [], 0
        for number, text in enumerate(document.text.split("\n"), start=1):
            if text.strip():
                lines.append(Line(path.stem, number, text, at, at + len(text)))
            at += len(text) + 1
        yield document, tuple(lines)


def load(path: Path) -> dict[tuple[str, int], Labels]:
    """Read a labels file: (article, line) to labels."""
    rows = (orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip())
    return {(row["doc"], row["line"]): row for row in rows}


def found(sentences: Sequence[Sentence], line: Line) -> Labels:
    """Return what the analysis found in a line, in the form of labels."""
    inside = [s for s in sentences if line.start <= s.start < line.end]
    return {
        "places": [
            {"text": p.text, "country": p.country, "role": p.role, "form": p.form}
            for s in inside
            for p in s.places
        ],
        "events": [
            {
                "type": e.type,
                "status": e.status,
                "cue": e.cues[0].text,
                "actors": list(e.actors),
                "targets": list(e.targets),
                "speaker": e.speaker,
            }
            for s in inside
            for e in s.events
        ],
        "troops": [
            {
                "text": t.text,
                "count_min": t.count_min,
                "count_max": t.count_max,
                "approximate": t.approximate,
                "nationality": t.nationality,
                "place_country": t.place_country,
                "casualties": t.casualties,
            }
            for s in inside
            for t in s.troops
            if (t.count_min, t.count_max) != (None, None) or _is_counted(t.text)
        ],
        "dates": [{"text": d.text, "date": d.date} for s in inside for d in s.dates],
        "sentiment": _tone(sum(s.sentiment for s in inside) / max(len(inside), 1)),
    }


def _is_counted(text: str) -> bool:
    """Whether a mention without an interval has a quantity, as "zwei Bataillone" has."""
    return any(is_quantity_word(Word(part, part.lower(), 0, 0)) for part in text.split()[:-1])


#: Tone closer to zero than this is neutral; the scale is that of ``Sentence.sentiment``.
_NEUTRAL = 0.05


def _tone(value: float) -> str:
    return "negative" if value < -_NEUTRAL else "positive" if value > _NEUTRAL else "neutral"


def _pick(layer: str, *fields: str) -> Callable[[Labels], list[Item]]:
    def items(labels: Labels) -> list[Item]:
        return [tuple(_frozen(one.get(field)) for field in fields) for one in labels[layer]]

    return items


def _frozen(value: object) -> object:
    return tuple(sorted(map(str, value))) if isinstance(value, list) else value


#: What is compared a sentence: each item of one side must be there on the other.
MEASURES: Mapping[str, Callable[[Labels], list[Item]]] = {
    "toponym": _pick("places", "text"),
    "toponym, country": _pick("places", "text", "country"),
    "toponym, role": _pick("places", "text", "role"),
    "event type": _pick("events", "type"),
    "event type, status": _pick("events", "type", "status"),
    "event type, actors": _pick("events", "type", "actors"),
    "event type, targets": _pick("events", "type", "targets"),
    "event, all": _pick("events", "type", "status", "actors", "targets"),
    "troops, interval": _pick("troops", "count_min", "count_max"),
    "troops, owner": _pick("troops", "count_min", "count_max", "nationality"),
    "troops, owner, place": _pick(
        "troops", "count_min", "count_max", "nationality", "place_country"
    ),
    "date expression": _pick("dates", "text"),
    "date, resolved": _pick("dates", "text", "date"),
}


def score(
    one: Mapping[tuple[str, int], Labels], gold: Mapping[tuple[str, int], Labels]
) -> dict[str, Counts]:
    """Compare two sets of labels, sentence by sentence; ``gold`` says what is wanted."""
    totals = {name: Counts() for name in MEASURES}
    for key, wanted in gold.items():
        for name, items in MEASURES.items():
            totals[name] += compare(items(one[key]), items(wanted))
    return totals


def analysed(
    annotator: Annotator, folder: Path = FOLDER / "articles"
) -> dict[tuple[str, int], Labels]:
    """Return what the analysis finds in the articles of a folder, in the form of labels."""
    return {
        (line.doc, line.number): found(sentences, line)
        for document, lines in articles(folder)
        for sentences in (annotator.annotate(document).sentences,)
        for line in lines
    }


def conditional(
    one: Mapping[tuple[str, int], Labels],
    gold: Mapping[tuple[str, int], Labels],
    layer: str,
    key: str,
    value: str,
) -> tuple[int, int]:
    """Return how often ``value`` agrees among items with the same ``key``, and their number."""
    right = total = 0
    for where, wanted in gold.items():
        left = [(item[key], _frozen(item[value])) for item in wanted[layer]]
        for item in one[where][layer]:
            same = [pair for pair in left if pair[0] == item[key]]
            if not same:
                continue
            pair = (item[key], _frozen(item[value]))
            chosen = pair if pair in same else same[0]
            left.remove(chosen)
            total += 1
            right += chosen == pair
    return right, total


def report(
    one: Mapping[tuple[str, int], Labels], gold: Mapping[tuple[str, int], Labels], title: str
) -> None:
    """Print all measures of one set of labels against another."""
    print_table(title, score(one, gold).items())
    pairs = (
        ("country of toponyms found", "places", "text", "country"),
        ("role of toponyms found", "places", "text", "role"),
        ("status of events found", "events", "type", "status"),
        ("speaker of events found", "events", "type", "speaker"),
        ("date of expressions found", "dates", "text", "date"),
    )
    for name, layer, key, value in pairs:
        right, total = conditional(one, gold, layer, key, value)
        print(f"{name:44}{total:6}{'':14}{right / max(total, 1):14.3f}")
    tones = [one[key]["sentiment"] == wanted["sentiment"] for key, wanted in gold.items()]
    print(f"{'sentiment, three classes':44}{len(tones):6}{'':14}{sum(tones) / len(tones):14.3f}")


def show(
    one: Mapping[tuple[str, int], Labels], gold: Mapping[tuple[str, int], Labels], measure: str
) -> None:
    """Print every sentence where a measure differs."""
    items = MEASURES[measure]
    texts = {(line.doc, line.number): line.text for _, lines in articles() for line in lines}
    for key, wanted in gold.items():
        left, right = sorted(map(str, items(wanted))), sorted(map(str, items(one[key])))
        if left != right:
            print(f"{key[0]}:{key[1]} {texts[key]}\n  gold {left}\n  got  {right}")


def is_development(key: tuple[str, int]) -> bool:
    """Whether an article may be looked at to mend rules: those with odd numbers."""
    return int(key[0][1:]) % 2 == 1


def half(
    labels: Mapping[tuple[str, int], Labels], *, development: bool
) -> dict[tuple[str, int], Labels]:
    """Return the labels of the development half, or of the half that nobody looks at."""
    return {key: row for key, row in labels.items() if is_development(key) == development}


def main() -> None:
    """Print agreement of the two passes and the scores of the analysis on both halves.

    With a measure, print what the analysis misses of it in the development half instead.
    """
    gold = load(FOLDER / "agreed.jsonl")
    own = analysed(Annotator())
    if len(sys.argv) > 1:
        show(own, half(gold, development=True), sys.argv[1])
        return
    first, second = load(FOLDER / "pass_a.jsonl"), load(FOLDER / "pass_b.jsonl")
    report(second, first, f"Agreement of two passes on {len(first)} sentences")
    for name, development in (("development half", True), ("half kept unseen", False)):
        part = half(gold, development=development)
        report(own, part, f"Our analysis, {name}, {len(part)} sentences")
    gold, own = load(SECOND / "labels.jsonl"), analysed(Annotator(), SECOND)
    report(own, gold, f"Our analysis, second set, labelled in one pass, {len(gold)} sentences")


if __name__ == "__main__":
    main()
