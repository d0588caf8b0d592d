"""Names of coded values for readers: event types, statuses, countries, organisations and groups."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale

from pipeline.language import read_table

#: Languages that ``data/labels.tsv`` has names in.
LANGUAGES: Final = ("de", "en")


@cache
def labels(language: str) -> dict[str, str]:
    """Return the names of coded values by kind and code ("type.ASSAULT").

    Raises:
        KeyError: When the language is none of ``LANGUAGES``.
    """
    return {row["key"]: row[language] for row in read_table("labels.tsv", ("key", *LANGUAGES))}


def party(code: str, language: str) -> str:
    """Return the name of a country or organisation, the code itself where it has none."""
    known = labels(language).get(f"party.{code}")
    return known or Locale(language).territories.get(code) or code
