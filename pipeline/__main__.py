"""``python -m pipeline``: see ``docs/cli.md``."""

from __future__ import annotations

# Worker processes import this module under another name; only the command itself may start.
if __name__ == "__main__":
    from pipeline.cli import app

    app(prog_name="python -m pipeline")
