"""What is asserted before a snapshot becomes the current one, so that garbage replaces nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a failed assertion does: the snapshot is not published, or is and this is said.
Severity = Literal["refuse", "warn"]


@dataclass(frozen=True, slots=True)
class Check:
    """One assertion and how it came out.

    Attributes:
        name: ``documents``, ``located`` or ``set_aside``.
        value: What was measured: a number of documents, or a share from 0 to 1.
        limit: What it must not pass: at least for ``documents`` and ``located``, at most for
            ``set_aside``.
        passed: Whether it held.
        severity: What happens when it does not.
    """

    name: str
    value: float
    limit: float
    passed: bool
    severity: Severity

    def __str__(self) -> str:
        """One line for people."""
        return _SENTENCES[self.name].format(value=self.value, limit=self.limit)


_SENTENCES = {
    "documents": "{value:.0f} documents, at least {limit:.0f} expected",
    "located": "{value:.1%} of the documents are on the map, at least {limit:.1%} expected",
    "set_aside": "{value:.1%} of the input was set aside, at most {limit:.1%} expected",
}


def assertions(
    documents: tuple[int, int],
    located: tuple[float, float],
    set_aside: float,
    located_keep: float,
    set_aside_most: float,
) -> tuple[Check, ...]:
    """Compare a new snapshot with the former one.

    Args:
        documents: Number of documents, new and former; 0 formerly for a first run.
        located: Share of documents that name a place with coordinates, new and former.
        set_aside: Share of the inputs of the run that were set aside.
        located_keep: Part of the former share of located documents that must be kept.
        set_aside_most: The greatest share of inputs set aside that goes without a word.
    """
    fewest = located[1] * located_keep
    return (
        Check("documents", documents[0], documents[1], documents[0] >= documents[1], "refuse"),
        Check("located", located[0], fewest, located[0] >= fewest, "refuse"),
        Check("set_aside", set_aside, set_aside_most, set_aside <= set_aside_most, "warn"),
    )
