"""Publication dates: ISO 8601, e-mail style (RSS) and German ones; nothing ambiguous is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from babel.dates import get_month_names

#: Locales whose month names are understood; Austria writes "Jänner" and "Feber".
_LOCALES = ("de", "de_AT")
#: "18.01.2022", "Dienstag, 18. Januar 2022, 14:30 Uhr"; two-digit years are not understood.
_GERMAN = re.compile(
    r"""(?:[^\W\d_]{2,12}\.?,?\s+)?         # day of the week
        (?P<day>\d{1,2})\.\s*
        (?:(?P<month>\d{1,2})\.\s*|(?P<name>[^\W\d_]{3,12})\.?\s+)
        (?P<year>\d{4})
        (?:,?\s+(?:[^\W\d_]{1,4}\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s+[^\W\d_]{1,4})?)?  # time
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date: the day where it was published, and the moment when the zone is known."""

    day: date
    moment: datetime | None = None


def parse_published(given: str) -> Published | None:
    """Read a publication date, None when it is malformed or ambiguous ("03/04/2022").

    A date and time with a zone keeps the day that it has in its own zone.
    """
    given = given.strip()
    return _iso(given) or _german(given) or _mail(given)


def _from_moment(moment: datetime) -> Published:
    return Published(moment.date(), moment if moment.tzinfo else None)


def _iso(given: str) -> Published | None:
    try:
        return _from_moment(datetime.fromisoformat(given))
    except ValueError:
        return None


def _german(given: str) -> Published | None:
    match = _GERMAN.fullmatch(given)
    if match is None:
        return None
    month = int(match["month"]) if match["month"] else _months().get(match["name"].lower(), 0)
    try:
        return Published(date(int(match["year"]), month, int(match["day"])))
    except ValueError:
        return None


def _mail(given: str) -> Published | None:
    # The parser of the standard library takes "03/04/2022" and the like for something; only what
    # has the form of RFC 5322 reaches it.
    if not re.fullmatch(r"[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4} [\d:]+ \S+", given):
        return None
    try:
        return _from_moment(parsedate_to_datetime(given))
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its German names, long and short, in lower case."""
    return {
        str(name).rstrip(".").lower(): number
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }
