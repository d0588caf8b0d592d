"""Watching sources for months: feeds are asked, what is new is analysed, nothing is lost.

``sources`` says what is watched, ``state`` remembers what each feed last answered, ``collector``
asks those that are due, ``loop`` repeats this and hands what came in to a run.
"""

from pipeline.watch.collector import Collector, Polled
from pipeline.watch.loop import Watch
from pipeline.watch.pages import Pages
from pipeline.watch.sources import Sources, SourcesError, read_sources
from pipeline.watch.state import FeedState, read_health, read_states

__all__ = [
    "Collector",
    "FeedState",
    "Pages",
    "Polled",
    "Sources",
    "SourcesError",
    "Watch",
    "read_health",
    "read_sources",
    "read_states",
]
