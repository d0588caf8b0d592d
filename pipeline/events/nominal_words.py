"""Closed classes of words by which noun phrases are found."""

from __future__ import annotations

from functools import cache

from pipeline.language import read_table
from pipeline.language.verbs import clause_words

_TIMES = frozenset({"weekday", "month", "unit", "daypart"})
QUOTES = frozenset({"„", "“", '"', "»", "«"})
JOINTS = frozenset({"und", "sowie", "oder", "/", "noch", "auch", "wie"})
CONTRACTED = frozenset({"im", "am", "zum", "zur", "vom", "beim", "ins", "ans"})
#: Pronouns that take the place of a subject or object, with the cases that they can have.
PRONOUNS = {
    "er": "n",
    "sie": "na",
    "es": "na",
    "wir": "n",
    "ich": "n",
    "man": "n",
    "ihm": "d",
    "ihnen": "d",
    "ihn": "a",
    "uns": "ad",
}
#: Words that stand for two parties where no noun follows: "die beiden".
BOTH = {"beide": "na", "beiden": "nad"}
RELATIVES = {"der": "nd", "die": "na", "das": "na", "den": "a", "dem": "d", "denen": "d"}


@cache
def prepositions() -> frozenset[str]:
    """Return all words that govern a noun phrase."""
    rows = read_table("de/actor_prepositions.tsv", ("preposition",))
    local = read_table("de/place_prepositions.tsv", ("word",))
    names = {row["preposition"] for row in rows} | {row["word"] for row in local}
    return frozenset(names | set(clause_words()["preposition"])) - {"während", "ab", "zufolge"}


@cache
def openers() -> frozenset[str]:
    """Return all words that may open a noun phrase: determiners and prepositions."""
    return prepositions() | frozenset(clause_words()["determiner"])


@cache
def time_words() -> frozenset[str]:
    """Return nouns that say when: a phrase with one is neither subject nor object."""
    rows = read_table("de/date_words.tsv", ("word", "kind"))
    return frozenset(row["word"] for row in rows if row["kind"] in _TIMES)


@cache
def number_nouns() -> frozenset[str]:
    """Return nouns that count others: "Tausend", "Dutzende"."""
    return frozenset(
        {"hundert", "hunderte", "hunderten", "tausend", "tausende", "tausenden", "dutzend"}
        | {"dutzende", "dutzenden", "zehntausende", "zehntausenden", "hunderttausende"}
        | {"hunderttausenden", "million", "millionen", "milliarde", "milliarden", "prozent"}
    )


@cache
def function_words() -> frozenset[str]:
    """Return words that have a capital at the beginning of a sentence only."""
    tables = ("de/sentence_starters.tsv", "de/sentence_adverbs.tsv")
    return frozenset(row["word"].lower() for t in tables for row in read_table(t, ("word",)))


@cache
def counting_words() -> frozenset[str]:
    """Return words for a number that is not said and for more of a kind: "zahlreiche weitere"."""
    return frozenset(clause_words()["some"]) | frozenset(clause_words()["further"])


@cache
def verbs_of(kind: str) -> frozenset[str]:
    """Return the verbs of a group of ``actor_verbs.tsv``."""
    rows = read_table("de/actor_verbs.tsv", ("lemma", "kind"))
    return frozenset(row["lemma"] for row in rows if row["kind"] == kind)
