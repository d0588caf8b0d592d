"""Acts that a noun only recalls: an anniversary, a trial, a memorial, what happened "formerly".

"Der Jahrestag des Anschlags" and "frühere Angriffe" presuppose an act and report none. The words
are in ``data/<language>/event_recalled.tsv``: an "attribute" stands before the noun of the act, a
"noun" or "preposition" governs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.events.coder import Coder, CueRule
from pipeline.events.rules import make_coder
from pipeline.language import Clip, read_table
from pipeline.language.clauses import Clause

#: Words between a governing word and the noun of the act: "Prozess um den schweren Anschlag".
_REACH = {"attribute": 1, "noun": 4, "preposition": 2}
#: Types that are done, not said; "die Kritik an früheren Verhandlungen" stays what it is.
_DONE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})


@cache
def load_recalled(language: str = "de") -> Coder:
    """Build the matcher of the words that only recall an act.

    Raises:
        TableError: When the table is wrong.
    """
    rows = read_table(f"{language}/event_recalled.tsv", ("pattern", "kind"))
    rules = [
        CueRule(f"recalled:{row['pattern']}", row["pattern"], "RECALLED", row["kind"], "", 0.0)
        for row in rows
    ]
    return make_coder(rules, language)


def recalled(clip: Clip, clauses: tuple[Clause, ...], language: str = "de") -> frozenset[int]:
    """Return the indices of the words whose acts a sentence only recalls."""
    verbs = frozenset(i for clause in clauses for i in clause.verbs)
    return frozenset(_governed(clip, clauses, verbs, load_recalled(language)))


def is_recalled(kind: str, anchor: int, words: Iterable[int]) -> bool:
    """Whether an event of a type that is told by a word is only recalled."""
    return kind in _DONE and anchor in words


def _governed(
    clip: Clip, clauses: tuple[Clause, ...], verbs: frozenset[int], coder: Coder
) -> Iterator[int]:
    for match in coder.matches(clip, clauses):
        first = match.anchor + 1
        for i, word in enumerate(clip.words[first : first + 1 + _REACH[match.rule.mode]], first):
            if not word.is_word or i in verbs:
                break
            if word.is_title:
                yield i
                # "frühere Angriffe der Armee": an attribute reaches its own noun alone.
                if match.rule.mode == "attribute":
                    break
