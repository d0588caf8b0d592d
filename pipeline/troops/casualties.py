"""Were they killed, wounded or captured, or did they do that to others?

Decided by what stands nearest: an attribute ("getötete Soldaten"), a noun that governs the mention
("der Tod von zwei Soldaten"), then the verb of the clause, whose object or passive subject is hit.
"""

from __future__ import annotations

from pipeline.language.clauses import Clause
from pipeline.troops.mentions import Mention
from pipeline.troops.scene import Scene, prepositions
from pipeline.troops.subjects import relations_of
from pipeline.troops.tables import determiners, nouns, words_of

_GOVERNING_REACH = 6
_PRONOUNS = frozenset({"er", "sie", "es", "man", "wir", "ich", "dieser", "diese", "beide"})
_LAUNCHED = frozenset({"missiles", "shells", "artillery"})
_LAUNCHES = frozenset({"abschießen"})


def is_casualty(scene: Scene, mention: Mention, clause: Clause) -> bool:
    """Whether the soldiers or the equipment of a mention were hit or captured."""
    if mention.unit.name == "prisoners":
        return True
    if _attributes(scene, mention) or _harm_noun(scene, mention):
        return True
    return _by_verb(scene, mention, clause)


def _attributes(scene: Scene, mention: Mention) -> set[int]:
    """Return the words of harm within a mention and directly in front of its noun."""
    harmed = words_of("casualties")
    first = mention.first
    while first > 0 and scene.words[first - 1].text in harmed:
        first -= 1
    return {
        i
        for i in range(first, mention.last + 1)
        if scene.words[i].text in harmed or (i == mention.noun and scene.words[i].lower in harmed)
    }


def _harm_noun(scene: Scene, mention: Mention) -> bool:
    """Whether "Tod", "Leichen", "Verlust" governs the mention, by "von", "an" or a genitive."""
    harm = nouns("harm")
    for at in range(mention.first - 1, max(-1, mention.first - _GOVERNING_REACH), -1):
        word = scene.words[at]
        if word.lower in harm and word.is_title:
            return True
        inside = word.lower in determiners() or word.lower in {"von", "an", "bei", "auf"}
        adjective = not word.is_title and word.lower.endswith(("e", "en", "er"))
        organ = word.lower in nouns("organ")
        if not (inside or adjective or organ):
            break
    return any(scene.words[i].lower in harm for i in range(mention.first, mention.noun))


def _by_verb(scene: Scene, mention: Mention, clause: Clause) -> bool:
    kinds = set(relations_of(scene, clause))
    words = {w.lower for part in scene.frame(clause) for w in scene.words[part.first : part.last]}
    if mention.unit.name in _LAUNCHED and not _LAUNCHES.isdisjoint(scene.verbs(clause)):
        return False
    if "gefangen" in words or "gefangengenommen" in words:
        kinds.add("harm")
    dead = not words.isdisjoint({"tot", "leben"}) or "ums" in words
    governor = scene.governor(mention.first)
    if governor.kind == "preposition":
        return governor.text == "unter" and dead
    if "die" in kinds or (dead and "ums" in words):
        return not _precedes_subject(scene, mention, clause)
    if "harm" in kinds:
        return _is_passive(scene, clause) or _is_object(scene, mention, clause)
    return "lose" in kinds and _is_object(scene, mention, clause)


def _precedes_subject(scene: Scene, mention: Mention, clause: Clause) -> bool:
    """Whether the mention is a genitive, so that something else is the subject that dies."""
    governor = scene.governor(mention.first)
    return governor.kind == "noun" and scene.article(mention.first) in {"der", "des"}


def _is_passive(scene: Scene, clause: Clause) -> bool:
    """Whether the verb of harm is a passive, or a participle alone as in headlines."""
    parts = scene.frame(clause)
    finite = [part.finite for part in parts if part.finite is not None]
    if not finite:
        return clause.kind != "infinitive"
    lemmas = scene.verbs(clause)
    texts = {w.lower for part in parts for w in scene.words[part.first : part.last]}
    future = texts.isdisjoint({"worden"}) and not texts.isdisjoint({"wird", "werden"})
    participle = any(scene.words[i].lower.endswith(("t", "en")) for p in parts for i in p.verbs[1:])
    if "werden" in lemmas and participle and not (future and _has_infinitive(scene, parts)):
        return True
    return "sein" in lemmas and "haben" not in lemmas


def _has_infinitive(scene: Scene, parts: tuple[Clause, ...]) -> bool:
    """Whether a bare infinitive ends the clause: "wird töten" is future, "wird getötet" passive."""
    verbs = [i for part in parts for i in part.verbs if i != part.finite]
    return any("i" in scene.kinds(i) and "p" not in scene.kinds(i) for i in verbs)


def _is_object(scene: Scene, mention: Mention, clause: Clause) -> bool:
    """Whether a possible subject precedes the mention in its clause."""
    if clause.kind == "infinitive" or clause.introducer in {"die", "der", "das", "denen"}:
        return True
    for part in scene.frame(clause):
        for at in range(part.first, min(mention.first, part.last)):
            word = scene.words[at]
            if word.lower in _PRONOUNS:
                return True
            is_noun = word.is_title and word.is_word and word.lower not in prepositions()
            starts = at == part.first and not word.text[1:2].isupper() and _is_small(word.lower)
            if is_noun and not starts and scene.governor(at).kind == "":
                return True
    return False


def _is_small(text: str) -> bool:
    """Whether a capitalised first word is a determiner or preposition and no noun."""
    return text in determiners() or text in prepositions()
