"""Fills in the parties that a clause leaves open: from its place, its sentence and the story.

Only what stays open after the grammar of the clause is filled, in this order:

1. an act of force is aimed at the state where it happens, if somebody from elsewhere acts there;
   an attack by unknown hands is aimed at it as well;
2. a threat, demand or answer is addressed to the party that its conditional or dependent clause
   names;
3. else the sides of the article's last quarrel stand against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.events.cast import is_state
from pipeline.events.coder import Match
from pipeline.events.frames import Frames
from pipeline.events.grounds import Ground
from pipeline.events.nominals import NounPhrase
from pipeline.events.sides import nouns_of
from pipeline.events.speech import Source, source_words
from pipeline.events.story import FORCE, Act, Story
from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause

#: Types that hit whatever is where they happen.
_HITS = frozenset({"ASSAULT", "COERCE"})
#: Types that are said to somebody, who may be named elsewhere in the sentence.
_SAID = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT", "SANCTION"})
_HOSTILE = FORCE | _SAID
#: Types that an earlier act of the same type explains: "Das Manöver soll bis Sonntag dauern".
_GOES_ON = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "RETREAT"})
#: Types that answer to whoever used force before.
_ANSWERS = (_SAID - {"REQUEST"}) | {"SUPPORT"}
#: Modes of what a government does to its own country.
_AT_HOME = frozenset({"martial-law"})
#: Types that only who has forces can be actor of.
_ARMED = frozenset({"ASSAULT", "MOBILIZE"})
#: Modes of RETREAT that leave no ground: whoever frees prisoners in Turkey frees none of Turkey's.
_UNPLACED = frozenset({"ceasefire", "release", "disarm"})
#: What authorities do at home where nobody abroad is named: "Die Behörden sperrten das Internet".
_POLICING = frozenset({"arrest", "restrict", "censor", "curfew"})
_UNREST = _HITS | {"PROTEST"}
#: Sentences back to an act that goes on.
_RECENT = 3
#: Types that several may do together, as they say: joint exercises.
_DONE_JOINTLY = frozenset({"COOPERATE", "MOBILIZE"})
_PAIR = 2
_SPEAKERS = frozenset({"man", "wir", "ich"})
_MUTUAL = frozenset({"gegenseitig", "einander", "aufeinander", "gegeneinander"})

#: Names of parties that are none: "der Westen".
NOBODY = frozenset({"WEST"})

Sides = tuple[tuple[str, ...], tuple[str, ...]]


@cache
def unarmed() -> frozenset[str]:
    """Return organisations without forces of their own: the WHO counts victims and makes none."""
    return frozenset(row["actor"] for row in read_table("de/actor_unarmed.tsv", ("actor",)))


def _without_nobody(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in NOBODY)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that may tell who takes part in its events."""

    clip: Clip
    clauses: Sequence[Clause]
    phrases: Sequence[NounPhrase]
    frames: Frames
    story: Story

    @property
    def ground(self) -> Ground:
        """Where the events of the sentence happen."""
        return Ground(self.clip, self.clauses, self.phrases, self.frames)

    def completed(self, match: Match, sides: Sides, source: Source | None) -> Sides:
        """Return actors and targets of an event with what the clause itself leaves open."""
        told = self._told(match, sides, source)
        actors, targets = self._filled(match, told, source)
        if set(actors) & NOBODY and match.rule.type in _SAID and source is not None:
            actors = (source.name,) if source.name.isupper() else actors
        if match.rule.type in _ARMED:
            actors = tuple(name for name in actors if name not in unarmed())
        return _without_nobody(actors), _without_nobody(targets)

    def _filled(self, match: Match, sides: Sides, source: Source | None) -> Sides:
        places = self.ground.places(match, source)
        sides = self._by_ground(match, sides, places)
        actors, targets = sides
        if actors and not targets:
            targets = self._faced(match, actors, places, source)
        if targets and not actors:
            actors = self._behind(match, targets, places, source)
        elif not actors:
            actors, targets = self._resumed(match.rule.type)
            if actors and not targets:
                targets = self._faced(match, actors, places, source)
        if match.rule.type == "PROTEST":
            return self._protest(match, (actors, targets), places)
        return actors, targets

    def _by_ground(self, match: Match, sides: Sides, places: tuple[str, ...]) -> Sides:
        """Take the state where it happens as the target of force."""
        type_ = match.rule.type
        actors, targets = sides
        if type_ in _HITS and not actors and not targets:
            return (), places[:1]
        if type_ == "MOBILIZE" and not actors:
            actors, before = self._continued(type_)
            abroad = tuple(name for name in places if name not in actors)
            return actors, targets or abroad[:1] or before
        if match.rule.mode in _UNPLACED:
            return sides
        if type_ in FORCE and actors and not targets:
            left = self.story.ground(actors, self.clip.index) if type_ == "RETREAT" else ()
            return actors, tuple(n for n in (*places, *left) if n not in actors)[:1]
        return sides

    def _faced(
        self,
        match: Match,
        actors: tuple[str, ...],
        places: tuple[str, ...],
        source: Source | None,
    ) -> tuple[str, ...]:
        """Return whom an act is aimed at whose clause names its actors only."""
        type_, at = match.rule.type, self.clip.index
        if type_ == "COERCE" and (match.rule.mode in _AT_HOME or set(places) & set(actors)):
            return actors  # police and martial law at home: whom the story tells of is elsewhere
        found: tuple[str, ...] = ()
        if type_ in _SAID:
            found = self._addressed(match, actors, source)
        asks = type_ == "REQUEST" and self._asks_help(match)
        if type_ in _HOSTILE - {"MOBILIZE"} and not asks:
            found = found or self.story.opponents(actors, type_, at)
        if type_ in _HITS:
            found = found or self.story.accusers(actors, at)
            found = found or self._complaining(match, actors)
            hurt = source is not None and is_state(source.name) and source.name not in actors
            found = found or ((source.name,) if source is not None and hurt else ())
        if type_ in _ANSWERS:
            found = found or self.story.culprits(actors, at)
        if type_ == "AID":
            found = self._helped(actors, places)
        if type_ == "ASSAULT" and set(places) & set(actors):
            found = found or actors
        if match.rule.mode in _POLICING and len(actors) == 1 and is_state(actors[0]):
            found = found or actors
        if type_ == "CONSULT" and len(actors) == 1 and self._visits(match):
            found = tuple(name for name in places if name not in actors)[:1]
        return found

    def _complaining(self, match: Match, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return the state that tells of an act against something without a name.

        "Polen geht von einem russischen Angriff auf eine Agentur aus": on one of its own.
        """
        phrases = self.frames.of(match.clause).phrases
        hit = any(p.preposition in {"auf", "gegen"} and not p.mentions for p in phrases)
        subject = self.frames.of(match.clause).subject
        if not hit or subject is None or match.anchor in self.clauses[match.clause].verbs:
            return ()
        own = (m.actor for m in subject.mentions if m.kind != "location")
        return tuple(name for name in own if is_state(name) and name not in actors)[:1]

    def _asks_help(self, match: Match) -> bool:
        """Whether a request is for help, which nobody asks of his enemy: "bat um Waffen"."""
        clause = self.clauses[match.clause]
        words = [word.lower for word in self.clip.words[clause.first : clause.last]]
        wanted = words[words.index("um") :] if "um" in words else []
        wanted += [self.clip.words[i].lower for i in match.words]
        return any(word.endswith(nouns_of("help")) for word in wanted)

    def _visits(self, match: Match) -> bool:
        """Whether an event is a visit, whose place is the host's: "Besuch in Rom"."""
        words = (self.clip.words[i].lower for i in match.words)
        return match.rule.mode == "visit" and any(w.endswith(nouns_of("visit")) for w in words)

    def _behind(
        self,
        match: Match,
        targets: tuple[str, ...],
        places: tuple[str, ...],
        source: Source | None,
    ) -> tuple[str, ...]:
        """Return who does an act whose clause names its targets only."""
        type_, mode = match.rule.type, match.rule.mode
        says = type_ == "THREATEN" and source is not None and source.name.isupper()
        if says and source is not None and source.name not in targets:
            return (source.name,)
        if type_ not in _HOSTILE:
            return ()
        if mode == "arrest" and places[:1] == targets:
            return targets  # "In Ankara wurden Richter verhaftet": by the police of the place
        if type_ == "COERCE" and len(targets) == 1 and self._is_at_home(match):
            return targets
        return self.story.opponents(targets, type_, self.clip.index, struck=type_ in _HITS)

    def _is_at_home(self, match: Match) -> bool:
        """Whether a court or the police without a name acts: "Gericht stellt ... unter Arrest"."""
        subject = self.frames.of(match.clause).subject
        if subject is None or subject.mentions or self.frames.of(match.clause).passive:
            return False
        return self.clip.words[subject.head].lower.endswith(nouns_of("authority"))

    def _resumed(self, type_: str) -> Sides:
        """Return the parties of an act that nothing in its clause tells of."""
        actors, targets = self._continued(type_) if type_ in _GOES_ON else ((), ())
        if type_ in _UNREST and not actors and not targets:
            actors = targets = self.story.unrest(self.clip.index)
        return actors, targets

    def _protest(self, match: Match, sides: Sides, places: tuple[str, ...]) -> Sides:
        """Return the parties of a protest: the people of the place, against whom it is."""
        actors, targets = sides
        lamed = (m.actor for p in self.frames.of(match.clause).bare() for m in p.mentions)
        places = places or tuple(name for name in lamed if is_state(name))
        abroad = tuple(name for name in places if name not in targets)
        actors = actors or abroad[:1] or tuple(name for name in targets if is_state(name))[:1]
        home = tuple(name for name in actors if self._is_internal(match, name))
        return actors, targets or home

    def _helped(self, actors: tuple[str, ...], places: tuple[str, ...]) -> tuple[str, ...]:
        """Return who is helped: the state that the help comes to, or whom it came to before."""
        abroad = tuple(name for name in places if name not in actors)
        last = self.story.last("AID", self.clip.index)
        recent = last is not None and self.clip.index - last.sentence <= 1
        before = last.targets if last is not None and recent else ()
        return abroad[:1] or tuple(name for name in before if name not in actors)

    def _is_internal(self, match: Match, name: str) -> bool:
        """Whether a protest is about affairs at home: "gegen das Gesetz", or the story says so."""
        frame = self.frames.of(match.clause)
        against = any(p.preposition == "gegen" and not p.mentions for p in frame.phrases)
        return against or self.story.is_internal(name, self.clip.index)

    def act(self, match: Match, sides: Sides, source: Source | None) -> Act:
        """Return what the story keeps of an event."""
        places = self.ground.places(match, source)
        return Act(self.clip.index, match.rule.type, *sides, places, match.rule.mode)

    def _told(self, match: Match, sides: Sides, source: Source | None) -> Sides:
        """Return the parties with what pronouns and words of mutuality of the clause say."""
        actors, targets = sides
        if not actors and source is not None and source.name.isupper():
            told = match.rule.type == "THREATEN" and source.name not in targets
            told = told and any(i in self.clauses[match.clause].verbs for i in match.words)
            # "Eine Antwort werde folgen, sagte Peking": who says so threatens.
            actors = (source.name,) if told or self._is_own(match) else ()
        if match.rule.type in _DONE_JOINTLY:
            actors = (*actors, *self._claimants(match, actors))
        both = tuple(dict.fromkeys((*actors, *targets)))
        type_ = match.rule.type
        if type_ == "CONSULT" and len(both) > _PAIR and actors:
            return both, ()
        if type_ in _HOSTILE and len(both) == _PAIR and self._is_mutual(match):
            return both, both
        return actors, targets

    def _claimants(self, match: Match, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return who else joins in by a claim: "um nach Angaben Roms und Wiens gemeinsam ..."."""
        clause = self.clauses[match.clause]
        words = self.clip.words[clause.first : clause.last]
        if len(actors) != 1 or not any(w.lower.startswith("gemeinsam") for w in words):
            return ()
        claims = [p for p in self.phrases if p.clause == match.clause and self._is_claim(p)]
        owned = {p.index for p in self.phrases for claim in claims if p.owner == claim.index}
        owned |= {claim.index for claim in claims}
        inside = [p for p in self.phrases if p.index in owned or p.joint in owned]
        names = dict.fromkeys(m.actor for p in inside for m in p.mentions)
        return tuple(name for name in names if name not in actors) if actors[0] in names else ()

    def _is_claim(self, phrase: NounPhrase) -> bool:
        return self.clip.words[phrase.head].lower.endswith(tuple(source_words("noun")))

    def _is_own(self, match: Match) -> bool:
        """Whether who speaks tells of his own act: "man werde nicht zögern"."""
        clause: Clause | None = self.clauses[match.clause]
        while clause is not None:
            subject = self.frames.of(clause.index).subject
            if subject is not None:
                return subject.pronoun in _SPEAKERS
            clause = None if clause.parent is None else self.clauses[clause.parent]
        return False

    def _is_mutual(self, match: Match) -> bool:
        """Whether both sides of a clause do it to each other: "beschuldigen sich gegenseitig"."""
        clause = self.clauses[match.clause]
        words = {word.lower for word in self.clip.words[clause.first : clause.last]}
        told = match.anchor in clause.verbs and match.rule.type == "ASSAULT"
        return not _MUTUAL.isdisjoint(words) or (told and "sich" in words)

    def _continued(self, type_: str) -> Sides:
        last = self.story.last(type_, self.clip.index)
        if last is None or self.clip.index - last.sentence > _RECENT:
            return (), ()
        return last.actors, last.targets

    def _addressed(
        self, match: Match, actors: tuple[str, ...], source: Source | None
    ) -> tuple[str, ...]:
        """Return the party that another clause of the sentence names as its subject."""
        for clause in self.clauses:
            if clause.index == match.clause or clause.kind == "relative":
                continue
            subject = self.frames.of(clause.index).subject
            if subject is None or (source and self.ground.speaks(subject, source)):
                continue
            above = self.clauses[match.clause].parent == clause.index
            depends = clause.kind == "conditional" or clause.parent == match.clause or above
            names = [m.actor for m in subject.mentions if m.actor not in actors]
            if depends and names:
                return tuple(dict.fromkeys(names))
        return ()
