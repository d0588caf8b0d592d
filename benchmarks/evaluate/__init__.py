"""Scores of the analysis on corpora given by path, beside what a user would take instead."""
