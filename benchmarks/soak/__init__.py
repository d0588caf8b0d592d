"""A watch that runs for long over feeds that change and fail, and what becomes of its memory.

``python -m benchmarks.soak --minutes 30`` gives the figures of ``docs/reliability.md``.
"""
