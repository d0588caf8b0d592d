"""Where the soldiers are or go: the nearest place of their clause, or who gets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.language.clauses import Clause
from pipeline.model import Place
from pipeline.troops.mentions import Mention
from pipeline.troops.owners import leaves
from pipeline.troops.scene import Scene
from pipeline.troops.subjects import recipient, relations_of, subject
from pipeline.troops.tables import nouns

#: What is handed over "an die Ukraine" goes there, though the Ukraine is an actor.
_HANDED = frozenset({"roles:an", "roles:zugunsten"})
#: Weapons are also aimed or meant: "Raketen auf Kiew", "Panzer für die Ukraine".
_AIMED = frozenset({"roles:auf", "roles:gegen", "roles:für", "roles:über"})
_BARE = frozenset(
    {"roles:acts", "roles:town_or_region", "roles:happens_to_place", "roles:coordination"}
)
_JOINS = frozenset({"und", ",", "sowie"})


def location(
    scene: Scene, mention: Mention, clause: Clause, following: Mention | None
) -> Place | None:
    """Return the place of a mention, None where the sentence does not say.

    Args:
        scene: The sentence.
        mention: The troops.
        clause: The clause they stand in.
        following: The next mention; a place beyond it may be its own.
    """
    frame = scene.frame(clause)
    near = [(i, p) for i, p in _local(scene, mention, clause) if _within(i, frame)]
    behind = [(i, p) for i, p in near if i > mention.last and not _others(scene, i, following)]
    front = [(i, p) for i, p in near if i < mention.first]
    if mention.of is not None:
        front = []
    if behind or front:
        return behind[0][1] if behind else front[-1][1]
    below = [c for c in scene.clauses if _hangs_on(c, frame) and c.first > mention.last]
    found = [p for i, p in _local(scene, mention, clause) if _within(i, below)]
    if found:
        return found[0]
    receiver = recipient(scene, clause, subject(scene, clause, mention.first), mention.first)
    if receiver is not None and receiver.place is not None:
        return receiver.place
    if clause.kind == "infinitive" and clause.parent is not None:
        parent = scene.frame(scene.clauses[clause.parent])
        above = [p for i, p in _local(scene, mention, clause) if _within(i, parent)]
        if above:
            return above[-1]
    return _attacked(scene, frame) or _heading(scene, mention)


def _within(index: int, clauses: Sequence[Clause]) -> bool:
    return any(clause.first <= index < clause.last for clause in clauses)


def _hangs_on(clause: Clause, frame: Sequence[Clause]) -> bool:
    """Whether a relative clause or an infinitive goes on about what the frame says."""
    parents = {part.index for part in frame}
    return clause.parent in parents and clause.kind in {"relative", "infinitive"}


def _local(scene: Scene, mention: Mention, clause: Clause) -> Iterator[tuple[int, Place]]:
    for index, place in sorted(scene.place_words.items()):
        outside = index < mention.first or index > mention.last
        if outside and _is_location(scene, mention, clause, index, place):
            yield index, place


def _is_location(scene: Scene, mention: Mention, clause: Clause, index: int, place: Place) -> bool:
    kinds = relations_of(scene, clause)
    weapon = mention.unit.countable == "item"
    bare = place.reason in _BARE and scene.is_bare(index)
    if bare and place.form == "name" and index > mention.last and "enter" in kinds:
        return True
    if place.role == "actor":
        return place.reason in _HANDED or (weapon and _is_target(scene, index, place))
    if place.reason == "roles:heading" or (bare and "attack" in kinds and not weapon):
        return False
    governor = scene.governor(index)
    if governor.text == "um" and place.kind == "country":
        return False  # "der Konflikt um die Ukraine"
    if governor.text == "aus" and not leaves(scene, mention, clause):
        return False
    return governor.kind != "preposition" or not _is_of_source(scene, governor.index)


def _is_target(scene: Scene, index: int, place: Place) -> bool:
    """Whether weapons are aimed at a place: "auf die Ukraine", "auf ukrainische Ziele"."""
    if place.form == "adjective":
        return scene.governor(index).text in {"auf", "gegen"}
    return place.reason in _AIMED


def _is_of_source(scene: Scene, preposition: int) -> bool:
    """Whether a place belongs to who speaks: "Vertreter in Washington", "Angaben aus Moskau"."""
    before = scene.words[preposition - 1].lower if preposition else ""
    return before in nouns("source")


def _others(scene: Scene, index: int, following: Mention | None) -> bool:
    """Whether a place belongs to the next mention: "300 in Mali und in Niger 500 Soldaten"."""
    if following is None:
        return False
    if index > following.first:
        return following.of is not None
    at = scene.governor(index).index
    return at > 0 and scene.words[at - 1].lower in _JOINS


def _attacked(scene: Scene, frame: Sequence[Clause]) -> Place | None:
    """Return the place of "beim Angriff auf die Ukraine"."""
    for index, place in sorted(scene.place_words.items()):
        at = scene.governor(index).index
        aimed = _within(index, frame) and at > 0 and place.reason in _AIMED
        if aimed and scene.words[at - 1].lower in nouns("attack"):
            return place
    return None


def _heading(scene: Scene, mention: Mention) -> Place | None:
    """Return the place of a heading: "Afghanistan: Soldaten getötet", "Krieg in Mali: ..."."""
    for index, place in sorted(scene.place_words.items(), reverse=True):
        if index >= mention.first:
            continue
        end = next((i for i in range(index, mention.first) if _ends_heading(scene, i)), None)
        if end is None or any(index in range(c.first, c.last) and c.finite for c in scene.clauses):
            continue
        # A capital in front of a colon speaks: "Kiew: Hunderte Soldaten getötet".
        if place.reason == "roles:heading" and place.kind != "capital":
            return place
        if place.role == "place" and scene.governor(index).kind == "preposition":
            return place
    return None


def _ends_heading(scene: Scene, index: int) -> bool:
    return scene.words[index].text in {":", "–", "-", "."}
