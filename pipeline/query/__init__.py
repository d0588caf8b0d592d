"""The only room that views, exports and briefings read from.

Every figure has its evidence: ``Query.evidence`` returns the sentences that it was counted over.
"""

from pipeline.query.evidence import Evidence, Finding, Mark
from pipeline.query.figure import Figure
from pipeline.query.filter import Filter
from pipeline.query.query import Query
from pipeline.query.rows import (
    CountryFigure,
    DayFigure,
    EventCount,
    KeyFigures,
    Overview,
    PlacePoint,
    ToneDay,
    TroopClaim,
)
from pipeline.store.manifest import StoreError

__all__ = [
    "CountryFigure",
    "DayFigure",
    "EventCount",
    "Evidence",
    "Figure",
    "Filter",
    "Finding",
    "KeyFigures",
    "Mark",
    "Overview",
    "PlacePoint",
    "Query",
    "StoreError",
    "ToneDay",
    "TroopClaim",
]
