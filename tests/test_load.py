"""Several readers at once, while snapshots are published: no error, and never an old page for long.

With 50 readers, the time to think and a real pipeline: ``python -m benchmarks.load``.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from benchmarks.load.session import Session
from benchmarks.load.store import publish
from benchmarks.serving import serving

_READERS = 5
_CHANGES = 2
#: Documents of the first snapshot, and those that each further one adds.
_FIRST, _MORE = 12, 3


def articles_of(session: Session) -> int:
    """Return how many articles there are, as the page says it: "12 von 15 Artikeln"."""
    said = re.compile(r"\d+ von (\d+) Artikeln,")
    (found,) = {match[1] for line in session.texts if (match := said.match(line))}
    return int(found)


class Publishing:
    """Publishes a snapshot whenever every reader has asked for a page since the last."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.counts = [_FIRST]
        self._asked = asyncio.Semaphore(0)

    def asks(self) -> None:
        """Take note of a page that is asked for."""
        self._asked.release()

    async def run(self) -> None:
        for _ in range(_CHANGES):
            for _ in range(_READERS):
                await self._asked.acquire()
            numbers = range(self.counts[-1], self.counts[-1] + _MORE)
            self.counts.append(numbers.stop)
            await asyncio.to_thread(publish, self.store, numbers)


async def reader(port: int, number: int, writer: Publishing) -> tuple[Session, list[int]]:
    session = await Session.open(port)
    await session.load()
    seen = [articles_of(session)]
    for change in range(_CHANGES):
        writer.asks()
        await session.choose(session.countries[number : number + change + 1])
        seen.append(articles_of(session))
    return session, seen


async def read_all(port: int, store: Path) -> tuple[list[Session], list[list[int]], list[int]]:
    """Let readers read while snapshots are published, and each once more after the last."""
    writer = Publishing(store)
    writing = asyncio.create_task(writer.run())
    found = await asyncio.gather(*(reader(port, number, writer) for number in range(_READERS)))
    await writing
    for session, seen in found:
        await session.choose([])
        seen.append(articles_of(session))
        await session.connection.close()
    return [one for one, _ in found], [seen for _, seen in found], writer.counts


@pytest.fixture
def store(tmp_path: Path) -> Path:
    publish(tmp_path / "store", range(_FIRST))
    return tmp_path / "store"


def test_readers_at_once_see_no_error_and_soon_the_newest_snapshot(
    store: Path, tmp_path: Path
) -> None:
    with serving(store, tmp_path, environment={"LAGEBILD_LOOK_SECONDS": "0"}) as server:
        sessions, seen, counts = asyncio.run(asyncio.wait_for(read_all(server.port, store), 120))
    assert [fault for session in sessions for fault in session.faults] == []
    assert len(counts) == 1 + _CHANGES
    for pages in seen:
        assert len(pages) == _CHANGES + 2
        assert set(pages) <= set(counts)
        assert pages == sorted(pages)
        assert pages[-1] == counts[-1]
