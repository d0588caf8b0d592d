"""Tells texts of another language from those of the pipeline's own, and loses no headline by it.

A text with function words of the own language is taken for it. Only others are asked about:
py3langid names the likeliest of the languages that news come in, and a text is of another language
when it has some words and the answer is clear. Names and a few words are never enough.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.language import read_table

#: Languages among which is decided, ISO 639-1. Close relatives of German are left out on purpose:
#: with them, names and telegraphic headlines count as Luxembourgish.
_LANGUAGES = (
    "de en fr es it nl pt pl ru uk be tr ar zh ja ko cs sv da no fi hu ro el bg sr hr sk sl he fa "
    "hi id vi th et lv lt ca sq ka hy az"
)
#: Characters that are looked at: enough to decide, and the time stays the same for long texts.
_LOOKED_AT = 4_000
#: Function words of the own language from which on a text is taken for it, and their share; of a
#: headline one is enough.
_OWN_WORDS = 2
_OWN_SHARE = 0.04
_OWN_SHARE_OF_ONE = 0.15
#: Below so many words, or letters of a script without blanks, nothing is decided.
_FEWEST_WORDS = 4
_FEWEST_SIGNS = 12
#: From this probability on the answer is clear; measured on headlines (benchmarks/ingest.py).
_CLEAR = 0.8

_WORD = re.compile(r"[^\W\d_]+")
#: Kana, Han and Hangul: no blanks, so that words cannot be counted.
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def other_language(text: str, own: str) -> str | None:
    """Return the language of a text when it is clearly not ``own``, else None.

    Args:
        text: The text.
        own: ISO 639-1 code.
    """
    looked_at = text[:_LOOKED_AT]
    words = _WORD.findall(looked_at.lower())
    if len(words) < _FEWEST_WORDS and len(_SIGNS.findall(looked_at)) < _FEWEST_SIGNS:
        return None
    known = sum(word in _function_words(own) for word in words)
    share = _OWN_SHARE if known >= _OWN_WORDS else _OWN_SHARE_OF_ONE
    if known and known >= share * len(words):
        return None
    language, probability = _identifier().classify(looked_at)
    return str(language) if language != own and probability >= _CLEAR else None


@cache
def _function_words(language: str) -> frozenset[str]:
    rows = read_table(f"{language}/language_words.tsv", ("word", "source"))
    return frozenset(row["word"] for row in rows)


@cache
def _identifier() -> Any:
    # Loaded at the first text that is in doubt: it takes more than a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(_LANGUAGES.split())
    # An identifier keeps the languages that it was told to leave out: this one never had them.
    return LanguageIdentifier(
        model.nb_ptc,
        model.nb_pc,
        model.nb_classes,
        model.tk_nextmove,
        model.tk_output,
        norm_probs=True,
        tk_row=model.tk_row,
    )
