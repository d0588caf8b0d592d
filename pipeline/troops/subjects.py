"""Which party is the subject of a clause, and which one receives something in it."""

from __future__ import annotations

from pipeline.language.clauses import Clause
from pipeline.troops.parties import Party
from pipeline.troops.scene import Scene
from pipeline.troops.tables import nouns, relations

_DEPTH = 4


def relations_of(scene: Scene, clause: Clause) -> frozenset[str]:
    """Return what the verbs of a clause say of the soldiers in it (``troop_verbs.tsv``)."""
    table = relations()
    return frozenset(kind for lemma in scene.verbs(clause) for kind in table.get(lemma, ()))


def subject(scene: Scene, clause: Clause, before: int, depth: int = 0) -> Party | None:
    """Return the party that acts in a clause, None where it names none or several.

    Args:
        scene: The sentence.
        clause: The clause; an infinitive, relative or continued one looks at the one it hangs on.
        before: Index of the word that the subject must precede.
        depth: How many clauses were gone through.
    """
    free = [
        party
        for party in scene.parties
        if clause.first <= party.first < min(before, clause.last) and is_free(scene, party)
    ]
    if free:
        return _single(scene, free)
    if depth >= _DEPTH:
        return None
    if clause.kind == "infinitive" and clause.parent is not None:
        return _controlling(scene, scene.clauses[clause.parent], depth)
    if clause.resumes is not None:
        return subject(scene, scene.clauses[clause.resumes], before, depth + 1)
    if clause.kind == "relative":
        return _antecedent(scene, clause)
    return None


def _single(scene: Scene, free: list[Party]) -> Party | None:
    """Return the first party unless a different one is joined to it by "und"."""
    first = free[0]
    for other in free[1:]:
        if other.country != first.country and scene.joined(first.last, other.first):
            return None
    return first


def _controlling(scene: Scene, parent: Clause, depth: int) -> Party | None:
    """Return who acts in an infinitive: the subject, or the one that was asked to."""
    inside = [
        party
        for party in scene.parties
        if parent.first <= party.first < parent.last and scene.governor(party.first).kind != "noun"
    ]
    if "order" in relations_of(scene, parent) and len(inside) > 1:
        return inside[-1]
    return subject(scene, parent, parent.last, depth + 1)


def _antecedent(scene: Scene, clause: Clause) -> Party | None:
    """Return the party that a relative clause follows."""
    before = [party for party in scene.parties if party.last < clause.first]
    return before[-1] if before and clause.first - before[-1].last <= 2 else None


def is_free(scene: Scene, party: Party) -> bool:
    """Whether a party can be the subject: no preposition governs it, it is no dative."""
    place = party.place
    if place is not None and place.reason == "roles:heading":
        return False
    following = scene.words[party.last + 1 : party.last + 2]
    owns = scene.words[party.last].text.endswith("s") and bool(following)
    if owns and following[0].is_title and place is not None and place.form == "name":
        # "Russlands Präsident" acts, "Russlands Forderung" does not.
        return following[0].lower in nouns("organ") and _stands_free(scene, party.first)
    return _stands_free(scene, party.first) and not is_dative(scene, party)


def _stands_free(scene: Scene, index: int) -> bool:
    governor = scene.governor(index)
    if governor.kind == "preposition":
        return False
    if scene.is_genitive(index):
        # "der Präsident der Ukraine" acts, "die Grenze der Ukraine" does not.
        return governor.text in nouns("organ") and _stands_free(scene, governor.index)
    return True


def is_dative(scene: Scene, party: Party) -> bool:
    """Whether a party stands in the dative or genitive by its article: "der Ukraine", "den USA"."""
    article = scene.article(party.first)
    place = party.place
    if place is None or place.form != "name":
        return article in {"dem"}
    text = scene.words[party.last].lower
    if article == "der":
        return text in nouns("feminine")
    return article in {"dem", "den"} and (article == "dem" or text in nouns("plural"))


def recipient(scene: Scene, clause: Clause, actor: Party | None, before: int) -> Party | None:
    """Return the party that a verb of giving or receiving hands something to."""
    kinds = relations_of(scene, clause)
    if "receive" in kinds:
        return actor
    if "give" not in kinds:
        return None
    for part in scene.frame(clause):
        for party in scene.parties:
            inside = part.first <= party.first < part.last and party != actor
            if not inside or scene.governor(party.first).kind == "preposition":
                continue
            if is_dative(scene, party) or (party.first < before and is_free(scene, party)):
                return party
    return None
