"""One act is one event, also where a sentence names it twice.

"Bei dem Luftangriff wurden drei Soldaten getötet" names an attack by a noun and by a verb, and the
head of a newspaper line names the subject that the line behind the colon tells of: "Demonstration:
Klimastreik legt Innenstadt lahm".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause
from pipeline.model import Event

#: Words between such a preposition and its noun: "bei dem jüngsten schweren israelischen Angriff".
_REACH = 4
_TALK = "CONSULT"
#: Types whose modes say how one act was done, not which act it was.
_LOOSE = frozenset({"ACCUSE", "ASSAULT", "CONSULT", "MOBILIZE", "PROTEST"})
#: What a threat may threaten with: "droht mit Krieg" tells of a threat, not of a war beside it.
_THREATENED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_THREAT = "THREATEN"
_FORCE = "ASSAULT"
#: Types of which a noun beside another cue of the same clause is no second act.
_ONE_A_CLAUSE = frozenset({"ACCUSE", "PROTEST"})
_CROWD = "PROTEST"
#: The mode of a halt to the fighting; agreeing on one tells of it already.
_HALT, _AGREED = "ceasefire", "AGREE"
#: Letters of the endings of a noun.
_ENDINGS = "ens"
#: A mode that is an act of its own beside a peaceful one.
_RIOT = "riot"


@cache
def _words(name: str, language: str = "de") -> frozenset[str]:
    """Return a class of ``event_acts.tsv``."""
    rows = read_table(f"{language}/event_acts.tsv", ("word", "class"))
    return frozenset(row["word"] for row in rows if row["class"] == name)


@cache
def _halts() -> tuple[str, ...]:
    """Return the halts to the fighting without their endings."""
    return tuple(sorted(halt.rstrip(_ENDINGS) for halt in _words("halt")))


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with the index of its anchor's word and the clause that it stands in."""

    event: Event
    anchor: int
    clause: Clause

    @property
    def is_verb(self) -> bool:
        return self.anchor in self.clause.verbs


def once(events: Sequence[Event], clip: Clip, clauses: tuple[Clause, ...]) -> tuple[Event, ...]:
    """Return the events of a sentence, each act once; the parties of both namings are kept."""
    if len(events) < 2:
        return tuple(events)
    left = [_told(event, clip, clauses) for event in events]
    threats = [told for told in left if told.event.type == _THREAT]
    left = [told for told in left if not any(_is_threatened(told, one, clip) for one in threats)]
    left = _without_heads(left, _colons(clip, clauses))
    for one in tuple(left):
        for other in tuple(left):
            if one is other or one not in left or other not in left:
                continue
            if _points_back(one, other, clip):
                left.remove(one)
                continue
            again = _is_halt_again(one, other)
            if not again and not _may_be_one(one.event, other.event):
                continue
            if again:
                left[left.index(other)] = replace(other, event=_joined(other.event, one.event))
                left.remove(one)
            elif _named_twice(one, other, clip):
                # What a reproach is about has sides of its own; those of the verb count.
                event = replace(one.event, targets=other.event.targets or one.event.targets)
                left[left.index(other)] = replace(other, event=_joined(other.event, event))
                left.remove(one)
            elif _does_to(one, other, clip) or _spelt_out(one, other, clip):
                left[left.index(other)] = replace(other, event=_joined(other.event, one.event))
                left.remove(one)
    return tuple(told.event for told in left)


def _without_heads(told: list[_Told], colons: list[int]) -> list[_Told]:
    """Return the acts without those of a head that the line behind its colon tells of again."""
    return [
        one
        for one in told
        if not any(
            one.anchor < colon < other.anchor and _is_head_of(one.event, other.event)
            for other in told
            for colon in colons
        )
    ]


def _is_head_of(head: Event, event: Event) -> bool:
    same = (head.type, head.status) == (event.type, event.status)
    return same and (head.mode == event.mode or _RIOT not in {head.mode, event.mode})


def anchor_of(event: Event, clip: Clip) -> int:
    """Return the index of the word that stands for an event of a sentence."""
    start = event.cues[0].start
    return next(i for i, word in enumerate(clip.words) if word.start == start)


def _told(event: Event, clip: Clip, clauses: tuple[Clause, ...]) -> _Told:
    anchor = anchor_of(event, clip)
    return _Told(event, anchor, next(c for c in clauses if c.first <= anchor < c.last))


def _colons(clip: Clip, clauses: tuple[Clause, ...]) -> list[int]:
    """Return the indices of the colons behind the heads of a line.

    A line may have two: "Cherson: Truppen dringen ein: Am Abend sind Truppen eingedrungen".
    """
    found = []
    for colon in (i for i, word in enumerate(clip.words) if word.text == ":"):
        told = any(clause.finite is not None and clause.finite < colon for clause in clauses)
        # A list of headlines, joined by commas, has no head; a sentence behind one may have commas.
        words = clip.words[:colon] if told else clip.words
        if not any(word.text == "," for word in words):
            found.append(colon)
    return found


