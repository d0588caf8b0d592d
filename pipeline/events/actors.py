"""Who acts on whom, without a parser.

German marks the parties of an event by case, preposition, voice and position:

1. of a verb, the subject acts and the objects are aimed at; in the passive the subject is aimed at
   and "von" or "durch" names who acts;
2. of a noun, its genitive and its adjective act ("der Angriff Russlands"), save where the genitive
   is its object ("die Bombardierung der Stadt"); prepositions behind it name the target;
3. where the clause names nobody, the subject is taken from the clause that it depends on, or from
   the event that speaks of it: who is accused of an attack has attacked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.events.acting import Acting
from pipeline.events.coder import Match
from pipeline.events.frames import Frame, Frames
from pipeline.events.nominal_words import verbs_of
from pipeline.events.nominals import NounPhrase
from pipeline.events.parties import Parties, Side
from pipeline.events.related import Related
from pipeline.events.sides import OWN, SEATS, SOURCES, Sides, nouns_of
from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms

_SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
#: Types whose target does what it is accused of or asked for.
_PASSED_ON = frozenset({"ACCUSE", "REQUEST"})
#: Types that are no wish to take part in what they speak of.
_AVERSE = frozenset({"REJECT", "SUPPORT", "CONCEDE", "PROTEST"})
#: What somebody is used for: "Truppen werden für einen Angriff genutzt".
#: Types whose actors do not act by speaking.
_DONE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"})
#: Prepositions of talks in which the subject says what the clause tells: "in einem Telefonat mit".
_DURING = frozenset({"in", "im", "bei", "beim", "nach", "vor"})
_PURPOSES = frozenset({"für", "zu", "zum", "zur", "bei", "beim"})
#: Types whose own troops or people are named without, whom they face with a preposition.
_TIED = frozenset({"MOBILIZE", "PROTEST"})
#: Types that somebody can receive: "erhielt Hilfe", "bekam Rückendeckung".
_RECEIVED = frozenset({"AID", "SUPPORT"})
#: Types that somebody who may not do something suffers.
_IMPOSED = frozenset({"COERCE", "SANCTION"})
_LINKED = frozenset({"mit", "gegen", "zwischen"})


@cache
def _background() -> frozenset[str]:
    rows = read_table("de/actor_prepositions.tsv", ("preposition", "event"))
    return frozenset(row["preposition"] for row in rows if row["event"] == "background")


def participants(
    clip: Clip,
    clauses: Sequence[Clause],
    matches: Sequence[Match],
    phrases: Sequence[NounPhrase],
    frames: Frames,
    forms: Forms,
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return actors and targets of each event, empty where the sentence does not say.

    Both hold identifiers of the parties in ``phrases`` only, in the order of the sentence.
    """
    if not any(phrase.mentions for phrase in phrases):
        return (((), ()),) * len(matches)
    reader = _Reader(clip, clauses, matches, phrases, frames, forms)
    return tuple(reader.of(k).settled(matches[k].rule.type) for k in range(len(matches)))


