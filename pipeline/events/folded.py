"""What an act speaks of is no act beside it: a cancelled talk, a promised gift, a threatened blow.

A cue table names what was cancelled, promised or threatened as part of its pattern. The same words
may anchor a cue of their own; these rules say which of the two a reader counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.coder import Match
from pipeline.events.sides import nouns_of
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.model import Event

#: Type of an act -> types of what its own words speak of, which did not come about beside it.
_SPOKEN_OF = {
    "REJECT": frozenset({"AGREE", "AID", "CONCEDE", "CONSULT"}),
    "SANCTION": frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT"}),
    "CONCEDE": frozenset({"COERCE", "REJECT", "SANCTION"}),
    "REQUEST": frozenset({"AID", "SUPPORT"}),
    "RETREAT": frozenset({"COERCE"}),
    "ASSAULT": frozenset({"MOBILIZE"}),
    "COOPERATE": frozenset({"AGREE"}),
    "SUPPORT": frozenset({"AGREE"}),
    "AID": frozenset({"AGREE"}),
}
#: Acts of speaking -> what the clause that depends on them says of the same act.
_PROMISED = {"AGREE": frozenset({"AID", "SUPPORT"})}
#: What a protest is about: "demonstrierten gegen den Krieg", "für Abrüstung".
_PROTESTED = frozenset({"ASSAULT", "COERCE", "RETREAT"})
_ABOUT = frozenset({"gegen", "wegen", "für"})
#: Words between such a preposition and its noun.
_REACH = 4
#: Preposition between a threat and what is threatened; "warnt vor" speaks of somebody else's act.
_MEANS = "mit"

#: What a readiness to do makes no agreement of.
_HARSH = frozenset({"THREATEN", "SANCTION", "ASSAULT", "COERCE", "MOBILIZE"})

_Told = tuple[Match, Event]


def unfolded(
    told: Sequence[tuple[Match, Event]], clip: Clip, clauses: Sequence[Clause]
) -> tuple[Event, ...]:
    """Return the events of a sentence without those that another one speaks of."""
    return tuple(
        one[1]
        for one in told
        if not any(
            _named_by(one, other, clip)
            or _told_twice(one, other, clauses)
            or _ready(one, other, clip, clauses)
            or _aim(one, other, clauses)
            or _protested(one, other, clip)
            or _opposed(one, other, clip)
            for other in told
            if other is not one
        )
    )


def _named_by(one: _Told, other: _Told, clip: Clip) -> bool:
    """Whether the words of another act name this one: "sagte das Gespräch ab"."""
    (match, event), (outer, act) = one, other
    if match.anchor not in outer.words or match.anchor == outer.anchor:
        return False
    if act.type == "THREATEN":
        return event.type != "THREATEN" and any(
            clip.words[i].lower == _MEANS and i < match.anchor for i in outer.words
        )
    if act.type == "ASSAULT" and act.status != "asserted":
        return False  # "bereitet eine Offensive vor"
    return event.type in _SPOKEN_OF.get(act.type, ())


def _protested(one: _Told, other: _Told, clip: Clip) -> bool:
    """Whether an act is what a protest of the sentence is directed against."""
    (match, event), (_, act) = one, other
    if act.type != "PROTEST" or event.type not in _PROTESTED:
        return False
    before = clip.words[max(0, match.anchor - _REACH - 1) : match.anchor]
    return clip.words[match.anchor].is_title and any(word.lower in _ABOUT for word in before)


def _opposed(one: _Told, other: _Told, clip: Clip) -> bool:
    """Whether somebody refuses what a noun names: "legte sein Veto gegen die Hilfe ein"."""
    (match, event), (outer, act) = one, other
    if act.type != "REJECT" or event.type not in _SPOKEN_OF["REJECT"]:
        return False
    before = [w.lower for w in clip.words[max(0, match.anchor - _REACH + 1) : match.anchor]]
    return match.clause == outer.clause and clip.words[match.anchor].is_title and "gegen" in before


def _ready(one: _Told, other: _Told, clip: Clip, clauses: Sequence[Clause]) -> bool:
    """Whether somebody is ready for something harsh: "die Bereitschaft, Zölle zu erheben"."""
    (match, event), (inner, act) = one, other
    ready = clip.words[match.anchor].lower.endswith(nouns_of("readiness"))
    hangs = clauses[inner.clause].parent == match.clause and inner.clause != match.clause
    return event.type == "AGREE" and ready and hangs and act.type in _HARSH


def _aim(one: _Told, other: _Told, clauses: Sequence[Clause]) -> bool:
    """Whether help is told again as its aim: "lieferte Zelte, um den Opfern zu helfen"."""
    (match, event), (outer, act) = one, other
    clause = clauses[match.clause]
    aim = clause.kind == "infinitive" and clause.introducer == "um"
    same = (event.actors, event.targets) == (act.actors, act.targets)
    return event.type == act.type == "AID" and aim and clause.parent == outer.clause and same


def _told_twice(one: _Told, other: _Told, clauses: Sequence[Clause]) -> bool:
    """Whether two clauses, one dependent on the other, tell of this act and of its content."""
    (match, event), (inner, act) = one, other
    if event.type == "ACCUSE" != act.type and match.clause == inner.clause:
        # "bestritt eine Beteiligung an dem Anschlag": the act is what is denied.
        return event.status == "denied" == act.status
    if clauses[inner.clause].parent == match.clause and inner.clause != match.clause:
        if event.type == "ACCUSE":
            return event.status == "denied" == act.status
        return act.type in _PROMISED.get(event.type, ())
    # "werde nicht zulassen, dass ... bedroht": the dependent clause repeats the threat.
    depends = clauses[match.clause].parent == inner.clause and inner.clause != match.clause
    return depends and event.type == act.type == "THREATEN"
