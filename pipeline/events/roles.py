"""Nouns that say what a party is: "die Truppen", "beide Seiten", "das Land", "die Aufständischen".

Which party it is follows from the place that the phrase or its clause names, else from the parties
that the article has spoken of most of late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.events.entities import Mention
from pipeline.events.frames import Frames
from pipeline.events.nominals import NounPhrase
from pipeline.events.speech import source_words
from pipeline.events.story import Story
from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause

#: A sentence back counts this much less; so many sentences are looked at.
_FADING, _BACK = 0.75, 8
#: A name that says only where something happens counts this much less than a party.
_SCENE = 0.8
_ENDINGS = ("en", "er", "es", "e", "n", "r")
#: Letters of the first part of a compound, at least.
_FIRST_PART = 3
#: Attributes that say that a party is another one than was named.
_OTHER = ("ausländisch", "fremd", "ander", "verbündet", "westlich", "befreundet", "international")
#: Organisations are no armed groups, and the other way round.
_KINDS: Mapping[str, frozenset[str]] = {
    "band": frozenset({"group"}),
    "bloc": frozenset({"organisation"}),
}
_PAIR = 2
#: Nouns behind "beide" that are states.
_STATES = ("staat", "länder", "regierung", "nachbar", "hauptst", "armee", "völker")
_DEFINITE = frozenset({"das", "dem", "des", "der", "die", "den", "im", "ins", "am", "vom", "zum"})
_POSSESSIVE = ("ihr", "sein")
_SEATED = frozenset({"in", "im", "aus", "von", "vom"})


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with what is named in it."""

    clip: Clip
    clauses: tuple[Clause, ...]
    phrases: list[NounPhrase]
    frames: Frames


def stem(noun: str) -> str:
    """Return a noun without its endings: "Beamter" and "Beamten" are one, as are "Ministers"."""
    low = noun.lower()
    low = low.removesuffix("s")
    ending = next((e for e in _ENDINGS if low.endswith(e)), "")
    return low.removesuffix(ending)


@cache
def _roles() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Return the kinds of whole nouns and of ends of compounds, by their forms."""
    whole: dict[str, frozenset[str]] = {}
    ends: dict[str, frozenset[str]] = {}
    for row in read_table("de/actor_roles.tsv", ("noun", "kind")):
        for form in _inflected(row["noun"].removeprefix("*").lower()):
            whole[form] = whole.get(form, frozenset()) | {row["kind"]}
            if row["noun"].startswith("*"):
                ends[form] = ends.get(form, frozenset()) | {row["kind"]}
    return whole, ends


def _inflected(noun: str) -> Iterator[str]:
    """Yield what can be forms of a noun: declined as a noun, or as an adjective in -e."""
    yield from (noun + ending for ending in ("", "s", "es", "e", "n", "en", "nen"))
    if noun.endswith("e"):
        yield from (noun + ending for ending in ("r", "m"))


@cache
def kinds_of(noun: str) -> frozenset[str]:
    """Return the kinds of party that a noun can stand for, none for most nouns."""
    whole, ends = _roles()
    key = noun.rpartition("-")[2].lower()
    if key in whole:
        return whole[key]
    cuts = range(_FIRST_PART, len(key))
    return next((ends[key[cut:]] for cut in cuts if key[cut:] in ends), frozenset())


class Cast:
    """The parties of an article up to a sentence, by how much is spoken of them of late.

    Args:
        mentions: Called for the parties named in a sentence by its index.
        at: Index of the sentence.
        story: Who acted on whom before.
    """

    def __init__(
        self, mentions: Callable[[int], Sequence[Mention]], at: int, story: Story
    ) -> None:
        self._mentions, self._at, self._story = mentions, at, story

    def _weights(self, kinds: frozenset[str], before: int | None) -> dict[str, float]:
        found: dict[str, float] = {}
        for index in range(max(0, self._at - _BACK), self._at + 1):
            for mention in self._mentions(index):
                late = before is not None and index == self._at and mention.first >= before
                if late or not _is_of(mention, kinds):
                    continue
                weight = _FADING ** (self._at - index)
                weight *= _SCENE if mention.kind == "location" else 1.0
                found[mention.actor] = found.get(mention.actor, 0.0) + weight
        return found

    def foremost(
        self, kinds: frozenset[str] = frozenset(), before: int | None = None
    ) -> tuple[str, ...]:
        """Return the parties, the most spoken of first.

        Args:
            kinds: Of the mentions that count; states and their institutions without any.
            before: Index of the word of the sentence from which on nothing counts.
        """
        weights = self._weights(kinds, before)
        return tuple(sorted(weights, key=lambda name: -weights[name]))

    def sides(self, before: int, *, states: bool) -> tuple[str, ...]:
        """Return the two parties that "beide" speaks of."""
        here = self._named_here(before, states=states)
        told = tuple(n for n in self._story.sides(self._at) if is_state(n) or not states)
        if len(here) == _PAIR or len(told) != _PAIR:
            groups = () if states else self.foremost(_KINDS["band"], before)[:1]
            countries = self.foremost(before=before)
            return here if len(here) == _PAIR else (*countries[: _PAIR - len(groups)], *groups)
        return told

    def _named_here(self, before: int, *, states: bool) -> tuple[str, ...]:
        mentions = [m for m in self._mentions(self._at) if m.first < before]
        names = dict.fromkeys(m.actor for m in mentions if is_state(m.actor) or not states)
        return tuple(names)

    def enemies(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return who stands against some parties."""
        return self._story.opponents(tuple(names), "ASSAULT", self._at)

    def topic(self) -> tuple[str, ...]:
        """Return the state that the sentence before speaks of first: "das Land"."""
        before = self._mentions(self._at - 1) if self._at else ()
        names = (m.actor for m in before if not m.part and m.kind == "country")
        return tuple(name for name in names if is_state(name))[:1]

    def places(self, before: int) -> tuple[str, ...]:
        """Return the state of the last place named: "die Stadt"."""
        for index in range(self._at, max(-1, self._at - _BACK), -1):
            for mention in reversed(self._mentions(index)):
                late = index == self._at and mention.first >= before
                if mention.kind == "location" and is_state(mention.actor) and not late:
                    return (mention.actor,)
        return ()

    def scene(self, words: range) -> str:
        """Return the state where the sentence is set, by what stands nearest to some words."""
        places = [m for m in self._mentions(self._at) if m.kind == "location" and is_state(m.actor)]
        nearest = min(places, key=lambda m: abs(m.first - words.start), default=None)
        return nearest.actor if nearest else ""


