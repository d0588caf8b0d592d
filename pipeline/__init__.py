"""Lagebild: from German news text to tension figures that lead back to their sentences."""

__version__ = "0.1.0"

import pipeline.lean_spacy  # noqa: F401  before anything imports spaCy
