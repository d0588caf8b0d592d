"""``python -m benchmarks.fuzz readers|analysis [--seconds 300]``: prints what libFuzzer prints.

A crash or an input that takes longer than a minute ends it, and the input is kept beside the
corpus, in the folder that is named.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from benchmarks.fuzz import targets

from benchmarks.fuzz.seeds import SEEDS
from benchmarks.soak.articles import article
from pipeline.readers import SUFFIXES

_SLOW_SECONDS = 60


def _corpus(folder: Path, target: str) -> None:
    chance = random.Random(1)
    if target == "readers":
        found = [bytes([at]) + seed for at in range(len(SUFFIXES)) for seed in SEEDS]
    else:
        found = [article(chance, number % 6 + 1).encode() for number in range(40)]
    for number, content in enumerate(found):
        (folder / f"seed-{number:03}").write_bytes(content)


def main(target: str, seconds: int, folder: Path) -> None:
    """Fuzz for so long; does not return."""
    corpus = folder / target
    corpus.mkdir(parents=True, exist_ok=True)
    _corpus(corpus, target)
    for seed in corpus.glob("seed-*"):  # what is loaded late must not count as slow
        getattr(targets, target)(seed.read_bytes())
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={_SLOW_SECONDS}",
        "-rss_limit_mb=4096",
        "-max_len=4096",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], getattr(targets, target))
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=("readers", "analysis"))
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "lagebild-fuzz"
    )
    given = parser.parse_args()
    main(given.target, given.seconds, given.folder)
