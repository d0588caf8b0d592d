"""Where work runs: processes of this machine or a cluster; the work itself is a plain function."""

from __future__ import annotations

from pipeline.engine.engine import Engine, EngineError
from pipeline.engine.local import Local, run
from pipeline.engine.work import analyse

__all__ = ["Engine", "EngineError", "Local", "analyse", "run"]
