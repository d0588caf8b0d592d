"""German: tokeniser and sentence boundaries."""

from __future__ import annotations

from typing import Any

from spacy.attrs import IS_SPACE, LOWER, NORM
from spacy.lang.de import German, GermanDefaults
from spacy.language import Language

import pipeline.language.sentences  # noqa: F401  registers the factory
from pipeline.language.affixes import tokeniser
from pipeline.language.tables import read_table

#: A full stop or quotation mark glued to the next word ("Ende."Anfang", "Kiew.Der").
_GLUED = [
    r"(?<=[a-zäöüß])[.!?]+[\"“”»«]*(?=[A-ZÄÖÜ][a-zäöüß])",
    r"[\"“”„»«](?=\w)",
    r"(?<=\w)[\"“”»«]",
]


#: How many strings between blanks are remembered with how they are cut.
_CACHED = 20_000
#: Attributes of a word form that spaCy itself reads while it cuts a text into tokens.
_READ = frozenset({IS_SPACE, LOWER, NORM})


class _Defaults(GermanDefaults):
    infixes = [*GermanDefaults.infixes, *_GLUED]  # noqa: RUF012  spaCy types it so


class _German(German):  # type: ignore[no-untyped-call]  # spaCy's own hook
    """German with our infixes: its tokeniser is built once, not changed afterwards."""

    Defaults = _Defaults


def make() -> Language:
    """Return the German pipeline up to its sentences."""
    nlp = _German(create_tokenizer=tokeniser)
    # spaCy computes thirty attributes of each new word form; the rooms have their own tables.
    vocab: Any = nlp.vocab  # its stub lacks the attribute
    vocab.lex_attr_getters = {
        name: getter for name, getter in vocab.lex_attr_getters.items() if name in _READ
    }
    tokenizer: Any = nlp.tokenizer  # spaCy types it as a bare callable
    tokenizer.max_cache_size = _CACHED
    for row in read_table("de/abbreviations.tsv", ("abbreviation",)):
        tokenizer.add_special_case(row["abbreviation"], [{"ORTH": row["abbreviation"]}])
    nlp.add_pipe("lagebild_sentences", config={"language": "de"})
    return nlp
