"""Counts the work of a regular expression: the steps of a plain backtracking matcher.

Python's own matcher tells no such number, and time is no measure in a test. This one takes the same
decisions without its shortcuts, so it counts at least as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

#: An item of Python's own parser: what it is, and its argument.
Item = tuple[Any, Any]
_SINGLE = {c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN}
_REPEATS = {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}


class Work:
    """One use of a pattern on a text."""

    def __init__(self, pattern: re.Pattern[Any], text: str) -> None:
        source = pattern.pattern
        self.steps = 0
        self._text = text
        flags = pattern.flags & ~re.UNICODE if isinstance(source, bytes) else pattern.flags
        self._items: list[Item] = list(_parser.parse(source, flags))

    def whole(self) -> int:
        """Return the steps of matching the whole text."""
        any(end == len(self._text) for end in self._run(self._items, 0, 0))
        return self.steps

    def everywhere(self) -> int:
        """Return the steps of finding every match."""
        place = 0
        while place <= len(self._text):
            end = next(self._run(self._items, 0, place), None)
            place = place + 1 if end is None or end == place else end
        return self.steps

    def _run(self, items: list[Item], at: int, place: int) -> Iterator[int]:
        """Yield where the items from ``at`` on may end when they begin at a place."""
        self.steps += 1
        if at == len(items):
            yield place
            return
        for end in self._one(*items[at], place):
            yield from self._run(items, at + 1, end)

    def _one(self, kind: Any, given: Any, place: int) -> Iterator[int]:
        if kind in _SINGLE:
            if self._fits(kind, given, place):
                yield place + 1
        elif kind in _REPEATS:
            least, most, body = given
            yield from self._repeat(list(body), int(least), most, place, lazy=kind is c.MIN_REPEAT)
        elif kind is c.SUBPATTERN:
            yield from self._run(list(given[3]), 0, place)
        elif kind is c.BRANCH:
            for branch in given[1]:
                yield from self._run(list(branch), 0, place)
        elif self._holds(kind, given, place):
            yield place

    def _holds(self, kind: Any, given: Any, place: int) -> bool:
        """Whether what takes no room is true at a place."""
        if kind is c.AT:
            return self._stands(given, place)
        if kind not in {c.ASSERT, c.ASSERT_NOT}:
            raise NotImplementedError(str(kind))
        direction, body = given
        begin = place - body.getwidth()[0] if direction < 0 else place
        found = begin >= 0 and next(self._run(list(body), 0, begin), None) is not None
        return found is (kind is c.ASSERT)

    def _repeat(
        self, body: list[Item], least: int, most: Any, place: int, *, lazy: bool
    ) -> Iterator[int]:
        if len(body) == 1 and body[0][0] in _SINGLE:
            yield from self._run_of_signs(body[0], least, most, place, lazy=lazy)
            return
        if lazy and least <= 0:
            yield place
        if most > 0:
            for end in self._run(body, 0, place):
                if end > place:
                    yield from self._repeat(body, least - 1, most - 1, end, lazy=lazy)
        if not lazy and least <= 0:
            yield place

    def _run_of_signs(
        self, item: Item, least: int, most: Any, place: int, *, lazy: bool
    ) -> Iterator[int]:
        if lazy:
            end = place
            while end - place <= most:
                if end - place >= least:
                    yield end
                if not self._fits(*item, end):
                    return
                end += 1
            return
        end = place
        while end - place < most and self._fits(*item, end):
            end += 1
        yield from range(end, place + least - 1, -1)

    def _fits(self, kind: Any, given: Any, place: int) -> bool:
        self.steps += 1
        if place >= len(self._text):
            return False
        sign = self._text[place]
        if kind is c.ANY:
            return True
        if kind is c.IN:
            negated = given[0][0] is c.NEGATE
            return any(_among(part[0], part[1], sign) for part in given[negated:]) is not negated
        return (ord(sign) == given) is (kind is c.LITERAL)

    def _stands(self, where: Any, place: int) -> bool:
        if where in {c.AT_BEGINNING, c.AT_BEGINNING_STRING}:
            return place == 0
        if where in {c.AT_END, c.AT_END_STRING}:
            return place == len(self._text)
        raise NotImplementedError(str(where))


def _among(kind: Any, given: Any, sign: str) -> bool:
    if kind is c.LITERAL:
        return bool(ord(sign) == given)
    if kind is c.RANGE:
        return bool(given[0] <= ord(sign) <= given[1])
    found: dict[Any, bool] = {
        c.CATEGORY_DIGIT: sign.isdigit(),
        c.CATEGORY_SPACE: sign.isspace(),
        c.CATEGORY_WORD: sign.isalnum() or sign == "_",
        c.CATEGORY_NOT_DIGIT: not sign.isdigit(),
        c.CATEGORY_NOT_SPACE: not sign.isspace(),
        c.CATEGORY_NOT_WORD: not (sign.isalnum() or sign == "_"),
    }
    return found[given]
