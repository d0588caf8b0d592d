"""Whose soldiers they are.

In this order: the compound itself ("US-Soldaten"), an adjective of origin, a genitive or "aus"
beside the noun, then the party that the clause says has, sends or loses them.
"""

from __future__ import annotations

from pipeline.language.clauses import Clause
from pipeline.troops.mentions import Mention
from pipeline.troops.parties import Party
from pipeline.troops.scene import Scene
from pipeline.troops.subjects import is_free, relations_of, subject
from pipeline.troops.tables import determiners, nouns, prefix_of

_ATTRIBUTE_REACH = 4
_ENEMY = frozenset({"gegen", "auf", "vor", "über", "um", "bei", "nach"})
_NOT_OWN = frozenset({"ask", "receive", "harm", "attack"})
_JOINS = frozenset({"der", "des", "von", "vom", "aus"})


def owner(scene: Scene, mention: Mention, clause: Clause, *, casualty: bool) -> str | None:
    """Return the ISO code of the state whose unit it is, None where the sentence does not say."""
    noun = scene.words[mention.noun]
    attribute = _attribute(scene, mention) or _genitive_before(scene, mention)
    prefix = prefix_of(noun.lower)
    if prefix is not None:
        return prefix.iso or attribute or _behind(scene, mention, clause)[0]
    inside = [p for p in scene.places if noun.start <= p.start and p.end <= noun.end]
    if inside:
        return inside[0].country or attribute
    behind, known = _behind(scene, mention, clause)
    if attribute or known:
        return attribute or behind
    if casualty:
        return _loser(scene, clause, mention)
    return _agent(scene, mention, clause)


def _attribute(scene: Scene, mention: Mention) -> str | None:
    """Return the state of the adjective of origin within the mention or right in front."""
    for at in range(mention.noun - 1, max(-1, mention.first - _ATTRIBUTE_REACH), -1):
        place = scene.place_words.get(at)
        if place is not None and place.form in {"adjective", "demonym"}:
            return place.country or None
        word = scene.words[at]
        if at < mention.first and (word.is_title or not word.lower.endswith(("e", "en", "er"))):
            return None
    return None


def _genitive_before(scene: Scene, mention: Mention) -> str | None:
    """Return the state of "Russlands Truppen", "Putins 5.000 Soldaten"."""
    for party in scene.parties:
        text = scene.words[party.last].text
        if party.last == mention.first - 1 and text.endswith("s") and len(text) > 3:
            genitive = party.place is None or party.place.name != text
            return party.country if genitive else None
    return None


def _behind(scene: Scene, mention: Mention, clause: Clause) -> tuple[str | None, bool]:
    """Return the state of "Truppen Russlands", "Soldaten der US-Armee", "Soldaten aus Polen".

    The second value says whether something like that stands there at all.
    """
    at = mention.last + 1
    words = scene.words
    joint = words[at].lower if at < len(words) else ""
    if joint == "aus" and leaves(scene, mention, clause):
        return None, False
    if joint not in _JOINS:
        place = scene.place_words.get(at)
        genitive = place is not None and place.form == "name" and place.text.endswith("s")
        if place is None or not genitive or place.name == place.text:
            return None, False
        return place.country or None, True
    at += 1
    while at < len(words) and words[at].lower in determiners():
        at += 1
    for party in scene.parties:
        if party.first == at:
            return party.country, True
    place = scene.place_words.get(at)
    if place is None:
        return None, joint in {"der", "des"} and at < len(words) and _is_alliance(words[at].lower)
    named = place.form in {"name", "compound"} or words[at].end > place.end
    return (place.country or None, True) if named else (None, False)


def _is_alliance(text: str) -> bool:
    """Whether a word names an alliance, whose soldiers are no single state's."""
    return prefix_of(f"{text}-") is not None


def leaves(scene: Scene, mention: Mention, clause: Clause) -> bool:
    """Whether what stands behind "aus" is left: "zieht Soldaten aus Mali ab"."""
    leaving = nouns("leaving")
    before = scene.words[max(clause.first, mention.first - 5) : mention.first]
    return "withdraw" in relations_of(scene, clause) or any(w.lower in leaving for w in before)


def _loser(scene: Scene, clause: Clause, mention: Mention) -> str | None:
    """Return whose losses are told: "Kiew meldet 20 Tote", "die Verluste der russischen Armee"."""
    harm = nouns("harm")
    for party in scene.parties:
        governor = scene.governor(party.first)
        inside = clause.first <= party.first < clause.last
        if inside and governor.kind == "noun" and governor.text in harm:
            return party.country
    kinds = relations_of(scene, clause)
    if kinds.isdisjoint({"report", "lose"}):
        return None
    acting = subject(scene, clause, mention.first)
    return acting.country if acting else None


def _agent(scene: Scene, mention: Mention, clause: Clause) -> str | None:
    """Return the party that has or sends the troops, None where they are somebody else's."""
    governor = scene.governor(mention.first)
    kinds = relations_of(scene, clause)
    by = governor.text if governor.kind == "preposition" else ""
    if by in _ENEMY or (by != "mit" and not kinds.isdisjoint(_NOT_OWN)):
        return _giver(scene, clause, mention) if "receive" in kinds else None
    passive = _giver(scene, clause, mention) if "werden" in scene.verbs(clause) else None
    acting = subject(scene, clause, mention.first) or _inverted(scene, clause, mention)
    return acting.country if acting else passive


def _inverted(scene: Scene, clause: Clause, mention: Mention) -> Party | None:
    """Return the party behind the verb in "500 Soldaten schickte Polen".

    The verb is singular while the soldiers are many; every third person plural ends in "-n".
    """
    if clause.finite is None or clause.finite < mention.last or mention.quantity is None:
        return None
    verb = scene.words[clause.finite].lower
    if verb.endswith("n") or verb == "sind" or mention.quantity.low == 1:
        return None
    for party in scene.parties:
        if clause.finite < party.first <= clause.finite + 3 and is_free(scene, party):
            return party
    return None


def _giver(scene: Scene, clause: Clause, mention: Mention) -> str | None:
    """Return the party behind "von" or "aus": "wurden von Polen geliefert"."""
    for party in scene.parties:
        inside = clause.first <= party.first < clause.last
        if inside and scene.governor(party.first).text in {"von", "vom", "aus", "seitens"}:
            return party.country
    if "receive" in relations_of(scene, clause):
        for index, place in scene.place_words.items():
            behind = mention.last < index < clause.last
            if behind and scene.governor(index).text == "aus":
                return place.country or None
    return None
