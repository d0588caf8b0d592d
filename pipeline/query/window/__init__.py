"""Rows of some days as arrays, shared by all readers.

A page asks some twenty questions about the same days, whatever its filter. DuckDB plans each of
them for several milliseconds, which is more than it takes to answer them from arrays.
"""
