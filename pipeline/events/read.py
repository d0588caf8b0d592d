"""A sentence as it is read for its parties."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.events.frames import Frames
from pipeline.events.nominals import NounPhrase
from pipeline.language import Clip
from pipeline.language.clauses import Clause


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with what is named in it."""

    clip: Clip
    clauses: tuple[Clause, ...]
    phrases: list[NounPhrase]
    frames: Frames
