"""Who acts on whom in the events that were found: ``python -m benchmarks.parties [--show FIELD]``.

Events of our labelled articles are paired by type, those with the same cue first; of the pairs the
share is printed whose actors, targets, speaker and status are those of the labels, for both halves.
With ``--show`` every miss of a field in the development half is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.labelled import FOLDER, Labels, analysed, articles, half, load
from pipeline.annotate import Annotator

FIELDS = ("actors", "targets", "speaker", "status")
Key = tuple[str, int]
#: An event as labelled and as found.
Pair = tuple[Mapping[str, Any], Mapping[str, Any]]


def paired(wanted: Labels, got: Labels) -> Iterator[Pair]:
    """Pair the events of a sentence that have the same type, the same cue first."""
    left, open_ = list(wanted["events"]), list(got["events"])
    for same_cue in (True, False):
        for event in tuple(open_):
            for gold in left:
                if gold["type"] == event["type"] and (not same_cue or _share_word(gold, event)):
                    left.remove(gold)
                    open_.remove(event)
                    yield gold, event
                    break


def _share_word(gold: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    return not set(gold["cue"].split()).isdisjoint(event["cue"].split())


def agrees(pair: Pair, field: str) -> bool:
    """Whether a field of a pair is the same, the order of parties left out."""
    gold, event = (one[field] for one in pair)
    return bool(sorted(gold) == sorted(event) if isinstance(gold, list) else gold == event)


def pairs(own: Mapping[Key, Labels], gold: Mapping[Key, Labels]) -> Iterator[tuple[Key, Pair]]:
    """Yield the pairs of all sentences with where they stand."""
    for key, wanted in gold.items():
        for pair in paired(wanted, own[key]):
            yield key, pair


def main() -> None:
    """Print the shares of both halves, or the misses of one field in the development half."""
    gold = load(FOLDER / "agreed.jsonl")
    own = analysed(Annotator())
    if "--show" in sys.argv:
        _show(own, half(gold, development=True), sys.argv[-1])
        return
    print(f"{'':24}{'events':>8}" + "".join(f"{field:>10}" for field in FIELDS))
    for name, development in (("development half", True), ("half kept unseen", False)):
        found = [pair for _, pair in pairs(own, half(gold, development=development))]
        shares = (sum(agrees(p, f) for p in found) / max(len(found), 1) for f in FIELDS)
        print(f"{name:24}{len(found):8}" + "".join(f"{share:10.3f}" for share in shares))


def _show(own: Mapping[Key, Labels], gold: Mapping[Key, Labels], field: str) -> None:
    texts = {(line.doc, line.number): line.text for _, lines in articles() for line in lines}
    for key, pair in pairs(own, gold):
        if not agrees(pair, field):
            wanted, got = pair
            print(f"{key[0]}:{key[1]} {texts[key]}\n  {wanted['type']} {got['cue']}")
            print(f"    {field}: gold {wanted[field]} got {got[field]}")


if __name__ == "__main__":
    main()
