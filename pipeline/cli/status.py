"""``status``: what is in the store, how old it is, what was set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

import orjson
import pyarrow.compute as pc
import typer

from pipeline.cli.console import StoreOption, command
from pipeline.quarantine import Reason, entries
from pipeline.remote import Folder
from pipeline.settings import Settings
from pipeline.store import Check, Snapshot

_REASONS = {reason.value: reason for reason in Reason}


def status(
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show documents, dates, age and methodology of the store, and what was set aside and why.

    Example: python -m pipeline status --json
    """
    with command() as settings:
        folder = store or settings.store
        now = _methodology(settings)
        facts = _facts(Snapshot.open(folder), folder, now)
        if as_json:
            typer.echo(orjson.dumps(facts, option=orjson.OPT_INDENT_2))
        else:
            _tell(facts)


def _methodology(settings: Settings) -> str:
    from pipeline.methodology import methodology  # noqa: PLC0415  loads spaCy

    return methodology(settings.language, settings.ner_model, settings.boundary_policy)


def _facts(snapshot: Snapshot, folder: Folder, now: str) -> dict[str, Any]:
    from pipeline.watch.state import read_health  # noqa: PLC0415  loads what fetches feeds

    published = snapshot.dataset("documents").to_table(columns=["published"])["published"]
    span = pc.min_max(published).as_py()
    return {
        "store": str(folder),
        "snapshot": snapshot.version,
        "created": snapshot.created.isoformat(timespec="seconds"),
        "age_seconds": round(snapshot.age_seconds),
        "methodology": snapshot.methodology,
        "methodology_now": now,
        "first_date": span["min"],
        "last_date": span["max"],
        "undated": published.null_count,
        "rows": snapshot.counts(),
        "restored_from": snapshot.manifest.restored_from,
        "checks": [asdict(check) for check in snapshot.manifest.checks],
        "quarantine": dict(Counter(entry.reason for entry in entries(folder / "quarantine"))),
        "watch": read_health(folder),
    }


def _age(facts: dict[str, Any]) -> str:
    if facts["age_seconds"] < 0:
        return "from the future: the clock was set back since it was published"
    return f"{timedelta(seconds=facts['age_seconds'])} old"


def _tell(facts: dict[str, Any]) -> None:
    rows = facts["rows"]
    typer.echo(f"store        {facts['store']}, snapshot {facts['snapshot']}, {_age(facts)}")
    if facts["restored_from"] is not None:
        typer.echo(f"             restored from snapshot {facts['restored_from']}")
    typer.echo(f"documents    {rows['documents']}, {facts['undated']} of them without a date")
    typer.echo(f"dates        {facts['first_date'] or 'none'} to {facts['last_date'] or 'none'}")
    found = ", ".join(f"{number} {name}" for name, number in rows.items() if name != "documents")
    typer.echo(f"found        {found}")
    typer.echo(f"methodology  {facts['methodology']}")
    if facts["methodology"] != facts["methodology_now"]:
        typer.echo(
            f"             the rules are now {facts['methodology_now']}; "
            "run again over the same files to bring the store up to date"
        )
    for check in facts["checks"]:
        verdict = "passed" if check["passed"] else "FAILED"
        typer.echo(f"check        {verdict}: {Check(**check)}")
    if facts["watch"]:
        _tell_watch(facts["watch"])
    typer.echo(f"set aside    {sum(facts['quarantine'].values())}")
    for name, number in sorted(facts["quarantine"].items()):
        reason = _REASONS.get(name)
        told = f"{reason.message}; {reason.fix}" if reason else f"{name} (of another version)"
        typer.echo(f"  {number:6} {told}")
    if facts["quarantine"]:
        typer.echo(f"             each input is listed in {facts['store']}/quarantine/index.jsonl")


def _tell_watch(health: dict[str, Any]) -> None:
    feeds = health["feeds"]
    failing = {url: feed for url, feed in feeds.items() if feed["failures"]}
    typer.echo(
        f"watch        {len(feeds)} feeds, {len(failing)} failing, {health['waiting']} answers "
        f"wait; last round {health['last_round']}"
    )
    for url, feed in failing.items():
        answered = feed["answered"] or "never"
        typer.echo(f"             {url}: {feed['error']}; last answered {answered}")
    if health["fault"]:
        typer.echo(f"             {health['fault']}")
