"""The events room: who does what to whom, and whether the text says that it is so."""

from pipeline.events.component import EventCoder

__all__ = ["EventCoder"]
