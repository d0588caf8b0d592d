"""The coders of a language: sets of rules that are compiled together and read the same sentences.

``make data`` compiles them (``data/build/patterns.py``); a table that was edited since is compiled
anew when it is loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from pipeline.events import rules
from pipeline.events.anchors import Anchors
from pipeline.events.coder import Coder
from pipeline.events.compiler import entries
from pipeline.events.matching import CueRule
from pipeline.events.vocabulary import Vocabulary
from pipeline.language import DATA, Clip, read_table
from pipeline.language.forms import load_forms, source
from pipeline.language.lookup import Lookup, compiled, load

#: Tables besides those of cues that the compiled patterns depend on.
_TABLES = (
    *(
        "cue_aftermath",
        "quoted_threats",
        "tension",
        "tension_outcomes",
        "event_recalled",
        "toll_people",
        "intensity",
        *rules.DECIDERS,
    ),
    *("word_classes", "actors", "place_countries"),
    *("excluded_compounds", "compound_limits", "verb_particles"),
)


class Coders:
    """Coders by the name of their set of rules.

    Args:
        lookup: Of the entries that ``compiler.entries`` returns.
        words: Of the language.
    """

    def __init__(self, lookup: Lookup, words: Vocabulary) -> None:
        self._anchors, self._words = Anchors(lookup, words), words
        self._coders: dict[str, Coder] = {}

    @classmethod
    def of(cls, sets: Mapping[str, Iterable[CueRule]], words: Vocabulary) -> Coders:
        """Compile rules of one's own.

        Raises:
            ValueError: When a pattern is none or speaks of an unknown word class.
        """
        return cls(Lookup(compiled(entries(sets, words))), words)

    def of_sentence(self, clip: Clip) -> Collection[int]:
        """Return the numbers of the sets that may have a match in a sentence."""
        return self._anchors.chances(clip)

    def __getitem__(self, name: str) -> Coder:
        """Return the coder of a set.

        Raises:
            ValueError: When there is none of that name.
        """
        if name not in self._coders:
            self._coders[name] = Coder(name, self._anchors, self._words)
        return self._coders[name]


@cache
def load_vocabulary(language: str = "de") -> Vocabulary:
    """Build the vocabulary of the patterns of a language.

    Raises:
        TableError: When a table is wrong.
    """
    excluded = read_table(f"{language}/excluded_compounds.tsv", ("compound",))
    limits = read_table(f"{language}/compound_limits.tsv", ("prefix",))
    return Vocabulary(
        partial(rules.load_classes, language),
        load_forms(language),
        [row["compound"] for row in excluded],
        rules.load_particles(language),
        [row["prefix"] for row in limits],
    )


def sources(language: str = "de") -> list[Path]:
    """Return the tables that the compiled patterns of a language depend on."""
    folder = DATA / language
    tables = [folder / f"{name}.tsv" for name in _TABLES]
    return [source(language), *tables, *(folder / "cues").glob("*.tsv")]


def make(language: str = "de") -> dict[str, bytes]:
    """Compile the patterns of a language.

    Raises:
        ValueError: When a table is wrong; the message names the pattern.
    """
    sets = {
        "cues": rules.cue_rules(language),
        "aftermath": rules.aftermath_rules(language),
        "quoted": rules.quoted_rules(language),
        "tension": rules.tension_rules(language),
        "outcomes": rules.tension_rules(language, "tension_outcomes"),
        "recalled": rules.recalled_rules(language),
        "people": rules.people_rules(language),
        "deciders": rules.decider_rules(language),
        "offices": rules.office_rules(),
    }
    return entries(sets, load_vocabulary(language))


@cache
def load_coders(language: str = "de") -> Coders:
    """Load the coders of a language: "cues", "aftermath", "quoted", "tension" and others.

    Raises:
        ValueError: When a table was edited and is wrong; the message names the pattern.
    """
    path = DATA / language / "compiled" / "patterns.arrow"
    lookup = load(path, sources(language), partial(make, language))
    return Coders(lookup, load_vocabulary(language))
