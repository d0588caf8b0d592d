"""Which events a sentence's field of life rules out: crime, sport, everyday politics at home.

A cue alone cannot tell a murder in a family from an attack on a minister. The words of the whole
sentence can: ``data/<language>/event_domains.tsv`` names the vocabulary of each field and
``event_domain_rules.tsv`` says which events are none where a field is spoken of, and what evidence
keeps them nevertheless. An event that is ruled out does not appear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.events.abroad import ABROAD, AT_HOME, HOME, LOCAL, SEVERAL
from pipeline.events.coder import Match
from pipeline.events.fields import POLITICAL, Spoken, load_fields
from pipeline.events.passage import ANY, ARTICLE, TEXT, Passage
from pipeline.language import TableError, read_table
from pipeline.model import Event

#: The field of an article that hardly speaks of conflict.
_THIN = "thin"
#: Evidence that an event has a party abroad, that it names a party, or at least two of them.
_PARTY, _NAMED, _PAIR = "party", "named", "pair"
#: Evidence by more than an event's own cue: words of conflict or diplomacy around it. "Angriff" is
#: one, "Soldat" in the sentence before is both.
_AROUND = "around"
#: How the rules name the general words of tension.
_WORDS = "TENSION"
#: Words from an event within which its field shows; a list of headlines may be one sentence.
_REACH = 15


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

    def rules_out(self, shows: Callable[[str, bool], bool]) -> bool:
        """Whether what is of its kinds is no event where some fields are spoken of.

        ``shows`` tells whether there is evidence of a kind, and is asked besides whether what the
        sentences before speak of counts.
        """
        # Whether an article is thin takes all of its sentences to tell, so that is asked last.
        if self.domain == _THIN:
            return not self._is_kept(shows) and shows(_THIN, False)
        return shows(self.domain, self.carries) and not self._is_kept(shows)

    def _is_kept(self, shows: Callable[[str, bool], bool]) -> bool:
        return any(shows(kind, self.carries) for kind in self.unless)


class Evidence:
    """What is spoken of around an event or a word of tension.

    Args:
        passage: Its sentence among others.
        anchor: The word that stands for it.
        named: What its parties are evidence of.
    """

    def __init__(self, passage: Passage, anchor: int, named: frozenset[str]) -> None:
        self._passage, self._anchor, self._named = passage, anchor, named
        self._fields = frozenset(
            field
            for field, words in passage.spoken.items()
            if any(abs(word - anchor) <= _REACH for word in words)
        )

    def shows(self, kind: str, carries: bool) -> bool:
        """Whether there is evidence of a kind, or a field is spoken of.

        ``carries`` where the sentences before count for one that speaks of no field.
        """
        passage = self._passage
        if kind == _THIN:
            return passage.is_thin
        if kind == _AROUND:
            return _beside(passage.spoken, self._anchor) or passage.is_political
        if kind in self._fields or kind in self._named:
            return True
        if carries and not self._fields and kind in passage.before:
            return True
        return kind in passage.kinds


class Domains:
    """Drops what is no event in the field of life that is spoken of.

    Args:
        rules: What is ruled out.
    """

    def __init__(self, rules: Iterable[DomainRule]) -> None:
        self._rules = tuple(rules)
        self._about = cache(self._rules_about)

    def _rules_about(self, kind: str, mode: str) -> tuple[DomainRule, ...]:
        kinds = {kind, f"{kind}:{mode}"}
        return tuple(rule for rule in self._rules if not rule.kinds.isdisjoint(kinds))

    def kept(self, told: Iterable[tuple[Event, int]], passage: Passage) -> Iterator[Event]:
        """Yield the events of a sentence, each with its anchor's word, that no field rules out."""
        for event, anchor in told:
            rules = self._about(event.type, event.mode)
            evidence = Evidence(passage, anchor, frozenset(_named(event)))
            if not any(rule.rules_out(evidence.shows) for rule in rules):
                yield event

    def tense(self, matches: Iterable[Match], passage: Passage) -> Iterator[Match]:
        """Yield the words of tension that no field rules out."""
        for match in matches:
            evidence = Evidence(passage, match.anchor, frozenset())
            if not any(rule.rules_out(evidence.shows) for rule in self._about(_WORDS, "")):
                yield match


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
    return any(word != anchor for field in POLITICAL for word in spoken.get(field, ()))


@cache
def load_domains(language: str = "de") -> Domains:
    """Load what fields of life rule out, once a process.

    Raises:
        TableError: When a rule speaks of an unknown field.
        ValueError: When a member of a field that was edited is no pattern.
    """
    evidence = {_PARTY, ABROAD, SEVERAL, AT_HOME, _AROUND, _NAMED, _PAIR}
    known = {*load_fields(language), *evidence, ANY, LOCAL, ARTICLE, TEXT, _THIN}
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
    return Domains(rules)
