"""What changes in an event where telling it is itself the event, or somebody's claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.events.coder import Match
from pipeline.events.nominal_words import verbs_of
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms
from pipeline.model import Cue, Status

#: Types that are done by speaking.
_SPEECH_ACTS = frozenset({"THREATEN", "REQUEST", "ACCUSE"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentence says of one event: status with its cues, parties and speaker."""

    status: Status
    cues: tuple[Cue, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    speaker: str | None


def blames_subject(clip: Clip, match: Match, forms: Forms) -> bool:
    """Whether what the anchor says of its subject is a charge or threat of who says it."""
    lemmas = forms.lemmas(clip.words[match.anchor].text)
    kind = "paying" if match.rule.type == "THREATEN" else "accused"
    return not verbs_of(kind).isdisjoint(lemmas)


def as_claimed(match: Match, told: Told, *, blames: bool) -> Told:
    """Return what is told, where saying it is itself the event.

    Who says what he might do threatens; "Kiew sabotiere das Abkommen" accuses Kyiv, "Kiew werde
    dafür bezahlen" threatens it.
    """
    said = told.speaker in told.actors
    if match.rule.type == "THREATEN" and told.status == "hypothetical" and said:
        return replace(told, status="asserted")
    if match.rule.type in {"ACCUSE", "THREATEN"} and blames and not said:
        named = told.speaker is not None and told.speaker.isupper()
        return replace(told, actors=(told.speaker or "",) if named else (), targets=told.actors)
    return told


def as_quoted(told: Told) -> Told:
    """Return what is told of a threat in a speaker's own words: saying it is the act."""
    named = told.speaker is not None and told.speaker.isupper()
    actors = (told.speaker or "",) if named else ()
    targets = tuple(target for target in told.targets if target not in actors)
    status = told.status if told.status in {"negated", "denied"} else "asserted"
    cues = () if status == "asserted" else told.cues
    return Told(status, cues, actors, targets, None)


def as_spoken(match: Match, told: Told, *, demanded: bool) -> Told:
    """Return what is told, without a speaker where the act of speaking is the event itself.

    Who threatens, asks or accuses is no source of that; a demand has no source for its content.
    """
    own = match.rule.type in _SPEECH_ACTS and told.speaker in told.actors
    if told.speaker is not None and (own or demanded):
        return replace(told, speaker=None)
    return told


def is_demanded(match: Match, matches: Sequence[Match], clauses: Sequence[Clause]) -> bool:
    """Whether an event is the content of a demand that the sentence tells as its own act."""
    clause = clauses[match.clause]
    return clause.kind == "infinitive" and any(
        other.rule.type == "REQUEST" and other.clause == clause.parent for other in matches
    )
