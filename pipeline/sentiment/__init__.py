"""Tone: how a sentence is written, from -1 (negative) to 1 (positive). An axis of its own."""

from pipeline.sentiment.scorer import SentimentScorer, make_sentiment

__all__ = ["SentimentScorer", "make_sentiment"]
