"""Articles whose every field holds bait: markup, links, formulas of spreadsheets, templates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

#: Stands in every field beside the bait, so that it is found wherever the field went.
CANARY: Final = "Köder"
_PAYLOADS = Path(__file__).with_name("payloads.json")
_DAYS: Final = 14
_FIRST: Final = date(2022, 3, 1)
LAST: Final = _FIRST + timedelta(days=_DAYS - 1)
#: Placed around names of places, actors and counts, so that bait touches what is recognised.
_TEXT = (
    "Russland greift die Ukraine bei Kiew an, meldet {canary} {bait}. "
    "In der {bait}Ukraine stehen 5.000 russische Soldaten{bait}. "
    "Moskau droht Kiew{bait} mit einem Angriff, die USA verurteilen Russland. {canary}"
)


@dataclass(frozen=True, slots=True)
class Bait:
    """One text of the list: its kind, and the text itself."""

    kind: str
    text: str


def baits(hit: str = "http://127.0.0.1:9/") -> list[Bait]:
    """Return the list; what would ask an address asks ``hit``."""
    rows = json.loads(_PAYLOADS.read_text(encoding="utf-8"))
    return [Bait(row["kind"], row["text"].replace("{hit}", hit)) for row in rows]


def write_articles(folder: Path, hit: str = "http://127.0.0.1:9/") -> Path:
    """Write two articles for each bait, one in each half of the days, and return their file."""
    target = folder / "baited.jsonl"
    lines = []
    for half in range(2):
        for number, bait in enumerate(baits(hit)):
            day = _FIRST + timedelta(days=half * _DAYS // 2 + number % (_DAYS // 2))
            lines.append(json.dumps(_article(f"{bait.text} {half}", bait, day)))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def _article(name: str, bait: Bait, day: date) -> dict[str, str]:
    return {
        "id": f"{CANARY} {name}",
        "text": _TEXT.format(canary=CANARY, bait=bait.text),
        "title": f"{bait.text} {CANARY}",
        "source": f"{bait.text} {CANARY}",
        "published": day.isoformat(),
        "url": "javascript:alert(1)" if "link" in bait.kind else "https://example.org/",
    }
