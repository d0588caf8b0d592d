"""What whole sentences name, whatever their clauses are; each question is answered once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from pipeline.events.elements import Field, Options
from pipeline.language import Clip


class Told:
    """What the sentences before have named.

    Args:
        clips: Those sentences.
        abroad: Whether they name a place or a party abroad.
    """

    def __init__(self, clips: Iterable[Clip], *, abroad: bool) -> None:
        self.abroad = abroad
        self._clips = tuple(clips)
        self._known: dict[Options, bool] = {}

    @cached_property
    def _fields(self) -> tuple[Field, ...]:
        return tuple(
            Field(clip, tuple(i for i, w in enumerate(clip.words) if w.is_word), frozenset(), {})
            for clip in self._clips
        )

    def names(self, options: Options) -> bool:
        """Whether one of some alternatives stands anywhere in the sentences."""
        if options not in self._known:
            self._known[options] = any(
                next(options.ends(field, start), None) is not None
                for field in self._fields
                for start, i in enumerate(field.indices)
                if options.may_begin(field.clip.texts[i])
            )
        return self._known[options]


class Present:
    """What the words of a sentence may begin.

    Args:
        texts: The words.
        told: As in ``Field``.
    """

    def __init__(self, texts: tuple[str, ...], told: Callable[[], Told] | None) -> None:
        self.texts, self.told = texts, told
        self._known: dict[Options, bool] = {}

    def may_have(self, options: Options) -> bool:
        """Whether one of some alternatives may begin at a word, or at a verb told apart."""
        known = self._known.get(options)
        if known is None:
            known = options.are_parted or any(map(options.may_begin, self.texts))
            self._known[options] = known
        return known
