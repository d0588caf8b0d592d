"""Compiles the tables of patterns for quick loading: ``python -m data.build.patterns``.

Writes ``data/de/compiled/patterns.arrow`` and ``domains.arrow``. To be run after
``data.build.forms``, since patterns hold for all forms of their words.
"""

from __future__ import annotations

from pipeline.events import coders, fields
from pipeline.language import DATA
from pipeline.language.lookup import write

_FOLDER = DATA / "de" / "compiled"


def main() -> None:
    """Write the files."""
    for name, make, sources in (
        ("patterns", coders.make, coders.sources),
        ("domains", fields.make, fields.sources),
    ):
        path = _FOLDER / f"{name}.arrow"
        entries = make()
        write(path, entries, sources())
        print(f"{path.relative_to(DATA.parent)}: {len(entries):,} entries")


if __name__ == "__main__":
    main()