@cache
def _actors_of(kind: str) -> frozenset[str]:
    """Return the identifiers of all armed groups or organisations."""
    rows = read_table("de/actors.tsv", ("actor", "kind"))
    return frozenset(row["actor"] for row in rows if row["kind"] == kind)


def _is_of(mention: Mention, kinds: frozenset[str]) -> bool:
    if kinds:
        return any(mention.actor in _actors_of(k) for k in kinds) and not is_state(mention.actor)
    return is_state(mention.actor)


def is_state(actor: str) -> bool:
    """Whether an identifier is a country code."""
    return len(actor) == 2 and actor not in {"EU", "UN"}


def give_roles(here: ReadSentence, cast: Cast, open_: frozenset[int]) -> None:
    """Give, in place, nouns of role without a name the party that they stand for.

    Nothing is given to phrases whose index is in ``open_``: several parties may be meant.
    """
    for phrase in here.phrases:
        if phrase.index in open_:
            continue
        kinds = kinds_of(_claimant(here.clip.words[phrase.head].text))
        if not kinds or phrase.pronoun or _is_other(here, phrase):
            continue
        form = here.clip.stretch(phrase.first, phrase.last)
        acting = not kinds.isdisjoint({"organ", "local"})
        if acting:
            phrase.mentions = tuple(_acting(mention) for mention in phrase.mentions)
        seat = _seat(here, phrase, anywhere="organ" not in kinds)
        if acting and seat and not phrase.mentions:
            phrase.mentions = (Mention(phrase.first, phrase.last, seat, "country", form),)
        if any(True for _ in _named(here, phrase)) or phrase.determiner.startswith("ein"):
            continue
        names, kind = _stands_for(here, phrase, kinds, cast)
        phrase.mentions = (
            *phrase.mentions,
            *(Mention(phrase.first, phrase.last, name, kind, form) for name in names),
        )


def _claimant(noun: str) -> str:
    """Return who claims something, where a compound says so: "Armeeangaben"; else the noun."""
    low = noun.lower()
    claim = next((w for w in source_words("noun") if low.endswith(w) and low != w), "")
    return noun[: len(noun) - len(claim)].rstrip("-") if claim else noun


def _acting(mention: Mention) -> Mention:
    """Return an adjective of place as the party that it is in front of who acts for it."""
    attribute = mention.kind == "location" and mention.part == "attribute"
    return replace(mention, kind="country") if attribute else mention


def _is_other(here: ReadSentence, phrase: NounPhrase) -> bool:
    attributes = here.clip.words[phrase.first : phrase.head]
    return any(word.lower.startswith(_OTHER) for word in attributes)


