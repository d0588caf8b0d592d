"""Denials that point back: "Kiew meldete einen Angriff, doch Minsk bestritt ihn".

What a pronoun stands for is what the main clause before tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.events.coder import Match
from pipeline.events.phrases import is_declined
from pipeline.language import Clip
from pipeline.language.clauses import Clause, ancestors

#: The kind of pronouns that are the subject before the finite verb: "sie bestritten Verluste".
_BEHIND = "behind"


def points_back(
    decider: Match,
    match: Match,
    clip: Clip,
    clauses: Sequence[Clause],
    matches: Sequence[Match],
    words: Mapping[str, Mapping[str, str]],
) -> bool:
    """Whether a denial in a clause of its own has the event of the clause before as its object.

    It has a pronoun, tells of no event itself and nothing hangs on it.
    """
    here, told = clauses[decider.clause], clauses[match.clause]
    if decider.rule.mode != "denied" or here.kind != "main" or here.index <= told.index:
        return False
    inside = range(here.first, here.last)
    known = words["pointing"]
    pronouns = [i for i in inside if clip.words[i].lower in known and _stands_alone(clip, i, here)]
    if not any(known[clip.words[i].lower] != _BEHIND or _is_behind(i, here) for i in pronouns):
        return False
    full = any(m.clause == here.index for m in matches) or any(
        c.parent == here.index for c in clauses
    )
    before = [c for c in clauses[: here.index] if c.kind == "main" and c.verbs]
    *_, top = (told, *ancestors(clauses, told))
    return not full and bool(before) and top is before[-1]


def _is_behind(index: int, clause: Clause) -> bool:
    return clause.finite is not None and index > clause.finite


def _stands_alone(clip: Clip, index: int, clause: Clause) -> bool:
    """Whether a word is a pronoun and no article: "das bestritt Kiew", not "das Amt"."""
    behind = index + 1
    if behind >= clause.last or behind in clause.verbs or not clip.words[behind].is_word:
        return True
    return not clip.words[behind].is_title and not is_declined(clip.words[behind])
