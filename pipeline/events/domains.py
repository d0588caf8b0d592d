"""Which events a sentence's field of life rules out: crime, sport, everyday politics at home.

A cue alone cannot tell a murder in a family from an attack on a minister. The words of the whole
sentence can: ``data/<language>/event_domains.tsv`` names the vocabulary of each field and
``event_domain_rules.tsv`` says which events are none where a field is spoken of, and what evidence
keeps them nevertheless. An event that is ruled out does not appear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.events.coder import Coder, CueRule
from pipeline.events.entities import Mention
from pipeline.events.rules import load_particles
from pipeline.events.vocabulary import Vocabulary
from pipeline.language import Clip, TableError, read_table
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms, load_forms
from pipeline.model import Event

#: The German-speaking countries, whose press we read; see ``party_classes``.
HOME = frozenset({"AT", "CH", "DE", "LI"})
#: Evidence that is no vocabulary: somebody abroad is a party of the event; somebody abroad, or
#: parties of two countries, are named near it.
_PARTY, _ABROAD, _SEVERAL = "party", "abroad", "several"
#: The field of every sentence of a longer text that is no report on affairs abroad, and of one that
#: names a party at home: there an event needs evidence of conflict or dealings abroad. A line that
#: stands alone is taken at its word.
_ANY = "any"
#: The field of every sentence of a longer text, and of one that is no report on affairs abroad.
_ARTICLE, _TEXT = "article", "text"
#: The field of an article that hardly speaks of conflict.
_THIN = "thin"
#: Evidence that an event names a party, or at least two of them.
_NAMED, _PAIR = "named", "pair"
#: Evidence by more than an event's own cue: words of conflict or diplomacy around it. "Angriff" is
#: one, "Soldat" in the sentence before is both.
_AROUND = "around"
#: The field of a sentence that names a place at home.
_LOCAL = "local"
#: The field that a party at home is evidence of, whatever the words.
_AT_HOME = "home"
#: The fields of dealings between states and of strife.
_POLITICAL = frozenset({"conflict", "diplomacy"})
#: Marks a member of a field that stands behind a number in one word: "16-Jähriger".
_NUMBER = "number"
#: Words from an event within which its field shows; a list of headlines may be one sentence.
_REACH = 15
#: Fields of life with the indices of the words that show them.
Spoken = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Passage:
    """What the sentences around one speak of.

    Attributes:
        before: The fields of the two sentences before.
        around: The fields of the sentences near it, its own left out.
        trusted: Whether it tells of affairs abroad or is a line that stands alone.
        alone: Whether it is such a line.
        thin: Whether few sentences of the whole text speak of conflict or diplomacy.
    """

    before: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    trusted: bool = True
    alone: bool = True
    thin: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """What the passage is, as fields of ``event_domain_rules.tsv``."""
        kinds = {
            _ARTICLE: not self.alone,
            _TEXT: not self.alone and not self.trusted,
            _THIN: not self.alone and self.thin,
        }
        return frozenset(kind for kind, holds in kinds.items() if holds)


#: That of a line that stands alone.
ALONE = Passage()


@dataclass(frozen=True, slots=True)
class DomainRule:
    """One line of ``event_domain_rules.tsv``.

    Attributes:
        domain: The field of life.
        kinds: PLOVER types, or type and mode as "COERCE:arrest", that are no events in it.
        unless: Evidence that keeps them: other fields, "party", "abroad", "several", "around",
            "named" (the event names a party), "pair" (it names two).
        carries: Whether the field of the sentences before counts where one names no field.
    """

    domain: str
    kinds: frozenset[str]
    unless: frozenset[str]
    carries: bool = False

    def rules_out(self, event: Event, evidence: frozenset[str]) -> bool:
        """Whether an event is none, given the fields and parties that are spoken of."""
        if self.domain not in evidence or not self.unless.isdisjoint(evidence):
            return False
        return not self.kinds.isdisjoint({event.type, f"{event.type}:{event.mode}"})


class Domains:
    """Tells the fields of life that sentences speak of, and drops what is no event there.

    Args:
        vocabulary: Patterns of each field, in the language of the cue tables.
        numbered: Words of each field that count behind a number, in one word: "16-Jähriger".
        rules: What is ruled out.
        forms: Inflection.
        particles: First parts of separable verbs.

    Raises:
        ValueError: When a member is no pattern.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, Iterable[str]],
        numbered: Mapping[str, Iterable[str]],
        rules: Iterable[DomainRule],
        forms: Forms,
        particles: Mapping[str, bool],
    ) -> None:
        self._rules = tuple(rules)
        # No compound is excluded here: "Wahlkampf" is no fight, but speaks of an election.
        words = Vocabulary({}, forms, particles=particles)
        self._coders = {
            domain: Coder(
                [CueRule(f"domains:{domain}:{m}", m, domain, "", "", 0.0) for m in members], words
            )
            for domain, members in vocabulary.items()
        }
        self._numbered = {
            domain: tuple(form for word in words for form in (word, *forms.forms(word)))
            for domain, words in numbered.items()
        }

    def spoken_of(self, clip: Clip, clauses: tuple[Clause, ...]) -> Spoken:
        """Return the fields whose vocabulary a sentence has, with the words that show it."""
        found: dict[str, tuple[int, ...]] = {}
        for domain, coder in self._coders.items():
            matches = coder.matches(clip, clauses) if coder.anchored(clip) else ()
            numbered = _numbered_in(clip, self._numbered.get(domain, ()))
            words = (*(match.anchor for match in matches), *numbered)
            if words:
                found[domain] = words
        return found

    def is_political(self, clip: Clip, clauses: tuple[Clause, ...]) -> bool:
        """Whether a sentence speaks of conflict or diplomacy."""
        return any(
            coder.anchored(clip) and bool(coder.matches(clip, clauses))
            for domain, coder in self._coders.items()
            if domain in _POLITICAL
        )

    def kept(
        self,
        told: Iterable[tuple[Event, int]],
        spoken: Spoken,
        near: Sequence[Mention],
        passage: Passage = ALONE,
    ) -> Iterator[Event]:
        """Yield the events that no field rules out.

        Args:
            told: The events of a sentence, each with the index of its anchor's word.
            spoken: The fields that the sentence speaks of.
            near: The parties and places named in it and next to it.
            passage: What the sentences around it speak of.
        """
        parties = frozenset(_parties(near))
        if not passage.trusted or _AT_HOME in parties:
            parties |= {_ANY}
        parties |= passage.fields
        for event, anchor in told:
            fields = {
                field
                for field, words in spoken.items()
                if any(abs(word - anchor) <= _REACH for word in words)
            }
            evidence = parties | fields | frozenset(_named(event))
            if not _POLITICAL.isdisjoint(passage.around) or _beside(spoken, anchor):
                evidence |= {_AROUND}
            carried = evidence if fields else evidence | passage.before
            if not any(
                rule.rules_out(event, carried if rule.carries else evidence) for rule in self._rules
            ):
                yield event


