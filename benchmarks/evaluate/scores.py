"""Precision, recall and F1, and tables of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items were right, found and wanted; sums of counts are counts."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add two counts."""
        return Counts(
            self.right + other.right, self.found + other.found, self.wanted + other.wanted
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0 to 1; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found, 0 to 1; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0


def compare(found: Collection[object], wanted: Collection[object]) -> Counts:
    """Count two collections of items against each other; an item that occurs twice counts twice."""
    left = list(wanted)
    right = 0
    for item in found:
        if item in left:
            left.remove(item)
            right += 1
    return Counts(right, len(found), len(wanted))


def print_table(title: str, rows: Iterable[tuple[str, Counts]]) -> None:
    """Print one line a system: wanted, found, precision, recall, F1."""
    print(f"\n{title}\n{'':44}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for name, counts in rows:
        print(
            f"{name:44}{counts.wanted:6}{counts.found:7}"
            f"{counts.precision:7.3f}{counts.recall:7.3f}{counts.f1:7.3f}"
        )
