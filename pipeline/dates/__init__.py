"""Dates: expressions of time, resolved against the publication date where the text allows it."""

import pipeline.dates.component  # noqa: F401  registers the factory
