"""Places: which words name one, which one is meant, and whether it stands for a government."""

import pipeline.places.component  # noqa: F401  registers the factory
from pipeline.places.gazetteer import Gazetteer, GazetteerPlace

__all__ = ["Gazetteer", "GazetteerPlace"]
