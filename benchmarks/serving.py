"""The dashboard as a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

ROOT: Final = Path(__file__).resolve().parent.parent
_START_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A dashboard that answers: its process, and the port on this machine that it listens on."""

    pid: int
    port: int

    @property
    def address(self) -> str:
        """The address of its first page, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    store: Path, folder: Path, port: int = 0, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start the dashboard over a store, and yield it when it answers.

    Args:
        store: What is shown.
        folder: For its log.
        port: To listen on, any free one for 0.
        environment: Settings beside those of this process.

    Raises:
        RuntimeError: When it does not start; tells what it logged.
    """
    port, log = port or free_port(), folder / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.port", str(port), "--server.headless", "true"]
    settings = {**os.environ, "LAGEBILD_STORE": str(store), **(environment or {})}
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT
        )
        server = Server(process.pid, port)
        try:
            _wait(server, process, log)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{server.address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"the dashboard did not start:\n{log.read_text()}")