def _named(here: ReadSentence, phrase: NounPhrase) -> Iterator[Mention]:
    """Yield the parties of a phrase and of what belongs to it."""
    own = (p for p in here.phrases if p.owner == phrase.index and p.preposition in {"", *_SEATED})
    for part in (phrase, *own):
        for mention in part.mentions:
            if mention.kind != "location" or mention.governs:
                yield mention


def _stands_for(
    here: ReadSentence, phrase: NounPhrase, kinds: frozenset[str], cast: Cast
) -> tuple[tuple[str, ...], str]:
    """Return the parties that a noun stands for and the kind of mention that it is then."""
    both = phrase.determiner in {"beide", "beiden", "beider"} or any(
        word.lower in {"beide", "beiden", "beider"}
        for word in here.clip.words[max(0, phrase.first - 1) : phrase.head]
    )
    if both and "sides" in kinds:
        states = here.clip.words[phrase.head].lower.startswith(_STATES)
        two = cast.sides(phrase.first, states=states)
        return (two, "country") if len(two) == _PAIR else ((), "")
    if "enemy" in kinds:
        own = tuple(_subjects(here, phrase))
        return (cast.enemies(own) if own else ()), "country"
    for kind in ("band", "bloc"):
        if kind in kinds and phrase.determiner:
            names = cast.foremost(_KINDS[kind], before=phrase.first)
            if names:
                return names[:1], "group" if kind == "band" else "organisation"
    if "neighbour" in kinds:
        own = set(_subjects(here, phrase))
        others = (n for n in cast.foremost(before=phrase.first) if n not in own)
        return tuple(others)[:1], "country"
    if phrase.determiner.startswith(_POSSESSIVE) and not kinds <= {"land", "sides", "enemy"}:
        return tuple(_subjects(here, phrase)), "country"
    if kinds & {"place", "land"} and (
        phrase.determiner not in _DEFINITE or phrase.plural or _has_name(here, phrase)
    ):
        return (), ""
    if "place" in kinds:
        return cast.places(phrase.first), "location"
    if "land" in kinds:
        return (cast.topic() or cast.foremost(before=phrase.first)[:1]), "location"
    if kinds.isdisjoint({"organ", "local", "people", "band"}):
        return (), ""
    people = kinds.isdisjoint({"organ", "local"})
    home = _seat(here, phrase, anywhere="organ" not in kinds)
    if not home and not people:
        home = _superior(here, phrase, cast)
    if not home and "organ" not in kinds:
        home = cast.scene(range(phrase.first, phrase.last + 1))
    names = (home,) if home else cast.foremost(before=phrase.first)[:1]
    return names, "people" if people else "country"


def _has_name(here: ReadSentence, phrase: NounPhrase) -> bool:
    """Whether a place has its name with it: "die Dörfer der Provinz Batken"."""
    words = here.clip.words[phrase.head + 1 : phrase.last + 1]
    return any(word.is_title for word in words) or any(
        other.owner == phrase.index and other.mentions for other in here.phrases
    )


def _superior(here: ReadSentence, phrase: NounPhrase, cast: Cast) -> str:
    """Return the state of a subject that an organ answers to: "Putin wies die Armee an".

    A state that the article has not spoken of so far speaks of somebody else's.
    """
    subject = _subject(here, phrase)
    known = cast.foremost(before=-1)
    return subject if not known or subject in known[:_PAIR] else ""


def _seat(here: ReadSentence, phrase: NounPhrase, *, anywhere: bool) -> str:
    """Return the state where a party sits: "die Polizei in Lyon"; else only in its capital."""
    for other in here.phrases:
        if other.owner == phrase.index and other.preposition in _SEATED:
            for mention in other.mentions:
                if is_state(mention.actor) and (anywhere or mention.governs):
                    return mention.actor
    return ""


def _subject(here: ReadSentence, phrase: NounPhrase) -> str:
    """Return the state of the subject that an organ answers to: "Putin wies die Armee an"."""
    return next((name for name in _subjects(here, phrase) if is_state(name)), "")


def _subjects(here: ReadSentence, phrase: NounPhrase) -> Iterator[str]:
    """Yield the parties of the nearest subject in front of a phrase that names any."""
    clauses = [c for c in here.clauses if c.index <= phrase.clause]
    for clause in reversed(clauses):
        subject = here.frames.of(clause.index).subject
        if subject is None or subject is phrase or subject.first > phrase.first:
            continue
        if clause.index != phrase.clause and clause.quoted:
            continue
        joint = [p for p in here.phrases if p.joint == subject.index]
        names = [m.actor for p in (subject, *joint) for m in _named(here, p)]
        if names:
            yield from dict.fromkeys(names)
            return
