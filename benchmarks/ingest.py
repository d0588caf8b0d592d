"""What cleaning does to the texts of a corpus: languages told, repairs, phrases, seconds.

``python -m benchmarks.ingest LANGUAGE FILE.jsonl.gz ... [--show N]``: each file has an object with
``text`` a line, in the language named. Of a text in another language than German the miss counts,
of a German one that it is set aside. Up to N texts of each kind are printed for the eye.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path

from pipeline.boilerplate import remove_boilerplate
from pipeline.identify import other_language
from pipeline.repair import repair_encoding, strip_invisible

_OWN = "de"


def _texts(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _languages(texts: list[str], language: str, show: int) -> str:
    start = time.perf_counter()
    answers = [other_language(text, _OWN) for text in texts]
    seconds = time.perf_counter() - start
    aside = [answer is not None for answer in answers]
    wrong = aside if language == _OWN else [not one for one in aside]
    for text in [text for text, one in zip(texts, wrong, strict=True) if one][:show]:
        print(f"    {text[:120]!r}")
    name = "set aside" if language == _OWN else "not told"
    share = 100 * sum(wrong) / len(texts)
    return f"{name} {sum(wrong)} ({share:.2f} %), {1000 * seconds / len(texts):.3f} ms a text"


def _changes(texts: list[str], show: int) -> str:
    start = time.perf_counter()
    visible = [strip_invisible(text)[0] for text in texts]
    mended = [repair_encoding(text) for text in visible]
    bare = [remove_boilerplate(text, _OWN)[0] for text in mended]
    seconds = time.perf_counter() - start
    stages = {
        "invisible": (texts, visible),
        "repaired": (visible, mended),
        "phrases": (mended, bare),
    }
    counts = []
    for name, (before, after) in stages.items():
        changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        counts.append(f"{name} {len(changed)}")
        for old, new in changed[:show]:
            print(f"    {name}: {old[-160:]!r}\n    {'':{len(name)}}> {new[-160:]!r}")
    return f"{', '.join(counts)}; {1000 * seconds / len(texts):.3f} ms a text"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    for path in given.files:
        texts = _texts(path)
        print(f"{path.name}: {len(texts)} texts")
        print(f"  language: {_languages(texts, given.language, given.show)}")
        if given.language == _OWN:
            print(f"  cleaning: {_changes(texts, given.show)}", flush=True)


if __name__ == "__main__":
    main()
