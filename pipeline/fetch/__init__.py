"""Fetching from the network: the only room that opens a connection to another machine.

Whom it talks to is decided in ``addresses``, how in ``client``; feeds and pages are asked for
politely: conditional requests, robots.txt, limits on size and time.
"""

from pipeline.fetch.addresses import Policy, refusal
from pipeline.fetch.client import Fetched, Fetcher, Limits
from pipeline.fetch.urls import FetchError

__all__ = ["FetchError", "Fetched", "Fetcher", "Limits", "Policy", "refusal"]
