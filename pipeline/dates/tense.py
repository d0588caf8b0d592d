"""The tense of the part of a sentence that a date stands in: does it look back or ahead?"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.dates.calendar import Direction
from pipeline.dates.words import tense_words, values
from pipeline.language import Word
from pipeline.language.forms import load_forms

_ENDS = frozenset({",", ";", ":", "–", '"', "“", "„", "”", "»", "«"})
_PRETERITE = ("te", "ten")
_PERFECT = frozenset({"haben", "sein", "worden"})


def direction(words: Sequence[Word], first: int, last: int) -> Direction:
    """Return whether words ``first`` to ``last`` stand in a clause of past or future tense.

    A verb of future or intent decides before one of the past; "seit" looks back, "bis" and "für"
    look ahead; a present does so less surely, because news tells what is over in the past tense.
    Without any verb the direction is unknown.
    """
    before = words[first - 1].lower if first else ""
    if before in values("since"):
        return "past"
    if before in values("until"):
        return "future"
    left, right = first, last
    while left > 0 and words[left - 1].text not in _ENDS:
        left -= 1
    while right + 1 < len(words) and words[right + 1].text not in _ENDS:
        right += 1
    part = words[left : right + 1]
    verbs = [word.lower for word in part if word.text.islower()]
    if left == 0 and part[0].text[1:].islower():
        verbs.append(part[0].lower)  # a question or an order begins with its verb
    if not tense_words("auxiliary").isdisjoint(verbs):
        # The participle may stand behind an inserted clause.
        verbs.extend(word.lower for word in words[right + 1 :] if word.text.islower())
    closing = next((word.lower for word in reversed(part) if word.is_word), "")
    return _of_verbs(verbs, closing)


def _of_verbs(verbs: Sequence[str], closing: str) -> Direction:
    kinds = [load_forms("de").kinds(verb) for verb in verbs]
    participle = any("p" in kind for kind in kinds)
    if not tense_words("future").isdisjoint(verbs):
        # "soll am Montag getroffen haben", "könnte getötet worden sein" look back.
        perfect = participle and not _PERFECT.isdisjoint(verbs[-3:])
        passive = "worden" not in verbs and "sein" not in verbs and "haben" not in verbs
        return "past" if perfect and not passive else "future"
    if _is_infinitive(verbs, kinds):
        return "past" if participle and not _PERFECT.isdisjoint(verbs) else "future"
    if any(
        verb in tense_words("past")
        or ("f" in kind and "i" not in kind and verb.endswith(_PRETERITE))
        for verb, kind in zip(verbs, kinds, strict=True)
    ):
        return "past"
    if not tense_words("auxiliary").isdisjoint(verbs):
        return "past" if participle else "future"
    return _of_bare(verbs, kinds, closing)


def _of_bare(verbs: Sequence[str], kinds: Sequence[str], closing: str) -> Direction:
    """Return the direction of a clause without auxiliary and without a past tense."""
    for verb, kind in zip(verbs, kinds, strict=True):
        # "erreicht" is a participle at the end of a clause and a present elsewhere.
        # "beginnen" is an infinitive at the end of a clause and a present elsewhere.
        present = "f" in kind and (verb.endswith("t") or ("i" in kind and verb != closing))
        if present and ("p" not in kind or verb != closing):
            return "present"
    # A participle alone is a headline: "Soldaten am Montag verlegt".
    return "past" if any("p" in kind and "i" not in kind for kind in kinds) else "unknown"


def _is_infinitive(verbs: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether the clause is an infinitive with "zu" and has no finite verb of its own."""
    finite = any(verb in tense_words("past") for verb in verbs if verb not in _PERFECT)
    joined = any("z" in kind for kind in kinds)
    spaced = any(verb == "zu" and "i" in kinds[i + 1] for i, verb in enumerate(verbs[:-1]))
    return (joined or spaced) and not finite
