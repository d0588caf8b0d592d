"""``compact``: the tables of the store in few files, in an order that queries like."""

from __future__ import annotations

import typer

from pipeline.cli.console import Exit, StoreOption, command, say


def compact(store: StoreOption = None) -> None:
    """Write the tables anew by month and country, in few files, and drop files no one needs.

    The rows stay the same, and pages that are open stay right: files of the kept snapshots, and of
    any within `keep_hours`, stay until then. Worth it after large runs.

    Example: python -m pipeline compact --store data/store
    """
    with command() as settings:
        from pipeline.store.layout import compact as rewrite  # noqa: PLC0415  only here

        target = store or settings.store
        manifest = rewrite(target, settings)
        if manifest is None:
            say(f"Error: {target}: there is no store yet")
            raise typer.Exit(Exit.FAILED)
        files = sum(map(len, manifest.files.values()))
        typer.echo(f"{target}: snapshot {manifest.number}, {files} files")
