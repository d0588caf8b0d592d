"""Formulas of the index: pure, without a store; ``docs/methodology.md`` gives their sources."""

from pipeline.index.figures import (
    FEW_DOCUMENTS,
    MIN_ARTICLES,
    given,
    points,
    relief,
    tension,
    tone,
)

__all__ = ["FEW_DOCUMENTS", "MIN_ARTICLES", "given", "points", "relief", "tension", "tone"]
