"""Who acts on whom: subject, object and prepositions, without a parser.

German marks the parties of an event by preposition, by voice and by position. The rules, in
order:

1. a preposition in front of the party decides ("gegen Russland", "von Israel", "mit Kiew");
2. a nominal anchor takes the genitive or adjective beside it as actor ("der Angriff Russlands");
3. in the passive, "von" and "durch" name the actor and the subject is the target;
4. otherwise the first free party of the clause is the actor and a later one the target.

Where the clause names nobody, the clauses it depends on are asked for the actor: an infinitive has
the subject of its governing clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.events.coder import Match
from pipeline.events.entities import Mention
from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms

_SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_REACH = 5


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands in front of a party: a preposition and its meaning, or neither."""

    preposition: str
    side: str


@cache
def _prepositions() -> dict[str, tuple[str, frozenset[str]]]:
    rows = read_table("de/actor_prepositions.tsv", ("preposition", "side", "types"))
    return {row["preposition"]: (row["side"], frozenset(row["types"].split())) for row in rows}


@cache
def _local_prepositions() -> frozenset[str]:
    rows = read_table("de/place_prepositions.tsv", ("word",))
    return frozenset(row["word"] for row in rows)


def participants(
    clip: Clip,
    clauses: Sequence[Clause],
    match: Match,
    mentions: Sequence[Mention],
    forms: Forms,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return actors and targets of an event, empty where the sentence does not say.

    Both hold identifiers of ``mentions`` only, in the order of the sentence.
    """
    clause = clauses[match.clause]
    inside = [m for m in mentions if clause.first <= m.first < clause.last]
    reader = _Reader(clip, clause, match, forms)
    for mention in inside:
        reader.take(mention)
    actors, targets = reader.actors, reader.targets
    if not actors and not reader.passive:
        actors = _inherited(clip, clauses, clause, mentions, exclude=targets)
    if match.rule.type in _SYMMETRIC:
        actors, targets = _symmetric(actors, targets, reader.partners)
    else:
        targets = [*targets, *reader.partners]
    actors = list(dict.fromkeys(actors))
    return tuple(actors), tuple(t for t in dict.fromkeys(targets) if t not in actors)


def _symmetric(
    actors: list[str], targets: list[str], partners: list[str]
) -> tuple[list[str], list[str]]:
    """Talks and agreements: the parties named as subject act, the others are the partners."""
    return actors, [*partners, *targets]


def _inherited(
    clip: Clip,
    clauses: Sequence[Clause],
    clause: Clause,
    mentions: Sequence[Mention],
    exclude: Sequence[str],
) -> list[str]:
    """Return the subject of the clause that this one continues or depends on."""
    if clause.kind not in {"infinitive", "relative"} and clause.resumes is None:
        return []
    source = clause.resumes if clause.resumes is not None else clause.parent
    seen = {clause.index}
    while source is not None and source not in seen:
        seen.add(source)
        above = clauses[source]
        free = [
            m
            for m in mentions
            if above.first <= m.first < above.last
            and m.kind != "location"
            and _in_front(clip, m).preposition == ""
            and m.actor not in exclude
        ]
        if free:
            return [free[0].actor]
        source = above.resumes if above.resumes is not None else above.parent
    return []


def _in_front(clip: Clip, mention: Mention) -> _Side:
    """Return the preposition that governs a party, looking back over its attributes."""
    for position in range(mention.first - 1, max(mention.first - 1 - _REACH, -1), -1):
        word = clip.words[position]
        if word.lower in _prepositions() or word.lower in _local_prepositions():
            return _Side(word.lower, _prepositions().get(word.lower, ("local", frozenset()))[0])
        if word.is_title or not word.is_word:
            break
        if not word.lower.endswith(("e", "en", "er", "em", "es", "as", "ie", "n")):
            break
    return _Side("", "")


class _Reader:
    """Sorts the parties of one clause into actors, targets and partners."""

    def __init__(self, clip: Clip, clause: Clause, match: Match, forms: Forms) -> None:
        self._clip = clip
        self._match = match
        self._forms = forms
        self._type = match.rule.type
        anchor = clip.words[match.anchor]
        self._nominal = anchor.is_title and not forms.is_finite(anchor.text)
        self._clause = clause
        self.passive = self._is_passive()
        self.actors: list[str] = []
        self.targets: list[str] = []
        self.partners: list[str] = []
        self._last: tuple[int, list[str]] | None = None

    def _is_passive(self) -> bool:
        words = self._clip.words[self._clause.first : self._clause.last]
        becomes = any("werden" in self._forms.lemmas(word.text) for word in words)
        anchor = self._clip.words[self._match.anchor].text
        return becomes and self._forms.is_participle(anchor)

    def take(self, mention: Mention) -> None:
        """Decide for one party; call it in the order of the sentence."""
        joined = self._last is not None and self._is_joined(mention)
        bucket = self._last[1] if self._last and joined else self._bucket(mention)
        if bucket is not None:
            bucket.append(mention.actor)
            self._last = (mention.last, bucket)

    def _is_joined(self, mention: Mention) -> bool:
        """Whether the party is coordinated with the one before: "Russland und Belarus"."""
        if self._last is None:
            return False
        between = self._clip.words[self._last[0] + 1 : mention.first]
        texts = [word.lower for word in between]
        joints = {"und", ",", "sowie", "oder", "/", "der", "die", "das"}
        return (
            bool(texts)
            and all(text in joints for text in texts)
            and not (set(texts) <= {"der", "die", "das"})
        )

    def _bucket(self, mention: Mention) -> list[str] | None:
        front = _in_front(self._clip, mention)
        if front.preposition:
            return self._by_preposition(mention, front)
        if mention.kind == "location":
            return None
        if self._nominal and self._is_attribute(mention):
            return self.actors
        if self.passive:
            return self.targets
        if not self.actors and not self._is_object(mention):
            return self.actors
        return self.targets

    def _by_preposition(self, mention: Mention, front: _Side) -> list[str] | None:
        side, types = _prepositions().get(front.preposition, ("local", frozenset()))
        if types and self._type not in types:
            side = "local"
        if side == "local" or (mention.kind == "location" and front.preposition in {"von", "aus"}):
            return None
        if side == "both":
            return self.actors if not self.actors else self.targets
        if side == "partner":
            return self.partners
        if side == "source":
            return self.actors if self.passive or self._nominal else self.targets
        return self.targets

    def _is_attribute(self, mention: Mention) -> bool:
        """Whether a party is the genitive or the adjective of the nominal anchor."""
        anchor = self._match.anchor
        if mention.last < anchor:
            return (
                all(not word.is_title for word in self._clip.words[mention.last + 1 : anchor])
                and anchor - mention.last <= 2
            )
        between = [word.lower for word in self._clip.words[anchor + 1 : mention.first]]
        return not between or (between[0] in {"der", "des"} and len(between) <= 3)

    def _is_object(self, mention: Mention) -> bool:
        """Whether an article in front shows another case than the nominative."""
        if mention.first == 0:
            return False
        before = self._clip.words[mention.first - 1].lower
        return before in {"den", "dem", "des", "einen", "einem"}
