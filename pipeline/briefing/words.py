"""The words of the briefing, and numbers and dates as its language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal

from pipeline.labels import LANGUAGES, labels, party
from pipeline.language import read_table


@dataclass(frozen=True, slots=True)
class Words:
    """Writes for readers of one language of ``LANGUAGES``."""

    language: str

    def text(self, key: str, **values: object) -> str:
        """Return a text with its values filled in.

        Raises:
            KeyError: When there is no such text.
        """
        return _texts(self.language)[key].format(**values)

    def label(self, kind: str, name: str) -> str:
        """Return the name of a coded value ("type", "status"), itself where it has none."""
        return labels(self.language).get(f"{kind}.{name}", name)

    def country(self, code: str) -> str:
        """Return the name of a country or organisation; the empty code is the world."""
        if not code:
            return self.text("world")
        return party(code, self.language)

    def number(self, value: float, digits: int = 0, *, sign: bool = False) -> str:
        """Write a number; ``sign`` also for positive ones."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        if sign and round(value, digits):
            pattern = f"+{pattern};\N{MINUS SIGN}{pattern}"
        return format_decimal(value, format=pattern, locale=self.language)

    def day(self, value: date | None) -> str:
        """Write a date, or a dash."""
        return format_date(value, "long", locale=self.language) if value else "–"


@cache
def _texts(language: str) -> dict[str, str]:
    return {
        row["key"]: row[language] for row in read_table("briefing/words.tsv", ("key", *LANGUAGES))
    }
