"""Which events a sentence's field of life rules out: crime, sport, everyday politics at home.

A cue alone cannot tell a murder in a family from an attack on a minister. The words of the whole
sentence can: ``data/<language>/event_domains.tsv`` names the vocabulary of each field and
``event_domain_rules.tsv`` says which events are none where a field is spoken of, and what evidence
keeps them nevertheless. An event that is ruled out does not appear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pipeline.events.coder import Coder, CueRule
from pipeline.events.coders import Coders
from pipeline.events.compiler import entries
from pipeline.events.entities import Mention
from pipeline.events.rules import load_particles
from pipeline.events.vocabulary import Vocabulary
from pipeline.language import DATA, Clip, TableError, read_table
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms, load_forms, source
from pipeline.language.lookup import load
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
class DomainRule:
    """One line of ``event_domain_rules.tsv``.

    Attributes:
        domain: The field of life.
        kinds: PLOVER types, or type and mode as "COERCE:arrest", that are no events in it.
        unless: Evidence that keeps them: other fields, "party", "abroad" or "several".
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
        coders: The vocabulary of each field.
        numbered: Words of each field that count behind a number, in one word: "16-Jähriger".
        rules: What is ruled out.
        forms: Inflection.
    """

    def __init__(
        self,
        coders: Mapping[str, Coder],
        numbered: Mapping[str, Iterable[str]],
        rules: Iterable[DomainRule],
        forms: Forms,
    ) -> None:
        self._rules, self._coders = tuple(rules), coders
        self._numbered = {
            domain: tuple(form for word in words for form in (word, *forms.forms(word)))
            for domain, words in numbered.items()
        }

    def spoken_of(self, clip: Clip, clauses: Callable[[], tuple[Clause, ...]]) -> Spoken:
        """Return the fields whose vocabulary a sentence has, with the words that show it.

        ``clauses`` is asked for the clauses of the sentence only where a word may show a field.
        """
        found: dict[str, tuple[int, ...]] = {}
        numbers = [i for i, text in enumerate(clip.texts) if text[0].isdigit()]
        for domain, coder in self._coders.items():
            matches = coder.matches(clip, clauses()) if coder.anchored(clip) else ()
            ends = self._numbered.get(domain, ())
            numbered = [i for i in numbers if ends and clip.texts[i].lower().endswith(ends)]
            words = (*(match.anchor for match in matches), *numbered)
            if words:
                found[domain] = words
        return found

    def is_political(self, clip: Clip, clauses: Callable[[], tuple[Clause, ...]]) -> bool:
        """Whether a sentence speaks of conflict or diplomacy."""
        return any(
            coder.anchored(clip) and bool(coder.matches(clip, clauses()))
            for domain, coder in self._coders.items()
            if domain in _POLITICAL
        )

    def kept(
        self,
        told: Iterable[tuple[Event, int]],
        spoken: Spoken,
        near: Sequence[Mention],
        before: frozenset[str] = frozenset(),
        *,
        trusted: bool = True,
    ) -> Iterator[Event]:
        """Yield the events that no field rules out.

        Args:
            told: The events of a sentence, each with the index of its anchor's word.
            spoken: The fields that the sentence speaks of.
            near: The parties and places named in it and next to it.
            before: The fields that the sentences before speak of.
            trusted: Whether the text tells of affairs abroad or is a line that stands alone.
        """
        parties = frozenset(_parties(near))
        if not trusted or _AT_HOME in parties:
            parties |= {_ANY}
        for event, anchor in told:
            fields = {
                field
                for field, words in spoken.items()
                if any(abs(word - anchor) <= _REACH for word in words)
            }
            abroad = not HOME.issuperset((*event.actors, *event.targets))
            evidence = parties | fields | ({_PARTY} if abroad else frozenset())
            carried = evidence if fields else evidence | before
            if not any(
                rule.rules_out(event, carried if rule.carries else evidence) for rule in self._rules
            ):
                yield event


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


def _members(language: str, behind: str) -> dict[str, list[str]]:
    """Return the members of each field, those behind a number or the others."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table(f"{language}/event_domains.tsv", ("domain", "member", "behind")):
        if row["behind"] == behind:
            found[row["domain"]].append(row["member"])
    return found


def _words(language: str) -> Vocabulary:
    # No compound is excluded here: "Wahlkampf" is no fight, but speaks of an election.
    return Vocabulary(dict, load_forms(language), particles=load_particles(language))


def sources(language: str = "de") -> list[Path]:
    """Return the tables that the compiled fields of a language depend on."""
    tables = ("event_domains", "verb_particles")
    return [source(language), *(DATA / language / f"{table}.tsv" for table in tables)]


def make(language: str = "de") -> dict[str, bytes]:
    """Compile the vocabulary of the fields of a language.

    Raises:
        ValueError: When a member is no pattern.
    """
    sets = {
        domain: [CueRule(f"domains:{domain}:{m}", m, domain, "", "", 0.0) for m in members]
        for domain, members in _members(language, "").items()
    }
    return entries(sets, _words(language))


@cache
def load_domains(language: str = "de") -> Domains:
    """Load the fields of a language from its tables, once a process.

    Raises:
        TableError: When a rule speaks of an unknown field.
        ValueError: When a member that was edited is no pattern.
    """
    path = DATA / language / "compiled" / "domains.arrow"
    coders = Coders(load(path, sources(language), partial(make, language)), _words(language))
    fields, numbered = _members(language, ""), _members(language, _NUMBER)
    known = {*fields, _PARTY, _ABROAD, _SEVERAL, _AT_HOME, _ANY, _LOCAL}
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
    return Domains(
        {field: coders[field] for field in fields}, numbered, rules, load_forms(language)
    )
