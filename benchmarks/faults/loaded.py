"""Loads the analysis when it is imported: forked processes have it without waiting."""

from pipeline.engine.work import annotator

annotator("de")