def _named(event: Event) -> Iterator[str]:
    """Yield what the parties of an event are evidence of."""
    names = {*event.actors, *event.targets}
    if names - HOME:
        yield _PARTY
    if names:
        yield _NAMED
    if len(names) > 1:
        yield _PAIR


def _beside(spoken: Spoken, anchor: int) -> bool:
    """Whether another word than an event's own speaks of conflict or diplomacy."""
    return any(word != anchor for field in _POLITICAL for word in spoken.get(field, ()))


def _numbered_in(clip: Clip, ends: tuple[str, ...]) -> Iterator[int]:
    """Yield the words that begin with a number and end in one of some words."""
    for i, word in enumerate(clip.words):
        if ends and word.text[0].isdigit() and word.lower.endswith(ends):
            yield i


def names_abroad(near: Iterable[Mention]) -> bool:
    """Whether somebody or some place abroad, or parties of two countries, are named."""
    return not {_ABROAD, _SEVERAL}.isdisjoint(_parties(near))


def names_party(mentions: Iterable[Mention]) -> bool:
    """Whether a state, a leader or an organisation abroad is named, no mere place."""
    return any(m.actor and m.actor not in HOME and m.kind != "location" for m in mentions)


def _is_state(mention: Mention) -> bool:
    return mention.kind == "country" and mention.governs and not mention.part


def _parties(near: Iterable[Mention]) -> Iterator[str]:
    """Yield what the parties and places of some sentences are evidence of."""
    actors = set()
    for mention in near:
        actors.add(mention.actor)
        # "Berlin verlangt Aufklärung": a state by its name acts towards others; and others meet
        # in Vienna too.
        if mention.actor in HOME and not _is_state(mention) and mention.kind != "location":
            yield _AT_HOME
        elif mention.actor in HOME and not _is_state(mention):
            yield _LOCAL
    if actors - HOME:
        yield _ABROAD
    if len(actors) > 1:
        yield _SEVERAL


@cache
def load_domains(language: str = "de") -> Domains:
    """Build the fields of a language from its tables, once a process.

    Raises:
        TableError: When a rule speaks of an unknown field.
    """
    vocabulary: defaultdict[str, list[str]] = defaultdict(list)
    numbered: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table(f"{language}/event_domains.tsv", ("domain", "member", "behind")):
        (numbered if row["behind"] == _NUMBER else vocabulary)[row["domain"]].append(row["member"])
    named = {_PARTY, _ABROAD, _SEVERAL, _AT_HOME, _AROUND, _NAMED, _PAIR}
    known = {*vocabulary, *named, _ANY, _LOCAL, _ARTICLE, _TEXT, _THIN}
    rules = []
    for row in read_table(
        f"{language}/event_domain_rules.tsv", ("domain", "kinds", "unless", "carries")
    ):
        unless = frozenset(filter(None, row["unless"].split("|")))
        unknown = {row["domain"], *unless} - known
        if unknown:
            raise TableError(f"event_domain_rules.tsv: unknown field {', '.join(sorted(unknown))}")
        kinds = frozenset(row["kinds"].split("|"))
        rules.append(DomainRule(row["domain"], kinds, unless, carries=row["carries"] == "yes"))
    return Domains(vocabulary, numbered, rules, load_forms(language), load_particles(language))
