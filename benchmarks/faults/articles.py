"""Input that grows and changes from round to round, as the folder of a collector does."""

from __future__ import annotations

import json
from pathlib import Path

_LINES = (
    "Die Regierung in Warschau warnt Minsk vor einem Angriff.",
    "Russland verlegt {n} Soldaten an die Grenze zur Ukraine.",
    "In Genf vereinbarten beide Seiten am Montag weitere Gespräche.",
    "Das Außenministerium in Ankara wies den Vorwurf zurück.",
    "Bei Donezk schlugen nach Angaben von Beobachtern {n} Granaten ein.",
)


def text(number: int, sentences: int) -> str:
    """Return a text of so many sentences; each number gives another one."""
    chosen = (_LINES[(number + at) % len(_LINES)] for at in range(sentences))
    return " ".join(line.format(n=number % 900 + 100) for line in chosen)


def write_round(folder: Path, round_: int, new: int, sentences: int = 2) -> None:
    """Add a file of new articles, and write the file of those that change each round anew."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"new-{round_:03}.jsonl", f"n{round_}", range(new), round_, sentences)
    _write(folder / "changing.jsonl", "c", range(max(1, new // 2)), round_, sentences)


def _write(path: Path, name: str, numbers: range, round_: int, sentences: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in numbers:
            article = {
                "id": f"{name}-{number}",
                "text": f"Runde {round_}. {text(number + 7 * round_, sentences)}",
                "published": f"2022-01-{1 + (number + round_) % 28:02}",
                "source": f"Blatt {number % 3}",
            }
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
