"""Who is meant where a sentence corrects a name: "nicht Moskau, sondern Kiew".

The name behind "nicht" takes no part; the one behind "sondern" stands in its place. Behind "nicht
nur" both do. Where each half has a finite verb of its own, two things are told; nothing is moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.entities import Mention
from pipeline.events.noun_phrase import NounPhrase
from pipeline.language import Clip
from pipeline.language.clauses import Clause

_NOT, _TURN = "nicht", "sondern"
#: Words behind "nicht" that keep the first name, and behind "sondern" that only strengthen.
_ONLY = frozenset({"nur", "allein", "bloß"})
_TOO = frozenset({"auch", "vielmehr"})


def oppose(clip: Clip, clauses: Sequence[Clause], phrases: Sequence[NounPhrase]) -> None:
    """Give the parties of a correction, in place, to the phrase that tells who it is."""
    for turn, word in enumerate(clip.texts):
        if word == _TURN:
            _correct(clip, clauses, phrases, turn)


def _correct(
    clip: Clip, clauses: Sequence[Clause], phrases: Sequence[NounPhrase], turn: int
) -> None:
    words = [word.lower for word in clip.words]
    start = next((i for i in range(turn - 1, -1, -1) if words[i] == _NOT), None)
    if start is None:
        return
    both = words[start + 1] in _ONLY
    wrong = _at(phrases, start + 1 + both)
    right = _at(phrases, turn + 1 + (words[turn + 1 : turn + 2] != [] and words[turn + 1] in _TOO))
    if wrong is None or right is None or bool(wrong.preposition) != bool(right.preposition):
        return
    finite = [c.finite for c in clauses if c.finite is not None]
    behind = any(turn < i < clauses[right.clause].last for i in finite)
    if behind and any(start < i < turn for i in finite):
        return
    apart = wrong.clause != right.clause
    kept, left = (right, wrong) if behind or not (apart or both) else (wrong, right)
    said = (*wrong.mentions, *right.mentions) if both else right.mentions
    acts = any(mention.kind != "location" for mention in wrong.mentions)
    kept.mentions = tuple(_moved(mention, kept, acts=acts) for mention in said)
    _clear(left, kept, phrases)


def _at(phrases: Sequence[NounPhrase], first: int) -> NounPhrase | None:
    """Return the phrase that begins at a word, maybe with its preposition."""
    return next(
        (p for p in phrases if p.first - bool(p.preposition) <= first <= p.first and not p.pronoun),
        None,
    )


def _moved(mention: Mention, phrase: NounPhrase, *, acts: bool) -> Mention:
    """Return a party in its new place; a state in the place of one that acts does so, too."""
    kind = "country" if acts and mention.kind == "location" else mention.kind
    if phrase.first <= mention.first <= phrase.last:
        return replace(mention, kind=kind)
    return replace(mention, first=phrase.first, last=phrase.last, kind=kind)


def _clear(left: NounPhrase, kept: NounPhrase, phrases: Sequence[NounPhrase]) -> None:
    """Take a phrase, what is joined with it and its attributes out of the sentence's parties."""
    for phrase in phrases:
        hangs = left.index in {phrase.index, phrase.owner, phrase.joint}
        if hangs and phrase is not kept:
            phrase.mentions, phrase.cases = (), frozenset()
