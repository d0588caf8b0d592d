"""Partitioned runs: workers write the rows themselves, one driver commits and publishes them.

For inputs that one process could not read and write fast enough, on this machine or on a cluster.
What is analysed and stored is the same as in an ordinary run (``pipeline/batch.py``).
"""

from __future__ import annotations

from pipeline.bulk.driver import run_partitioned
from pipeline.bulk.inputs import Input, Partition, inputs_of, partitions
from pipeline.bulk.task import Annotated, Job, annotate_partition

__all__ = [
    "Annotated",
    "Input",
    "Job",
    "Partition",
    "annotate_partition",
    "inputs_of",
    "partitions",
    "run_partitioned",
]
