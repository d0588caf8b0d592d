"""The version of everything that decides a result: rules, lexicons, gazetteer and code.

Two records with the same methodology were made by the same rules. The number is raised by hand when
the meaning of a figure changes; the digest changes with every edit of a table or a rule.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pipeline.language import DATA

#: Raised when the meaning of a field or a formula changes.
VERSION = "3"

_ROOMS = ("language", "places", "events", "troops", "dates", "numerals", "sentiment")
_FOLDERS = frozenset({"places", "models/toponyms"})
_MODULES = ("annotate.py", "model.py", "scale.py", "index/parts.py")
#: What is compiled for quick loading: its tables stand for it, and ``gazetteer.digest``.
_COMPILED = frozenset({".arrow", ".npy", ".trie"})


def _files(language: str) -> list[Path]:
    package = Path(__file__).parent
    code = [package / module for module in _MODULES]
    for room in _ROOMS:
        code.extend((package / room).rglob("*.py"))
    tables = [path for folder in _FOLDERS | {language} for path in (DATA / folder).rglob("*")]
    return sorted(
        path for path in {*code, *tables} if path.suffix not in _COMPILED and path.is_file()
    )


@cache
def methodology(
    language: str = "de", ner_model: str | None = None, boundary_policy: str | None = None
) -> str:
    """Return the version for a language, for example ``1.9f2ab04c7d``.

    The digest covers names and content of the analysis code and of the tables of the language; the
    names of an entity recogniser and of a boundary policy, where set, follow behind plus signs.
    """
    digest = hashlib.sha256()
    root = DATA.parent
    for path in _files(language):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
    advice = "".join(f"+{Path(name).stem}" for name in (ner_model, boundary_policy) if name)
    return f"{VERSION}.{digest.hexdigest()[:10]}{advice}"
