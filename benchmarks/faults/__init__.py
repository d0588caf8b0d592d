"""Faults on purpose, and what is left of the store after them.

``python -m benchmarks.faults`` runs the full figures of ``docs/reliability.md`` with the real
analysis; the tests run the same with tiny documents and a stand-in for it.
"""
