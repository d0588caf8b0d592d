"""Memory, threads and open files of a process and its children, as Linux tells them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """What a process and its children had at a moment.

    Attributes:
        seconds: Since the beginning.
        mib: Resident memory.
        processes, threads, files: How many they had, open files included.
        store_mib, store_files: What lies in the store.
    """

    seconds: float
    mib: float
    processes: int
    threads: int
    files: int
    store_mib: float
    store_files: int


def sample(pid: int, seconds: float, store: Path) -> Sample:
    """Look at a process; what ends meanwhile counts as nothing."""
    family = _family(pid)
    told = [_status(one) for one in family]
    sizes = [_size(path) for path in store.rglob("*")]
    return Sample(
        seconds=round(seconds, 1),
        mib=round(sum(one.get("VmRSS", 0) for one in told) / 1024, 1),
        processes=len(family),
        threads=sum(one.get("Threads", 0) for one in told),
        files=sum(_open_files(one) for one in family),
        store_mib=round(sum(sizes) / 2**20, 2),
        store_files=len(sizes),
    )


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:  # grows while it is walked
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in _read(children).split()]
    return found


def _status(pid: int) -> dict[str, int]:
    lines = (line.split() for line in _read(Path(f"/proc/{pid}/status")).splitlines())
    return {
        words[0].rstrip(":"): int(words[1])
        for words in lines
        if words and words[0] in {"VmRSS:", "Threads:"}
    }


def _open_files(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