def _may_be_one(one: Event, other: Event) -> bool:
    if (one.type, one.status) != (other.type, other.status):
        return False
    # "Als Reaktion auf die Angriffe bombardierte Rom ...": two acts, by two.
    apart = one.actors and other.actors and set(one.actors).isdisjoint(other.actors)
    if one.type == _FORCE and apart:
        return False
    if one.mode == other.mode:
        return True
    return one.type in _LOOSE and _RIOT not in {one.mode, other.mode}


def _is_halt_again(one: _Told, other: _Told) -> bool:
    """Whether an event names the ceasefire that an event before it has told of."""
    if one.event.mode != _HALT or one.event.status != other.event.status:
        return False
    if other.anchor >= one.anchor or not _names_halt(one.event):
        return False
    parties = (set(one.event.actors), set(other.event.actors))
    if all(parties) and parties[0].isdisjoint(parties[1]):
        return False
    return other.event.mode == _HALT or (
        other.event.type == _AGREED and _names_halt(other.event) and len(one.event.cues) == 1
    )


def _names_halt(event: Event) -> bool:
    return any(cue.text.lower().rstrip(_ENDINGS).endswith(_halts()) for cue in event.cues)


def _named_twice(noun: _Told, other: _Told, clip: Clip) -> bool:
    """Whether a clause names an act of speech or of a crowd a second time.

    "Er warf ihm Wortbruch vor", "Gegendemonstranten demonstrierten".
    """
    if noun.event.type not in _ONE_A_CLAUSE or noun.clause is not other.clause or noun.is_verb:
        return False
    between = clip.words[min(noun.anchor, other.anchor) : max(noun.anchor, other.anchor)]
    # A list of headlines tells of as many acts as it has heads.
    apart = any(word.text == "," for word in between)
    return other.is_verb or (not apart and other.anchor < noun.anchor)


def _points_back(noun: _Told, other: _Told, clip: Clip) -> bool:
    """Whether a noun with its article takes up a protest or talk that another clause tells of.

    "Sie demonstrierten, obwohl der Bürgermeister vor den Protesten gewarnt hatte."
    """
    kinds = {noun.event.type, other.event.type}
    if kinds not in ({_CROWD}, {_TALK}) or noun.is_verb:
        return False
    if kinds == {_TALK} and not _parties(noun.event) <= _parties(other.event):
        return False
    if noun.clause is other.clause or None in {noun.clause.finite, other.clause.finite}:
        return False
    before = clip.words[max(noun.clause.first, noun.anchor - 2) : noun.anchor]
    return noun.anchor > other.anchor and any(word.lower in _words("definite") for word in before)


def _parties(event: Event) -> set[str]:
    return {*event.actors, *event.targets}


def _does_to(verb: _Told, noun: _Told, clip: Clip) -> bool:
    """Whether a verb tells what the act of a noun in the same clause did."""
    if verb.clause is not noun.clause or not verb.is_verb or noun.is_verb:
        return False
    before = clip.words[max(verb.clause.first, noun.anchor - _REACH - 1) : noun.anchor]
    joined = _words("within") | (_words("aim") if noun.event.type == _TALK else frozenset())
    return any(word.lower in joined for word in before)


def _spelt_out(noun: _Told, other: _Told, clip: Clip) -> bool:
    """Whether a noun and another cue of a clause spell out one act, with nothing listed between.

    "Die zweite Runde der Gespräche beginnt", "verurteilte ihn zu sieben Jahren Lagerhaft".
    """
    if noun.event.type != other.event.type or noun.clause is not other.clause or noun.is_verb:
        return False
    first, last = sorted((noun.anchor, other.anchor))
    return not any(word.lower in _words("listed") for word in clip.words[first:last])


def _is_threatened(told: _Told, threat: _Told, clip: Clip) -> bool:
    """Whether an act is what a threat of the same clause threatens with."""
    if told.event.type not in _THREATENED or told.event.status != "hypothetical" or told.is_verb:
        return False
    before = clip.words[max(told.clause.first, told.anchor - _REACH - 1) : told.anchor]
    return told.clause is threat.clause and any(word.lower == "mit" for word in before)


def _joined(kept: Event, more: Event) -> Event:
    """Fill in what one naming of an act leaves open."""
    return replace(
        kept,
        actors=kept.actors or more.actors,
        targets=more.targets or kept.targets,
        place=kept.place or more.place,
        date=kept.date or more.date,
        cues=(*kept.cues, *(cue for cue in more.cues if cue not in kept.cues)),
    )
