"""The only room that views, exports and briefings read from.

Every figure has its evidence: ``Query.evidence`` returns the sentences that it was counted over.
"""

from pipeline.index.change import Piece
from pipeline.index.spikes import SpikeRule
from pipeline.query.evidence import Evidence, Finding, Mark
from pipeline.query.figure import Figure
from pipeline.query.filter import Filter
from pipeline.query.index_query import IndexQuery
from pipeline.query.index_rows import (
    Article,
    Baseline,
    Change,
    CountryTension,
    Mover,
    PairTension,
    PeriodTension,
    Spike,
    TensionDay,
    View,
    Weighed,
)
from pipeline.query.query import Query
from pipeline.query.rows import (
    EventCount,
    KeyFigures,
    Overview,
    PlacePoint,
    ToneDay,
    TroopClaim,
)
from pipeline.store.manifest import StoreError

__all__ = [
    "Article",
    "Baseline",
    "Change",
    "CountryTension",
    "EventCount",
    "Evidence",
    "Figure",
    "Filter",
    "Finding",
    "IndexQuery",
    "KeyFigures",
    "Mark",
    "Mover",
    "Overview",
    "PairTension",
    "PeriodTension",
    "Piece",
    "PlacePoint",
    "Query",
    "Spike",
    "SpikeRule",
    "StoreError",
    "TensionDay",
    "ToneDay",
    "TroopClaim",
    "View",
    "Weighed",
]
