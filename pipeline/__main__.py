"""``python -m pipeline``: see ``docs/cli.md``."""

from __future__ import annotations

import os

# Arrow's own allocator keeps memory for each thread that ever asked, and a watch of months has many
# threads; what the system's allocator has free can be given back. Read when Arrow is loaded.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

# Worker processes import this module under another name; only the command itself may start.
if __name__ == "__main__":
    from pipeline.cli import app

    app(prog_name="python -m pipeline")
