"""Word classes of the cue patterns that follow from other tables: who acts in politics.

- ``<akteur>``: states, their adjectives and capitals, persons in office, institutions,
  organisations and armed groups by name;
- ``<ausland>``: the same without those of the German-speaking countries, whose press we read: where
  such a word stands, the sentence is hardly about everyday life at home.

Members that no name stands for ("Außenminister") are in ``data/de/word_classes.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.events.patterns import Element, Sequence
from pipeline.language import read_table

_HOME = frozenset({"AT", "CH", "DE", "LI"})
_DECLENSION = ("e", "em", "en", "er", "es")


def party_classes(
    language: str, written: Mapping[str, tuple[Sequence, ...]]
) -> dict[str, tuple[Sequence, ...]]:
    """Derive the classes of a language; written members of the two classes come first.

    Raises:
        TableError: When a table lacks a column.
    """
    abroad = dict.fromkeys(written.get("ausland", ()))
    everybody = dict.fromkeys((*written.get("akteur", ()), *abroad))
    for actor, run in (*_states(language), *_named(language)):
        everybody.setdefault(run)
        if actor not in _HOME:
            abroad.setdefault(run)
    return {"akteur": tuple(everybody), "ausland": tuple(abroad)}


def _states(language: str) -> Iterator[tuple[str, Sequence]]:
    columns = ("iso", "names", "adjectives", "capital")
    for row in read_table(f"{language}/place_countries.tsv", columns):
        home = row["iso"] in _HOME
        # "Berlin" and "deutsch" say nothing in a paper from there.
        names = row["names"].split("|") + ([row["capital"]] if not home else [])
        for name in filter(None, names):
            for run in _genitive(name):
                yield row["iso"], run
        for stem in filter(None, [] if home else row["adjectives"].split("|")):
            for ending in _DECLENSION:
                yield row["iso"], (Element("exact", stem + ending),)


def _named(language: str) -> Iterator[tuple[str, Sequence]]:
    for row in read_table(f"{language}/actors.tsv", ("form", "actor", "needs")):
        if row["needs"] != "title":
            for run in _genitive(row["form"]):
                yield row["actor"], run


def _genitive(name: str) -> tuple[Sequence, ...]:
    return (_run(name),) if name.endswith(("s", "z", "ß", "x")) else (_run(name), _run(name + "s"))


def _run(name: str) -> Sequence:
    return tuple(Element("lemma", word) for word in name.split())
