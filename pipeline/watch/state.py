"""What a watch remembers between rounds and restarts, and what it tells of its health.

Both are small JSON files beside the tables, replaced as a whole. A lost or broken state costs one
fetch of each feed, no document: what is stored already is known to the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import orjson

from pipeline.files import write_atomically
from pipeline.remote import Folder

_STATE, _HEALTH = "feeds.json", "health.json"


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of one feed; times are seconds since 1970, 0 for never.

    Attributes:
        etag: Of the last answer, for the next conditional request.
        last_modified: The same.
        asked: When it was last asked.
        answered: When it last answered well.
        changed: When it last had something new.
        failures: Failures since then.
        due: When it is to be asked again.
        error: Why it failed last, "" if it did not.
    """

    etag: str = ""
    last_modified: str = ""
    asked: float = 0.0
    answered: float = 0.0
    changed: float = 0.0
    failures: int = 0
    due: float = 0.0
    error: str = ""


_FIELDS = frozenset(field.name for field in fields(FeedState))


def read_states(folder: Folder) -> dict[str, FeedState]:
    """Return what is known of each feed by address; nothing where the file is lost or broken."""
    known = _read(folder / _STATE)
    found = {}
    for url, values in known.items():
        if isinstance(values, dict) and set(values) <= _FIELDS:
            found[url] = FeedState(**values)
    return found


def write_states(folder: Folder, states: Mapping[str, FeedState]) -> None:
    """Replace what is known of the feeds.

    Raises:
        OSError: When it cannot be written.
    """
    content = {url: asdict(state) for url, state in sorted(states.items())}
    write_atomically(folder / _STATE, orjson.dumps(content, option=orjson.OPT_INDENT_2))


def read_health(folder: Folder) -> dict[str, Any] | None:
    """Return what the last round of a watch told of itself, None if there was none."""
    return _read(folder / _HEALTH) or None


def write_health(folder: Folder, health: Mapping[str, Any]) -> None:
    """Replace what a watch tells of itself.

    Raises:
        OSError: When it cannot be written.
    """
    write_atomically(folder / _HEALTH, orjson.dumps(health, option=orjson.OPT_INDENT_2))


def _read(path: Folder) -> dict[str, Any]:
    try:
        content = orjson.loads(path.read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return {}
    return content if isinstance(content, dict) else {}
