"""Where batches run: processes of this machine; the work itself is a plain function."""

from __future__ import annotations

from pipeline.engine.local import run
from pipeline.engine.work import analyse

__all__ = ["analyse", "run"]
