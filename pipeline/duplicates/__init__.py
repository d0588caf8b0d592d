"""Finds copies of one text: reprints of wire copy, lightly edited ones, cut ones.

Two texts are copies when they are the same words; or share at least half of all their sequences of
three words; or when nearly all of the shorter one stands in the longer one. Of short texts more is
asked, and that they give no other numbers: a report of each day's figures is no copy of the last.
Only texts that were published within some days of each other are compared. Copies of copies are one
cluster.

What is compared with what depends on the two texts alone, so that the clusters are the same in
whatever order, and in however many runs, the texts come in. MinHash signatures (rensa) only choose
the pairs that are looked at; whether they are copies is decided on the sequences themselves.
"""

from pipeline.duplicates.clusters import Piece, joined_clusters
from pipeline.duplicates.shingles import are_copies, shingles_of

__all__ = ["Piece", "are_copies", "joined_clusters", "shingles_of"]
