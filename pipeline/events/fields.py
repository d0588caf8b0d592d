"""Which fields of life a sentence speaks of: crime, sport, everyday politics, conflict.

``data/<language>/event_domains.tsv`` names the vocabulary of each. Most sentences have no word of
any; of the others, most words show their field wherever they stand, so that no clauses are cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TypeAlias

from pipeline.events.coder import CueRule
from pipeline.events.coders import Coders, load_vocabulary
from pipeline.events.compiler import entries
from pipeline.language import DATA, Clip, read_table
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms, load_forms, source
from pipeline.language.lookup import load
from pipeline.language.numbering import Column

#: The fields of dealings between states and of strife.
POLITICAL = frozenset({"conflict", "diplomacy"})
#: Marks a member of a field that stands behind a number in one word: "16-Jähriger".
_NUMBER = "number"
#: Fields of life with the indices of the words that show them.
Spoken: TypeAlias = Mapping[str, tuple[int, ...]]


class Fields:
    """Tells the fields of life that sentences speak of.

    Args:
        coders: The vocabulary of each field.
        members: The members of each field.
        numbered: Those of some fields that count behind a number, in one word: "16-Jähriger".
        forms: Inflection.
    """

    def __init__(
        self,
        coders: Coders,
        members: Mapping[str, list[str]],
        numbered: Mapping[str, list[str]],
        forms: Forms,
    ) -> None:
        self._coders = coders
        self._names = {coders[name].number: name for name in members}
        self._ends = {
            name: tuple(form for word in words for form in (word, *forms.forms(word)))
            for name, words in numbered.items()
        }
        self._all_ends = tuple(end for ends in self._ends.values() for end in ends)
        self._numbered = Column(self._is_numbered)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the fields."""
        return iter(self._names.values())

    def _is_numbered(self, text: str) -> bool:
        """Whether a word is a number with a member of a field behind it."""
        return text[0].isdigit() and text.lower().endswith(self._all_ends)

    def spoken_of(self, clip: Clip, clauses: Callable[[], tuple[Clause, ...]]) -> Spoken:
        """Return the fields whose vocabulary a sentence has, with the words that show it.

        ``clauses`` is asked for the clauses of the sentence only where a verb or a group of words
        may show a field.
        """
        found: dict[str, tuple[int, ...]] = {}
        for number in self._coders.of_sentence(clip):
            name = self._names[number]
            words = self._coders[name].anchors(clip, clauses)
            if words:
                found[name] = words
        for i in clip.marked(self._numbered):
            lower = clip.texts[i].lower()
            for name, ends in self._ends.items():
                if lower.endswith(ends):
                    found[name] = (*found.get(name, ()), i)
        return found

    def is_political(self, clip: Clip, clauses: Callable[[], tuple[Clause, ...]]) -> bool:
        """Whether a sentence speaks of conflict or diplomacy."""
        names = (self._names[number] for number in self._coders.of_sentence(clip))
        return any(self._coders[name].speaks(clip, clauses) for name in names if name in POLITICAL)


def _members(language: str, behind: str) -> dict[str, list[str]]:
    """Return the members of each field, those behind a number or the others."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table(f"{language}/event_domains.tsv", ("domain", "member", "behind")):
        if row["behind"] == behind:
            found[row["domain"]].append(row["member"])
    return found


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
    # No compound is excluded here: "Wahlkampf" is no fight, but speaks of an election.
    return entries(sets, load_vocabulary(language).unrestricted())


@cache
def load_fields(language: str = "de") -> Fields:
    """Load the fields of a language, once a process.

    Raises:
        ValueError: When a member that was edited is no pattern.
    """
    path = DATA / language / "compiled" / "domains.arrow"
    lookup = load(path, sources(language), partial(make, language))
    coders = Coders(lookup, load_vocabulary(language).unrestricted())
    members, numbered = _members(language, ""), _members(language, _NUMBER)
    return Fields(coders, members, numbered, load_forms(language))
