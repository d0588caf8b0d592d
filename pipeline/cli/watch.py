"""``watch``: ask feeds and look through folders again and again, for months."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import structlog
import typer

from pipeline.batch import Report, run_batch
from pipeline.cli.console import StoreOption, command, configure_logging, on_this_machine
from pipeline.places.intact import check_gazetteer
from pipeline.readers import Found
from pipeline.settings import Settings

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
#: Asking more often than this is impolite.
_LEAST_SECONDS = 60


def _seconds(given: str | float) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", str(given).strip())
    if not found:
        raise typer.BadParameter(f"{given}: write a number and s, m, h or d, such as 15m")
    return float(found[1]) * _UNITS[found[2]]


def watch(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Addresses of feeds, .opml or .urls lists of them, files and folders.",
        ),
    ],
    every: Annotated[
        float,
        typer.Option(parser=_seconds, metavar="TIME", help="Between two rounds: 90s, 15m, 2h."),
    ] = "15m",  # type: ignore[assignment]  # typer parses the default as well
    rounds: Annotated[
        int | None, typer.Option(min=1, help="End after so many rounds; else run until stopped.")
    ] = None,
    pages: Annotated[
        bool,
        typer.Option(
            "--pages", help="Fetch the article pages of all feeds too, as robots.txt allows."
        ),
    ] = False,
    store: StoreOption = None,
) -> None:
    """Ask feeds, look through folders, analyse what is new, and repeat.

    Ctrl-C or SIGTERM ends it after the round that runs; a kill loses nothing, the next start goes
    on. How it goes is logged to standard error, one line an event, and lies in health.json in the
    store; `status` shows it.

    With --pages, or `pages` behind a feed in a .urls file, an entry gets the text of its article.

    Exit codes: 0 stopped, 1 a source is missing or the store cannot be written.

    Example: python -m pipeline watch feeds.opml --every 15m
    """
    # Loaded here: connections and their certificates are for this command alone.
    from pipeline.fetch import Fetcher, Limits, Policy  # noqa: PLC0415
    from pipeline.fetch.robots import Robots  # noqa: PLC0415
    from pipeline.watch import (  # noqa: PLC0415
        Collector,
        Pages,
        SourcesError,
        Watch,
        read_sources,
    )

    with command() as settings:
        configure_logging("info" if settings.log_level == "warning" else settings.log_level)
        folder = on_this_machine(store or settings.store)
        least = 0 if settings.fetch_loopback else _LEAST_SECONDS
        if every < least:
            raise typer.BadParameter(f"ask feeds every {timedelta(seconds=least)} at most")
        try:
            found = read_sources(sources)
        except SourcesError as error:
            raise typer.BadParameter(str(error)) from error
        limits = Limits(size=settings.fetch_max_bytes, total_seconds=settings.fetch_seconds)
        with Fetcher(Policy(loopback=settings.fetch_loopback), limits) as fetcher:
            collector = Collector(found.feeds, fetcher, folder, every)
            wanted = frozenset(found.feeds) if pages else found.pages
            robots = Robots(fetcher)
            behind = Pages(fetcher, robots, collector.politeness, folder, settings)
            structlog.get_logger().info(
                "watch_began", feeds=len(found.feeds), paths=len(found.paths), store=str(folder)
            )
            # Texts of pages that were fetched before stay, whether or not more are wanted now.
            analyse = _analysis(folder, settings, behind.complete)
            loop = Watch(collector, found.paths, analyse, every)
            loop.pages, loop.pages_of = (behind if wanted else None), wanted
            loop.run(rounds)
            typer.echo(f"{loop.rounds} rounds, {loop.documents} documents new or changed")


def _analysis(
    folder: Path, settings: Settings, complete: Callable[[Found], Found]
) -> Callable[[Sequence[Path]], Report]:
    """Return what analyses files into a store; the rules are read once."""
    from pipeline.methodology import methodology  # noqa: PLC0415  loads spaCy

    check_gazetteer()
    version = methodology(settings.language, settings.ner_model, settings.boundary_policy)
    # Where another run writes to the store, the next round tries again: waiting here would keep
    # the feeds waiting too, and the end of a watch that is asked to stop.
    used = settings.model_copy(update={"wait_seconds": 0})

    def analyse(files: Sequence[Path]) -> Report:
        report = run_batch(files, folder, used, version, complete=complete)
        # What a round needed and the system's allocator still holds; a watch lives for months.
        pa.system_memory_pool().release_unused()
        return report

    return analyse
