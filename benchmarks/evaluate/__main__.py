"""``python -m benchmarks.evaluate CORPORA [--official MODEL]``: all tables, beside the rivals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import gold
from benchmarks.evaluate.risk import print_risk
from benchmarks.evaluate.rivals import System, systems
from benchmarks.evaluate.sentiment import print_tone
from benchmarks.evaluate.toponyms import print_recognition, print_resolution, print_roles


def main(
    corpora: Annotated[Path, typer.Argument(help="Folder with the corpora that docs name.")],
    official: Annotated[str | None, typer.Option(help="An installed spaCy model.")] = None,
) -> None:
    """Print the scores of every measure whose corpus is there; say which are missing."""
    own = list(systems(official))
    parts: dict[str, Callable[[Path], None]] = {
        "A_ner_germeval2014_dev.jsonl.gz": lambda path: print_recognition(path, own),
        "A_geo_hipe2020_de.jsonl.gz": lambda path: print_newspapers(path, own),
        "A_geo_sonar_de.jsonl.gz": lambda path: print_resolution("SoNAR", path, own),
        "A_geo_newseye_de.jsonl.gz": lambda path: print_resolution("NewsEye", path, own),
        "B_sentiment_gerntsa.jsonl.gz": lambda path: print_tone(
            "GerNTSA", path, ("negative", "neutral", "positive")
        ),
        "B_sentiment_headlines_labeled.jsonl.gz": lambda path: print_tone(
            "Headlines", path, ("negative", "not_negative")
        ),
    }
    gpr = corpora / "D_gpr_daily_to_2020.csv.gz"
    if gpr.exists():
        parts |= {
            "D_tagesschau_shows_2013_2021.jsonl.gz": lambda path: print_risk(
                "News shows, unfiltered", path, gpr, rundown=True
            ),
            "D_headlines_2013-10_2015-02.jsonl.gz": lambda path: print_risk(
                "Headlines by search, 2013 to 2015", path, gpr
            ),
            "D_headlines_2020.jsonl.gz": lambda path: print_risk(
                "Headlines by search, 2020", path, gpr
            ),
        }
    for name, part in parts.items():
        path = corpora / name
        if path.exists():
            part(path)
        else:
            print(f"{path} is not there: left out", file=sys.stderr)
    print("\nOur own sentences (benchmarks/gold)")
    gold.main(show=False)


def print_newspapers(path: Path, own: Sequence[tuple[str, System]]) -> None:
    """Print resolution and roles on HIPE."""
    print_resolution("HIPE 2020", path, own)
    print_roles(path)


if __name__ == "__main__":
    typer.run(main)