class _Reader:
    """Reads the parties of all events of one sentence."""

    def __init__(
        self,
        clip: Clip,
        clauses: Sequence[Clause],
        matches: Sequence[Match],
        phrases: Sequence[NounPhrase],
        frames: Frames,
        forms: Forms,
    ) -> None:
        self._words, self._clauses, self._forms = clip.words, clauses, forms
        self._matches = matches
        self._phrases, self._frames = phrases, frames
        self._sides = Sides(clip, matches, phrases)
        self._acting = Acting(clip, clauses, phrases, frames, forms)
        self._related = Related(clip, matches, phrases, self._acting, self._sides, self.of)
        self._done: dict[int, Parties] = {}
        self._asked: set[int] = set()

    def of(self, k: int) -> Parties:
        """Return the parties of the event at a position."""
        if k not in self._done:
            if k in self._asked:
                return Parties()
            self._asked.add(k)
            match = self._matches[k]
            holder = self._acting.holder(match)
            if self._acting.is_told(match) or holder is None:
                self._done[k] = self._verbal(match)
            elif self._words[match.anchor].is_title or not self._acting.is_participle(match):
                self._done[k] = self._nominal(match, holder)
            else:
                self._done[k] = self._attributive(match, holder)
            if match.rule.type == "ACCUSE" and not self._done[k].aimed_at:
                self._done[k].add("target", self._blamed(match))
        return self._done[k]

    def _blamed(self, match: Match) -> list[str]:
        """Return who is accused in a clause: "der Vorwurf, dass Kiew ..."."""
        hung = (c for c in self._clauses if c.parent == match.clause and c.introducer == "dass")
        return [name for clause in hung for name in self._acting.subjects(clause.index)]

    # Events told with a verb.

    def _verbal(self, match: Match) -> Parties:
        frame = self._frames.of(match.clause)
        found = Parties()
        receives = match.rule.type in _RECEIVED and self._acting.has(frame, "receiver")
        passive = receives or self._is_done_to(match, frame)
        counts = match.rule.type in _DONE and self._acting.counts(match)
        holder = self._acting.holder(match)
        noun = holder if self._words[match.anchor].is_title else None
        tied: set[str] = set()
        for phrase in frame.phrases:
            for mention in phrase.mentions:
                side = None
                if noun is phrase:
                    side = self._sides.in_noun(mention, match)
                elif noun is not None:
                    side = self._sides.of_noun(phrase, mention, match, noun)
                side = side or self._sides.of_verb(phrase, mention, match, frame, passive=passive)
                side = None if counts and side == "actor" else side
                found.take(side, mention)
                if side == "target" and phrase.preposition and match.rule.type in _TIED:
                    tied.add(mention.actor)
        self._given(found, frame if receives else None)
        if passive and match.rule.type == "ASSAULT" and not found.actors:
            found.add("actor", self._related.causes(frame))
        if match.rule.type == "ACCUSE" and noun is not None and self._acting.has(frame, "denier"):
            # Who rejects a reproach is accused, not accuser.
            denier = self._acting.subjects(match.clause)
            found.actors = [name for name in found.actors if name not in denier]
            found.add("target", denier)
        elif not found.actors and not found.both and not passive and not counts:
            found.add("actor", self._inherited(frame, match))
        self._headed(found, frame if holder is None else None)
        if match.rule.type in OWN and not found.actors:
            # What is moved is the actor's own, but not whose border it is moved to.
            found.actors = [name for name in found.targets if name not in tied]
            found.targets = [name for name in found.targets if name in tied]
        return found

    def _given(self, found: Parties, frame: Frame | None) -> None:
        """Take from whom somebody gets something: "bekam Rückendeckung aus Rom"."""
        if frame is None:
            return
        givers = (p for p in frame.phrases if p.preposition in SEATS and p.owner is None)
        names = [m.actor for p in givers for m in p.mentions if m.governs]
        found.add("actor", [] if found.actors else names)

    def _headed(self, found: Parties, frame: Frame | None) -> None:
        """Take who heads a line without a verb as actor: "Rom zu Sanktionen bereit"."""
        if frame is None or frame.clause.verbs or found.actors:
            return
        found.actors = [m.actor for p in [*frame.bare()][:1] for m in p.mentions]
        found.targets = [name for name in found.targets if name not in found.actors]

    def _is_barred(self, match: Match) -> bool:
        """Whether the subject may not do something: "dürfen die Zone nicht betreten"."""
        lemmas = {lm for i in match.words for lm in self._forms.lemmas(self._words[i].text)}
        return match.rule.type in _IMPOSED and not verbs_of("barred").isdisjoint(lemmas)

    def _is_done_to(self, match: Match, frame: Frame) -> bool:
        """Whether the subject of the event's verb suffers what it says."""
        awaited = match.rule.type == "CONSULT" and self._acting.has(frame, "awaited")
        passive = frame.passive and not awaited  # "wird in Rom erwartet": the guest visits
        return passive or self._suffers(match, frame) or self._is_barred(match)

    def _suffers(self, match: Match, frame: Frame) -> bool:
        """Whether the subject of an attack's verb is its victim: "starben drei Soldaten"."""
        return match.rule.type == "ASSAULT" and self._acting.has(frame, "victim")

    def _inherited(self, frame: Frame, match: Match) -> list[str]:
        """Return who acts where the clause has no party as its subject."""
        clause = frame.clause
        if frame.source is not None:
            return self._acting.subjects(frame.source)
        embedded = clause.kind == "infinitive" and frame.subject is None
        if clause.parent is None or (embedded and self._is_valued(clause.parent)):
            return []
        if embedded:
            for k, other in enumerate(self._matches):
                if other.clause == clause.parent and other.rule.type in _PASSED_ON:
                    addressed = self._is_addressed(clause.parent)
                    own = [] if addressed else self._acting.subjects(clause.parent)
                    return self.of(k).aimed_at or own
            above = self._frames.of(clause.parent)
            steers = self._related.steers(above)
            return self._related.steered(above) if steers else self._controllers(clause.parent)
        if frame.subject is not None and frame.subject.pronoun in {"er", "sie", "es"}:
            # "bestätigte, dass es Angriffe gab"
            empty = frame.subject.pronoun == "es" and self._acting.has(frame, "expletive")
            return [] if empty else self._acting.subjects(clause.parent)
        return []

    def _is_addressed(self, index: int) -> bool:
        """Whether a clause asks something of somebody who is no party: "rief alle Seiten auf"."""
        frame = self._frames.of(index)
        asked = any(p.pronoun != "sich" for p in frame.bare())
        return asked and self._acting.has(frame, "accusing")

    def _controllers(self, index: int) -> list[str]:
        """Return who would do what an infinitive says: the subject of what it hangs on.

        "Sie fanden, dass es sinnvoll wäre, sich zu treffen": an "es" that stands for nothing hands
        on to the clause above.
        """
        frame = self._frames.of(index)
        empty = frame.subject is not None and frame.subject.pronoun == "es"
        named = self._acting.subjects(index)
        if named or not empty or frame.clause.parent is None:
            return named
        return self._acting.subjects(frame.clause.parent)

    def _is_valued(self, index: int) -> bool:
        """Whether a clause judges what an infinitive behind it says: "nannte es falsch, ..."."""
        frame = self._frames.of(index)
        if frame.subject is not None and frame.subject.pronoun == "es":
            return False
        inside = self._words[frame.clause.first : frame.clause.last]
        points = any(word.lower == "es" for word in inside)
        return points and self._acting.has(frame, "valuing")

    # Events named by a noun.

    def _nominal(self, match: Match, holder: NounPhrase) -> Parties:
        found = self._in_phrase(match, holder)
        top = holder
        background = holder.preposition in _background()
        while top.owner is not None or top.joint is not None:
            above = top.owner if top.owner is not None else top.joint
            top = self._phrases[above or 0]
            background = background or top.preposition in _background()
        frame = self._frames.of(match.clause)
        subject = frame.subject is not None and top.index == frame.subject.index
        if subject and not found.aimed_at:
            self._looming(found, match, frame)
        near = holder.preposition == "vor" and self._acting.has(frame, "nearing")
        background = background and not (near or self._acting.has(frame, "deny"))
        if self._is_attribute_of(holder, "intent"):
            background = False
            found.add("actor", [] if found.actors else self._intending(holder))
        background = background or self._is_attribute_of(holder, "ending")
        if self._is_attribute_of(holder, "answer"):
            background = True
            others = (n for n in self._related.answered(match) if n not in found.aimed_at)
            found.add("actor", [] if found.actors else others)
        if not background and not found.aimed_at:
            self._linked(found, match, frame)
        found.add("actor", [] if found.actors else self._related.steered_to(frame, holder))
        if not found.actors and not found.both and not subject:
            self._related.attend(found, match, frame, holder)
        if not found.actors and not found.both and not subject:
            self._spoken_of(found, match, frame, holder, background=background)
        return found

    def _is_attribute_of(self, holder: NounPhrase, kind: str) -> bool:
        """Whether a phrase belongs to a noun of a group: "Pläne für einen Angriff"."""
        owner = None if holder.owner is None else self._phrases[holder.owner]
        return owner is not None and self._words[owner.head].lower.endswith(nouns_of(kind))

    def _intending(self, holder: NounPhrase) -> list[str]:
        """Return whose intent it is by its own phrase: "Moskaus Pläne für einen Angriff"."""
        own = [p for p in self._phrases if p.owner == holder.owner and not p.preposition]
        owners = [self._phrases[holder.owner or 0], *own]
        return [m.actor for p in owners if p is not holder for m in p.mentions]

    def _in_phrase(self, match: Match, holder: NounPhrase) -> Parties:
        """Return the parties that the noun's own phrase and its attributes name."""
        found = Parties()
        for phrase in self._phrases:
            inside = holder.first <= phrase.first and phrase.last < match.anchor
            if inside and phrase is not holder and phrase.preposition in SOURCES:
                for mention in phrase.mentions:
                    found.take("actor", mention)
        for mention in holder.mentions:
            found.take(self._sides.in_noun(mention, match), mention)
        for phrase in self._phrases:
            for mention in () if phrase is holder else phrase.mentions:
                found.take(self._sides.of_noun(phrase, mention, match, holder), mention)
        if holder.determiner.startswith(("ihr", "sein")) and not found.actors:
            found.add("actor", self._acting.owners(match, holder))
        if self._words[match.anchor].lower.endswith(nouns_of("internal")):
            # A coup is done by a country's own people to its own state.
            found.add("target", found.places)
            found.inner.update(found.targets)
            found.add("actor", [] if found.actors else found.targets)
        return found

    def _looming(self, found: Parties, match: Match, frame: Frame) -> None:
        """Take the target of a threat that is the event itself: "Dem Iran drohen Sanktionen"."""
        for k, other in enumerate(self._matches):
            threat = other.rule.type == "THREATEN" and self._acting.is_told(other)
            if threat and other is not match and self._frames.of(other.clause) is frame:
                found.add("target", self.of(k).aimed_at)

    def _linked(self, found: Parties, match: Match, frame: Frame) -> None:
        """Take the parties of the clause that a preposition ties to the event."""
        for phrase in frame.phrases:
            first = phrase if phrase.joint is None else self._phrases[phrase.joint]
            if first.owner is None and first.preposition in _LINKED:
                for mention in phrase.mentions:
                    location = mention.kind == "location"
                    side = self._sides.governed(
                        first.preposition, match, location=location, agent=False
                    )
                    found.take(side, mention)

    def _spoken_of(
        self, found: Parties, match: Match, frame: Frame, holder: NounPhrase, *, background: bool
    ) -> None:
        """Take the actor from what the clause says about the event."""
        for k, other in enumerate(self._matches):
            same = other is not match and self._acting.is_told(other)
            if same and self._frames.of(other.clause).clause is frame.clause:
                self._from_other(found, match, k, holder, background=background)
                return
        if (
            frame.passive
            and holder.preposition in _PURPOSES
            and self._acting.has(frame, "instrument")
        ):
            found.add("actor", self._acting.subjects(match.clause))
        averse = any(
            self._acting.tells(frame, kind, match.anchor) for kind in ("bystander", "steering")
        )
        if background or averse or frame.passive:
            return
        if frame.subject is None:
            found.add("actor", self._inherited(frame, match))
        else:
            found.add("actor", self._acting.subjects(match.clause))

    def _from_other(
        self, found: Parties, match: Match, k: int, holder: NounPhrase, *, background: bool
    ) -> None:
        """Take the parties from the event that speaks of this one."""
        other, parties = self._matches[k].rule.type, self.of(k)
        if match.rule.type in _SYMMETRIC and found.aimed_at and holder.preposition in _DURING:
            own = set(found.aimed_at)
            found.add("actor", (name for name in parties.actors if name not in own))
            return
        warns = "warnen" in self._forms.lemmas(self._words[self._matches[k].anchor].text)
        if warns and match.rule.type == "SANCTION":  # who warns of sanctions imposes them
            found.add("actor", parties.actors)
            found.add("target", [] if found.targets else parties.aimed_at)
            return
        thanked = other == "SUPPORT" and holder.preposition == "für"
        if other in _PASSED_ON or thanked or warns:
            own = {*found.places, *found.targets}
            found.add("actor", (name for name in parties.aimed_at if name not in own))
            if match.rule.type == "AID" and not found.targets:
                found.add("target", parties.actors)
            return
        averse = other in _AVERSE and match.rule.type not in _SYMMETRIC
        if holder.preposition in {"bei", "beim"} and other == match.rule.type:
            found.add("target", parties.aimed_at)
        if background or averse:
            return
        found.add("actor", parties.actors)
        if other in {"THREATEN", "AID", match.rule.type} and not found.aimed_at:
            found.add("target", parties.aimed_at)

    # Events in an attribute: "die von Russland besetzten Gebiete".

    def _attributive(self, match: Match, holder: NounPhrase) -> Parties:
        found = Parties()
        for agent in self._acting.agents(match.anchor):
            for mention in agent.mentions:
                found.take("actor", mention)
        for mention in holder.mentions:
            side: Side = "actor" if mention.last < match.anchor else "target"
            if mention.kind != "location" or side == "target":
                found.take(side, mention)
        for phrase in self._phrases:
            if phrase.owner == holder.index and not phrase.preposition:
                for mention in phrase.mentions:
                    found.take("target" if mention.kind != "location" else "place", mention)
        return found
