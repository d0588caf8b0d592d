"""Nouns that say what a party is: "die Truppen", "beide Seiten", "das Land", "die Aufständischen".

Which party it is follows from the place that the phrase or its clause names, else from the parties
that the article has spoken of most of late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.events.cast import KINDS, PAIR, Cast, is_state
from pipeline.events.entities import Mention
from pipeline.events.nominal_words import BOTH, verbs_of
from pipeline.events.nominals import NounPhrase
from pipeline.events.read import ReadSentence
from pipeline.events.role_nouns import claimant, kinds_of
from pipeline.language.verbs import clause_words

#: Attributes that say that a party is another one than was named.
_OTHER = ("ausländisch", "fremd", "ander", "verbündet", "westlich", "befreundet", "international")
#: Nouns behind "beide" that are states.
_STATES = ("staat", "länder", "regierung", "nachbar", "hauptst", "armee", "völker")
_DEFINITE = frozenset({"das", "dem", "des", "der", "die", "den", "im", "ins", "am", "vom", "zum"})
_BOTH = frozenset({"beide", "beiden", "beider"})
_POSSESSIVE = ("ihr", "sein")
_SEATED = frozenset({"in", "im", "aus", "von", "vom"})


def give_roles(here: ReadSentence, cast: Cast, open_: frozenset[int]) -> None:
    """Give, in place, nouns of role without a name the party that they stand for.

    Nothing is given to phrases whose index is in ``open_``: several parties may be meant.
    """
    for phrase in here.phrases:
        if phrase.index in open_:
            continue
        if phrase.pronoun in BOTH:
            _give_both(here, phrase, cast)
        kinds = kinds_of(claimant(here.clip.words[phrase.head].text))
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


def _give_both(here: ReadSentence, phrase: NounPhrase, cast: Cast) -> None:
    """Give "die beiden" the two parties that were spoken of."""
    names = cast.sides(phrase.first, states=False)
    form = here.clip.stretch(phrase.first, phrase.last)
    if len(names) == PAIR:
        phrase.mentions = tuple(
            Mention(phrase.first, phrase.last, name, "country", form) for name in names
        )


def _acting(mention: Mention) -> Mention:
    """Return an adjective of place as the party that it is in front of who acts for it."""
    attribute = mention.kind == "location" and mention.part == "attribute"
    return replace(mention, kind="country") if attribute else mention


def _is_other(here: ReadSentence, phrase: NounPhrase) -> bool:
    attributes = here.clip.words[phrase.first : phrase.head]
    some = clause_words()["some"]
    return any(w.lower.startswith(_OTHER) or w.lower in some for w in attributes)


def _named(here: ReadSentence, phrase: NounPhrase) -> Iterator[Mention]:
    """Yield the parties of a phrase and of what belongs to it."""
    own = (p for p in here.phrases if p.owner == phrase.index and p.preposition in {"", *_SEATED})
    for part in (phrase, *own):
        for mention in part.mentions:
            if mention.kind != "location" or mention.governs:
                yield mention


#: Parties and the kind of mention that they are.
_Found = tuple[tuple[str, ...], str]


def _stands_for(
    here: ReadSentence, phrase: NounPhrase, kinds: frozenset[str], cast: Cast
) -> _Found:
    """Return the parties that a noun stands for and the kind of mention that it is then."""
    if "sides" in kinds and _is_both(here, phrase):
        states = here.clip.words[phrase.head].lower.startswith(_STATES)
        two = cast.sides(phrase.first, states=states)
        return (two if len(two) == PAIR else ()), "country"
    if kinds & {"enemy", "neighbour"}:
        return _opposite(here, phrase, kinds, cast)
    named = _group(phrase, kinds, cast)
    if named:
        return named
    if phrase.determiner.startswith(_POSSESSIVE) and not kinds <= {"land", "sides"}:
        return tuple(_subjects(here, phrase)), "country"
    if kinds & {"place", "land"}:
        return _country(here, phrase, kinds, cast), "location"
    return _home(here, phrase, kinds, cast)


def _is_both(here: ReadSentence, phrase: NounPhrase) -> bool:
    words = here.clip.words[max(0, phrase.first - 1) : phrase.head]
    return any(word.lower in _BOTH for word in words)


def _opposite(here: ReadSentence, phrase: NounPhrase, kinds: frozenset[str], cast: Cast) -> _Found:
    """Return the other side of the subject: "der Gegner", "das Nachbarland"."""
    own = tuple(_subjects(here, phrase))
    if "enemy" in kinds:
        return (cast.enemies(own) if own else ()), "country"
    others = (name for name in cast.foremost(before=phrase.first) if name not in own)
    return tuple(others)[:1], "country"


def _group(phrase: NounPhrase, kinds: frozenset[str], cast: Cast) -> _Found | None:
    """Return the armed group or organisation that was named: "die Miliz", "das Bündnis"."""
    for kind, is_ in (("band", "group"), ("bloc", "organisation")):
        if kind in kinds and phrase.determiner:
            names = cast.foremost(KINDS[kind], before=phrase.first)
            if names:
                return names[:1], is_
    return None


def _country(
    here: ReadSentence, phrase: NounPhrase, kinds: frozenset[str], cast: Cast
) -> tuple[str, ...]:
    """Return the state that a place without a name lies in: "die Stadt", "das Land"."""
    definite = phrase.determiner in _DEFINITE and not phrase.plural
    if not definite or _has_name(here, phrase):
        return ()
    if "place" in kinds:
        return cast.places(phrase.first)
    return cast.topic() or cast.foremost(before=phrase.first)[:1]


def _home(here: ReadSentence, phrase: NounPhrase, kinds: frozenset[str], cast: Cast) -> _Found:
    """Return the state that an organ or a part of a population belongs to."""
    if kinds.isdisjoint({"organ", "local", "people", "band"}):
        return (), ""
    people = kinds.isdisjoint({"organ", "local"})
    asked = _asked(here, phrase)
    if people and asked:
        return (), ""  # "fordert von Rom die Freilassung der Gefangenen": whose they are is open.
    home = _seat(here, phrase, anywhere="organ" not in kinds) or asked
    if not home and not people:
        home = _superior(here, phrase, cast)
    if not home and "organ" not in kinds:
        home = cast.scene(range(phrase.first, phrase.last + 1))
    # "Die USA drohten den Rebellen": whom the subject faces is none of its own.
    own = set(_subjects(here, phrase)) if people else set()
    known = [name for name in cast.foremost(before=phrase.first) if name not in own]
    names = (home,) if home else tuple(known[:1])
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
    return subject if not known or subject in known[:PAIR] else ""


def _seat(here: ReadSentence, phrase: NounPhrase, *, anywhere: bool) -> str:
    """Return the state where a party sits: "die Polizei in Lyon"; else only in its capital."""
    if phrase.determiner.startswith(_POSSESSIVE):
        return ""  # "zieht seine Soldaten aus Syrien ab": whose they are is said already.
    for other in here.phrases:
        if other.owner == phrase.index and other.preposition in _SEATED:
            for mention in other.mentions:
                if is_state(mention.actor) and (anywhere or mention.governs):
                    return mention.actor
    return ""


def _asked(here: ReadSentence, phrase: NounPhrase) -> str:
    """Return the state that something is asked of: "Rom fordert von Wien den Abzug der Truppen"."""
    clause = here.clauses[phrase.clause]
    asking = clause if clause.parent is None else here.clauses[clause.parent]
    for host in (clause, asking):
        frame = here.frames.of(host.index)
        if verbs_of("asking").isdisjoint(here.frames.lemmas(host)):
            continue
        for other in frame.phrases:
            asked = other.owner is None and other.preposition in {"von", "vom"}
            names = [m.actor for m in other.mentions if is_state(m.actor)]
            if asked and names and other is not phrase:
                return names[0]
    return ""


def _subject(here: ReadSentence, phrase: NounPhrase) -> str:
    """Return the state of the subject that an organ answers to: "Putin wies die Armee an"."""
    return next((name for name in _subjects(here, phrase) if is_state(name)), "")


def _subjects(here: ReadSentence, phrase: NounPhrase) -> Iterator[str]:
    """Yield the parties of the nearest subject in front of a phrase that names any."""
    clauses = [c for c in here.clauses if c.index <= phrase.clause]
    for clause in reversed(clauses):
        subject = here.frames.of(clause.index).subject
        if subject is None or subject is phrase:
            continue
        # "Nach dem Tod seines Generals schwor der Iran Rache": a possessive may point ahead.
        ahead = clause.index == phrase.clause and phrase.determiner.startswith(_POSSESSIVE)
        if subject.first > phrase.first and not ahead:
            continue
        if clause.index != phrase.clause and clause.quoted:
            continue
        joint = [p for p in here.phrases if p.joint == subject.index]
        names = [m.actor for p in (subject, *joint) for m in _named(here, p)]
        if names:
            yield from dict.fromkeys(names)
            return
