"""Own sentences with what they tell, and pairs of statuses: ``python -m benchmarks.sentences``.

``benchmarks/gold/GUIDELINES.md`` says where they come from. The held files are only measured: no
sentence of them is shown, and no rule is mended by them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.annotate import Annotator
from pipeline.language import read_table
from pipeline.model import Document

_GOLD = Path(__file__).parent / "gold"
#: Files by what they are called, those that may be looked at first.
FILES = {
    "sentences, development half": "sentences_second.tsv",
    "statuses, development half": "statuses.tsv",
    "sentences, held half": "sentences_second_held.tsv",
    "statuses, held half": "statuses_held.tsv",
}
_LAYERS = ("status", "actors", "targets")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it is labelled; no parties where the file does not label them."""

    type: str
    status: str
    actors: frozenset[str] | None
    targets: frozenset[str] | None

    def agrees(self, other: Told) -> dict[str, bool]:
        """Return by layer whether a found event has what is labelled."""
        return {layer: getattr(self, layer) in {None, getattr(other, layer)} for layer in _LAYERS}


def labelled(text: str) -> Iterator[Told]:
    """Yield the events of a cell: ``TYPE:status:actors>targets``, joined by semicolons.

    Raises:
        ValueError: When a part is no such event.
    """
    for item in filter(None, text.split(";")):
        type_, status, *parties = item.split(":")
        if parties:
            actors, targets = (frozenset(filter(None, p.split(","))) for p in parties[0].split(">"))
            yield Told(type_, status, actors, targets)
        else:
            yield Told(type_, status, None, None)


def compared(annotator: Annotator, text: str, labels: list[Told]) -> Counter[str]:
    """Count labelled, found and agreeing events of a text, each label with its best match."""
    document = Document(doc_id="sentence", text=text, published=date(2024, 3, 6))
    found = [
        Told(event.type, event.status, frozenset(event.actors), frozenset(event.targets))
        for sentence in annotator.annotate(document).sentences
        for event in sentence.events
    ]
    counts = Counter(gold=len(labels), found=len(found))
    for label in labels:
        same = [told for told in found if told.type == label.type]
        if same:
            best = max(same, key=lambda told: sum(label.agrees(told).values()))
            found.remove(best)
            counts.update(type=1, **label.agrees(best))
    return counts


def main(*, show: bool) -> None:
    """Print the figures of all files; with ``show`` where development sentences differ."""
    annotator = Annotator()
    print(
        f"{'':32}{'gold':>6}{'found':>6}{'P':>7}{'R':>7}{'F1':>7}{'status':>8}{'act.':>7}{'tar.':>7}"
    )
    for name, file in FILES.items():
        total: Counter[str] = Counter()
        for row in read_table(_GOLD / file, ("text", "events")):
            labels = list(labelled(row["events"]))
            counts = compared(annotator, row["text"], labels)
            total.update(counts)
            wrong = counts["type"] < max(len(labels), counts["found"])
            if show and "held" not in file and wrong:
                print(f"  {row['text']}\n    {row['events']} {dict(counts)}")
        hits = total["type"] or 1
        rates = [hits / (total["found"] or 1), hits / (total["gold"] or 1)]
        rates.append(2 * hits / (total["gold"] + total["found"]))
        layers = [total[layer] / hits for layer in _LAYERS]
        if "statuses" in file:
            layers = layers[:1]
        figures = "".join(f"{value:7.2f}" for value in (*rates, *layers))
        print(f"{name:32}{total['gold']:6}{total['found']:6}{figures}")


if __name__ == "__main__":
    main(show="--show" in sys.argv)
