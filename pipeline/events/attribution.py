"""Whose claim it is: "sagte der Beamte", "nach Angaben Moskaus", "so der Kreml".

The speaker is the subject of a verb of saying that governs the clause of the event, or of a tag
beside a quotation, or what stands behind a phrase such as "nach Angaben". Where the speaker stands
for no state or organisation, it is given as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.events.coder import Match
from pipeline.events.entities import Mention
from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms

_MAX_NAME = 6


@cache
def _speech() -> frozenset[str]:
    return frozenset(row["lemma"] for row in read_table("de/speech.tsv", ("lemma",)))


@cache
def _phrases() -> dict[str, str]:
    rows = read_table("de/speech_phrases.tsv", ("phrase", "side"))
    return {row["phrase"]: row["side"] for row in rows}


@cache
def _prepositions() -> frozenset[str]:
    rows = read_table("de/place_prepositions.tsv", ("word",))
    return frozenset(row["word"] for row in rows)


def speaker_of(
    clip: Clip,
    clauses: Sequence[Clause],
    match: Match,
    mentions: Sequence[Mention],
    forms: Forms,
) -> str | None:
    """Return who makes the claim that holds an event, None for the article itself."""
    clause = clauses[match.clause]
    named = _by_phrase(clip, clause, mentions)
    if named is not None:
        return named
    for other in clauses:
        if other.index != clause.index and _governs(clip, other, clause, forms):
            found = _subject(clip, clauses, other, mentions, forms)
            if found is not None:
                return found
    return None


def _speech_verb(clip: Clip, clause: Clause, forms: Forms) -> int | None:
    """Return the finite verb of saying of a clause."""
    for index in clause.verbs:
        if not _speech().isdisjoint(forms.lemmas(clip.words[index].text)):
            return index
    return None


def _governs(clip: Clip, other: Clause, clause: Clause, forms: Forms) -> bool:
    """Whether a clause reports another: it is its parent, or a tag behind or in front of it."""
    opening = clip.words[other.first].lower
    if opening == "so" and other.last - other.first <= _MAX_NAME and not other.verbs:
        return True
    verb = _speech_verb(clip, other, forms)
    if verb is None:
        return False
    if clause.parent == other.index:
        return True
    tag = verb - other.first <= 1 and other.index > clause.index
    in_front = other.index == clause.index - 1 and not clause.introducer
    return tag or in_front or (clause.quoted and not other.quoted)


def _by_phrase(clip: Clip, clause: Clause, mentions: Sequence[Mention]) -> str | None:
    """Return the speaker of "nach Angaben Moskaus", "laut dem Kreml", "Kiew zufolge"."""
    words = clip.words[clause.first : clause.last]
    for offset in range(len(words)):
        for length in (3, 2, 1):
            text = " ".join(word.lower for word in words[offset : offset + length])
            side = _phrases().get(text)
            if side is None or (text == "so" and offset):
                continue
            at = clause.first + offset
            near = [
                m
                for m in mentions
                if (side == "prefix" and 0 <= m.first - (at + length) <= 3)
                or (side == "suffix" and 0 <= at - 1 - m.last <= 1)
            ]
            if near:
                return near[0].actor
            if side == "prefix" and text != "so":
                return _as_written(clip, at + length, clause.last)
    return _origin_of_figures(clip, clause, mentions)


def _origin_of_figures(clip: Clip, clause: Clause, mentions: Sequence[Mention]) -> str | None:
    """Return the state of "nach ukrainischen Angaben"."""
    words = clip.words
    for index in range(clause.first + 2, clause.last):
        if words[index].lower == "angaben" and words[index - 2].lower == "nach":
            found = [m for m in mentions if m.last == index - 1]
            return found[0].actor if found else None
    return None


def _subject(
    clip: Clip,
    clauses: Sequence[Clause],
    clause: Clause,
    mentions: Sequence[Mention],
    forms: Forms,
) -> str | None:
    """Return the subject of a verb of saying: a party, else the words of the noun phrase."""
    inside = [m for m in mentions if clause.first <= m.first < clause.last and m.kind != "location"]
    if inside:
        return inside[0].actor
    if clause.resumes is not None and clause.resumes < clause.index:
        return _subject(clip, clauses, clauses[clause.resumes], mentions, forms)
    verb = _speech_verb(clip, clause, forms)
    first = clause.first + 1 if verb is None else verb + 1
    if verb is not None and verb > clause.first + 1:
        return _as_written(clip, clause.first, verb)
    return _as_written(clip, first, clause.last)


def _as_written(clip: Clip, first: int, last: int) -> str | None:
    """Return the noun phrase that begins at a word: article, attributes and its first noun."""
    if first >= last or clip.words[first].lower in _prepositions():
        return None
    stop = None
    for index in range(first, min(last, first + _MAX_NAME)):
        word = clip.words[index]
        if not word.is_word or word.lower in _prepositions():
            break
        if word.is_title:
            stop = index
        elif stop is not None:
            break
    if stop is None:
        return None
    return clip.slice(clip.words[first].start, clip.words[stop].end)
