"""On which side of an event a party stands, by the phrase that names it.

A party in an attribute mostly stands where the noun stands that it belongs to: whoever fires at
positions of the army fires at the army.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.events.coder import Match
from pipeline.events.entities import Mention
from pipeline.events.frames import Frame
from pipeline.events.nominals import NounPhrase
from pipeline.events.parties import Side, government, is_listed
from pipeline.language import Clip, read_table

#: Types whose object belongs to the actor: it moves its own troops.
OWN = frozenset({"MOBILIZE", "RETREAT", "PROTEST"})
#: Types that speak of events, whose own parties are not theirs.
_ABOUT = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
#: What a state in the first part of a compound is to the event: helped, punished, spoken with.
_MODIFIED = frozenset({"AID", "SANCTION", "CONSULT", "SUPPORT"})
_SPOKEN = _ABOUT | {"REQUEST"}
#: Types that only persons and those whom they act for can be actor of.
_PERSONAL = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "REQUEST", "SUPPORT"})
SOURCES = frozenset({"von", "vom", "durch", "seitens"})
#: Types whose "von" names the one who is asked or refused.
_ASKED = frozenset({"REQUEST", "REJECT"})
#: Prepositions behind a border, of the state on its other side.
_BORDERS = frozenset({"zu", "zum", "zur", "mit"})
_WHERE = frozenset({"in", "im", "aus"})
SEATS = frozenset({"in", "im", "aus", "von", "vom"})


@cache
def nouns_of(kind: str) -> tuple[str, ...]:
    """Return the ends of nouns of a group of ``actor_nouns.tsv``."""
    rows = read_table("de/actor_nouns.tsv", ("head", "kind"))
    return tuple(row["head"] for row in rows if row["kind"] == kind)


class Sides:
    """Decides for single parties of one sentence.

    Args:
        clip: The sentence.
        matches: All its events.
        phrases: Its noun phrases.
    """

    def __init__(self, clip: Clip, matches: Sequence[Match], phrases: Sequence[NounPhrase]) -> None:
        self._words, self._matches, self._phrases = clip.words, matches, phrases

    def of_verb(
        self, phrase: NounPhrase, mention: Mention, match: Match, frame: Frame, *, passive: bool
    ) -> Side | None:
        """Return the side of a party in a clause, by the phrase that it stands in."""
        if phrase.joint is not None:
            phrase = self._phrases[phrase.joint]
        location = mention.kind == "location"
        listed = mention.part == "modifier" and mention.kind == "organisation"
        if listed and match.rule.type == "SANCTION" and phrase.head in match.words:
            return "actor"  # "kam auf die EU-Sanktionsliste"
        if self._is_over_border(phrase):
            return self._over_border(phrase, match)
        if self._at_word_of(phrase, "order", "wish"):
            return "actor" if self._at_word_of(phrase, "order") else None
        if phrase.owner is not None:
            return self._attached(phrase, mention, match, frame, passive=passive)
        if phrase.preposition:
            town = location and not mention.governs and phrase.preposition not in {"in", "ins"}
            governed = self.governed(phrase.preposition, match, location=location, agent=passive)
            return None if town else governed
        return self._bare(phrase, mention, match, frame, passive=passive)

    def _bare(
        self, phrase: NounPhrase, mention: Mention, match: Match, frame: Frame, *, passive: bool
    ) -> Side | None:
        """Return the side of a party without preposition: subject or object."""
        if mention.kind == "location" and (not mention.governs or match.rule.type in OWN):
            return None
        subject = frame.subject is not None and phrase.index == frame.subject.index
        whole = mention.part == "" and mention.first <= phrase.head <= mention.last
        if match.rule.type in OWN and whole and not subject:
            # "verließen das Land": whose ground is left
            return "place" if match.rule.type == "RETREAT" and mention.part == "" else None
        given = frame.passive and match.rule.type == "AID" and mention.part == "attribute"
        given = given and any(p.mentions for p in frame.bare())  # "dänische Jets wurden Kiew ..."
        if self._is_told_of(frame, match) and whole and not passive:
            return "actor"
        acts = not passive or match.rule.type in OWN or given
        return "actor" if subject and acts else "target"

    def _is_told_of(self, frame: Frame, match: Match) -> bool:
        """Whether a relative pronoun stands for a thing, which does not act: "die Rom zusagte"."""
        pronoun = frame.subject
        thing = pronoun is not None and pronoun.pronoun == "relative" and not pronoun.mentions
        alone = sum(1 for phrase in frame.bare() if phrase.mentions) == 1
        return thing and alone and match.rule.type in _PERSONAL

    def _attached(
        self, phrase: NounPhrase, mention: Mention, match: Match, frame: Frame, *, passive: bool
    ) -> Side | None:
        """Return the side of a party in an attribute: mostly that of what it belongs to."""
        owner = self._phrases[phrase.owner or 0]
        location = mention.kind == "location"
        preposition = phrase.preposition
        seat = preposition in SEATS and mention.part == ""
        here = all(m.kind == "location" for m in owner.mentions) and owner.mentions
        if passive and preposition in {"von", "vom"} and here and not location:
            return "actor"  # "wurden in Kairo von der Polizei getötet"
        if not preposition or seat:
            side = self.of_verb(owner, _as_party(mention), match, frame, passive=passive)
            if preposition == "aus" and government(preposition, match.rule.type) == "target":
                side = "target" if location else side
            stands = seat and side == "partner" and self._is_counterpart(owner)
            # "forderte eine Waffenruhe in Syrien": where, not of whom.
            where = seat and match.rule.type in _SPOKEN and self.is_event(owner)
            side = None if location and where else side
            return _weakened(side, mention, owner) if location and not stands else side
        if passive and preposition in SOURCES and not seat and not self.is_event(owner):
            return None if location else "actor"  # "in Lod durch israelisches Feuer getötet"
        warned = match.rule.type == "THREATEN" and any(p.mentions for p in frame.bare())
        foreign = (warned or match.rule.type in _ABOUT) and any(
            m.anchor == owner.head for m in self._matches if m is not match
        )
        if not foreign and (owner.head in match.words or self._is_reached(owner, match)):
            return self.governed(preposition, match, location=location, agent=passive)
        if self.is_event(owner) or owner.mentions:
            return "nested" if is_listed(preposition, match.rule.type) else None
        return self.governed(preposition, match, location=location, agent=passive)

    def _at_word_of(self, phrase: NounPhrase, *kinds: str) -> bool:
        """Whether an act is done at somebody's word: "auf Befehl Putins", "auf Bitten Kiews"."""
        owned = not phrase.preposition and phrase.owner is not None
        top = self._phrases[phrase.owner or 0] if owned else phrase
        if top.preposition != "auf":
            return False
        words = {word.lower for word in self._words[top.first : top.last + 1]}
        return any(not words.isdisjoint(nouns_of(kind)) for kind in kinds)

    def _is_over_border(self, phrase: NounPhrase) -> bool:
        """Whether a phrase names the state on the other side of a border."""
        if phrase.owner is None or phrase.preposition not in _BORDERS:
            return False
        owner = self._phrases[phrase.owner]
        return self._words[owner.head].lower.endswith(nouns_of("border"))

    def _over_border(self, phrase: NounPhrase, match: Match) -> Side | None:
        """Return the side of a state that a border is named by: "die Grenze zur Ukraine".

        Whoever crosses it goes into the state; what else happens at it is not aimed at the state.
        """
        crossed = not self._phrases[phrase.owner or 0].preposition
        return "target" if crossed or match.rule.type in OWN else None

    def _is_reached(self, phrase: NounPhrase, match: Match) -> bool:
        """Whether a phrase belongs to a noun of the cue: "Sanktionen der EU gegen ..."."""
        while phrase.owner is not None:
            phrase = self._phrases[phrase.owner]
            if phrase.head in match.words:
                return True
        return False

    def is_event(self, phrase: NounPhrase) -> bool:
        """Whether a noun names something that happens, which has parties of its own."""
        word = self._words[phrase.head].lower
        known = any(phrase.first <= m.anchor <= phrase.last for m in self._matches)
        return known or word.endswith(nouns_of("event"))

    def governed(
        self, preposition: str, match: Match, *, location: bool, agent: bool
    ) -> Side | None:
        """Return the side that a preposition gives; ``agent``: whether "von" names who acts."""
        type_ = match.rule.type
        side = government(preposition, type_)
        asked: Side | None = "target" if type_ in _ASKED else None
        if preposition in SOURCES:
            return None if location else "actor" if agent else asked
        sides: dict[str, Side | None] = {
            "both": "both",
            "partner": None if location else "partner",
            "target": "place" if location and preposition in _WHERE else "target",
        }
        return sides.get(side)

    def in_noun(self, mention: Mention, match: Match) -> Side | None:
        """Return the side of a party in the noun's own phrase: adjective, genitive, compound."""
        if mention.kind == "location":
            return None
        inside = mention.first <= match.anchor <= mention.last
        if not inside or mention.form.isupper():
            return "actor"
        word, type_ = self._words[match.anchor].lower, match.rule.type
        if mention.kind in {"organisation", "leader"} or (
            mention.kind == "group" and type_ not in {"SANCTION", "CONSULT"}
        ):
            return "actor"
        if type_ in _MODIFIED or word.endswith(nouns_of("victim")):
            return "target"
        return None

    def of_noun(
        self, phrase: NounPhrase, mention: Mention, match: Match, holder: NounPhrase
    ) -> Side | None:
        """Return the side of a party in an attribute of the event's noun, None for all others."""
        if phrase.joint is not None:
            phrase = self._phrases[phrase.joint]
        if phrase is holder or phrase.owner is None:
            return None
        owner = self._phrases[phrase.owner]
        location = mention.kind == "location"
        preposition = phrase.preposition
        if owner is holder:
            return self._beside(preposition, mention, match)
        above = self.of_noun(owner, _as_party(mention), match, holder)
        if preposition in {"durch", "seitens"} and above is not None and not owner.preposition:
            return None if location else "actor"  # "der Beschuss der Stadt durch Israel"
        if above == "partner" and preposition in SEATS and self._is_counterpart(owner):
            return "partner"
        if not preposition or (preposition in SEATS and above != "actor"):
            return _weakened(above, mention, owner) if location else above
        governed = self.governed(preposition, match, location=location, agent=False)
        if self._is_over_border(phrase):
            governed = self._over_border(phrase, match)
        return None if above is None else governed

    def _is_counterpart(self, phrase: NounPhrase) -> bool:
        """Whether a noun stands for the state where it sits: "ihr Amtskollege in Rom"."""
        named = phrase.mentions or any(
            p.owner == phrase.index and not p.preposition and p.mentions for p in self._phrases
        )
        return not named and self._words[phrase.head].lower.endswith(nouns_of("counterpart"))

    def _beside(self, preposition: str, mention: Mention, match: Match) -> Side | None:
        """Return the side of a party right behind the event's noun."""
        location = mention.kind == "location"
        if not preposition:
            objective = self._words[match.anchor].lower.endswith(nouns_of("objective"))
            return None if location else "target" if objective else "actor"
        if preposition == "aus" and match.rule.type != "RETREAT":
            return None if location else "actor"
        if location and not mention.governs and preposition == "aus":
            return None
        return self.governed(preposition, match, location=location, agent=True)


def _weakened(side: Side | None, mention: Mention, owner: NounPhrase) -> Side | None:
    """Return the side of a place in an attribute: no more than where it happens."""
    aimed = side in {"target", "place"} and mention.governs and not owner.mentions
    return "place" if aimed else None


def _as_party(mention: Mention) -> Mention:
    """Return a place in the position of a party, to ask for the side of what it belongs to."""
    if mention.kind != "location":
        return mention
    return Mention(mention.first, mention.last, mention.actor, "country", mention.form)
