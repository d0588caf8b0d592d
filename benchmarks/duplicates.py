"""Precision and recall of ``pipeline.duplicates`` on copies planted among the texts of a corpus.

``python -m benchmarks.duplicates FILE.jsonl.gz ...``: each file has an object with ``text`` a line.
Of every twentieth text with at least 60 words a copy is planted: with 2 % or 8 % of its words
replaced by words of other texts, or its first half. What else is found is counted apart: such pairs
are reprints in the corpus itself, or mistakes, and the first of them are printed for the eye.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.duplicates import Piece, are_copies, joined_clusters, shingles_of

_EVERY = 20
_FEWEST_WORDS = 60
_PER_DAY = 500
_KINDS = ("2 %", "8 %", "half")


def _texts(paths: list[str]) -> list[str]:
    found: dict[str, None] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found.update(dict.fromkeys(json.loads(line)["text"] for line in lines))
    return list(found)


def _edited(text: str, kind: str, others: list[str], chance: random.Random) -> str:
    words = text.split(" ")
    if kind == "half":
        return " ".join(words[: len(words) // 2])
    share = 0.02 if kind == "2 %" else 0.08
    for place in chance.sample(range(len(words)), max(1, round(share * len(words)))):
        words[place] = chance.choice(others)
    return " ".join(words)


def _planted(texts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield kind, identifier of the original and text of each planted copy."""
    chance = random.Random(4)
    words = [word for text in texts[:500] for word in text.split(" ")]
    long = [number for number, text in enumerate(texts) if len(text.split()) >= _FEWEST_WORDS]
    for number in long[::_EVERY]:
        for kind in _KINDS:
            yield kind, f"{number:06}", _edited(texts[number], kind, words, chance)


def main(paths: list[str], show: int) -> None:
    """Plant, search and print."""
    texts = _texts(paths)
    first = date(2022, 1, 1)
    days = {f"{n:06}": first + timedelta(days=n // _PER_DAY) for n in range(len(texts))}
    pieces = [Piece(i, days[i], text, i, True) for i, text in zip(days, texts, strict=True)]
    planted = {}
    for number, (kind, original, text) in enumerate(_planted(texts)):
        identifier = f"p{number:06}"
        planted[identifier] = (kind, original)
        day = days[original] + timedelta(days=number % 3)
        pieces.append(Piece(identifier, day, text, identifier, True))
    pieces.sort(key=lambda piece: (piece.day or date.min, piece.doc_id))
    start = time.perf_counter()
    groups = joined_clusters(pieces, days=3)
    seconds = time.perf_counter() - start
    cluster = {name: min(group) for group in groups for name in group}
    print(f"{len(texts)} texts, {len(planted)} planted copies, {seconds:.1f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for kind in _KINDS:
        of_kind = [(i, o) for i, (k, o) in planted.items() if k == kind]
        found = sum(cluster.get(i, i) == cluster.get(o, o) for i, o in of_kind)
        print(f"{kind:5} recall {found / max(1, len(of_kind)):.3f} of {len(of_kind)}")
    mixed = [originals for group in groups if len(originals := _originals(group, planted)) > 1]
    print(f"{len(groups) - len(mixed)} clusters of one original, {len(mixed)} of several")
    for originals in mixed[:show]:
        one, other = (texts[int(name)] for name in originals[:2])
        direct = are_copies(shingles_of(one), shingles_of(other))
        print(f"--- {len(originals)} originals, first two are copies: {direct}")
        print(f"    {one[:150]!r}\n    {other[:150]!r}")


def _originals(group: tuple[str, ...], planted: dict[str, tuple[str, str]]) -> list[str]:
    return sorted({planted[name][1] if name in planted else name for name in group})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--show", type=int, default=0, help="mixed clusters to print")
    given = parser.parse_args()
    main(given.files, given.show)
