"""Publication dates: ISO 8601, e-mail style (RSS) and German ones; nothing ambiguous is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
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
#: "03/04/2022", "18-01-22", "18.01.22": which of the numbers is the day, which the year?
_NUMBERS = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[ ,T].{0,40})?")
#: Zones of RFC 822 by their offset; other letters mean nothing that is certain.
_MAIL_DATE = re.compile(
    r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} [\d:]+ (?:[+-]\d{4}|GMT|UTC|UT|Z)"
)
#: Older ones are placeholders of programs ("0001-01-01").
_FIRST_YEAR = 1600
_LONGEST = 100
#: Form of a date that is a number of seconds since 1970, UTC.
EPOCH = "epoch"


class DateFault(StrEnum):
    """Why a document has no publication date; its original is kept."""

    MISSING = "missing"
    MALFORMED = "malformed"
    AMBIGUOUS = "ambiguous"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date: the day where it was published, and the moment when the zone is known."""

    day: date
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class DateForm:
    """What a source declares of its dates.

    Attributes:
        pattern: As ``datetime.strptime`` takes it, ``epoch`` for seconds since 1970, or "".
        utc: Whether times without a zone are UTC.
    """

    pattern: str = ""
    utc: bool = False


#: Nothing is declared of the form of a date.
UNDECLARED = DateForm()


def read_published(
    given: str,
    form: DateForm = UNDECLARED,
    now: datetime | None = None,
    future: timedelta = timedelta(hours=24),
) -> Published | DateFault:
    """Read a publication date, or say why there is none.

    A date and time with a zone keeps the day that it has in its own zone. A time without a zone
    gives the day only, since it may mean two moments.

    Args:
        given: As written.
        form: What the source declares.
        now: The time against which future dates are told, by default that of the clock.
        future: How far ahead of ``now`` a date may be.
    """
    given = given.strip()
    if not given:
        return DateFault.MISSING
    if len(given) > _LONGEST:
        return DateFault.MALFORMED
    declared = _declared(given, form) if form.pattern else None
    found = declared or _iso(given) or _german(given) or _mail(given) or _numbers(given)
    if isinstance(found, Published):
        found = _with_zone(found, form)
        return _plausible(found, now or datetime.now(UTC), future)
    return found or DateFault.MALFORMED


@dataclass(frozen=True, slots=True)
class _Local(Published):
    """A date and time without a zone."""

    naive: datetime | None = None


def _with_zone(found: Published, form: DateForm) -> Published:
    if isinstance(found, _Local) and found.naive is not None and form.utc:
        return Published(found.day, found.naive.replace(tzinfo=UTC))
    return Published(found.day, found.moment)


def _plausible(found: Published, now: datetime, future: timedelta) -> Published | DateFault:
    if found.day.year < _FIRST_YEAR:
        return DateFault.MALFORMED
    # A day begins up to 14 hours before it does in UTC.
    latest = (now + future + timedelta(hours=14)).date()
    if found.day > latest or (found.moment is not None and found.moment > now + future):
        return DateFault.FUTURE
    return found


def _from_moment(moment: datetime) -> Published:
    if moment.tzinfo:
        return Published(moment.date(), moment)
    return _Local(moment.date(), None, moment)


def _declared(given: str, form: DateForm) -> Published | None:
    try:
        if form.pattern == EPOCH:
            return _from_moment(datetime.fromtimestamp(float(given), UTC))
        # The zone, where the form has one, is read by strptime itself.
        return _from_moment(datetime.strptime(given, form.pattern))  # noqa: DTZ007
    except (ValueError, OverflowError, OSError):
        return None


def _iso(given: str) -> Published | None:
    # A bare number of eight digits may be anything that a source counts.
    if given.isdigit() and len(given) != len("20220118"):
        return None
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
    if not _MAIL_DATE.fullmatch(given):
        return None
    try:
        return _from_moment(parsedate_to_datetime(given.replace(" Z", " GMT")))
    except ValueError:
        return None


def _numbers(given: str) -> Published | DateFault | None:
    """Read "18/01/2022", where only one reading is a date; all others are ambiguous or wrong."""
    match = _NUMBERS.fullmatch(given)
    if match is None:
        return None
    one, two, three = (int(part) for part in match.groups())
    if len(match[3]) < 4 and len(match[1]) < 4:
        return DateFault.AMBIGUOUS if one <= 31 and two <= 31 else None
    orders = [(one, two, three)] if len(match[1]) == 4 else [(three, two, one), (three, one, two)]
    days = {day for order in orders if (day := _day(*order)) is not None}
    if len(days) > 1:
        return DateFault.AMBIGUOUS
    return Published(days.pop()) if days else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
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
