"""The languages that the pipeline can read: one module a language, found by its code."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from spacy.language import Language


class LanguageModule(Protocol):
    """What a language module offers."""

    def make(self) -> Language:
        """Return a spaCy pipeline that splits a text into ``Clip`` sentences, nothing more."""


def blank(code: str = "de") -> Language:
    """Build the spaCy pipeline of a language up to its sentences.

    Args:
        code: ISO 639-1 code in lower case.

    Raises:
        ValueError: When there is no module for the language.
    """
    try:
        module = cast("LanguageModule", import_module(f"pipeline.language.{code}"))
    except ModuleNotFoundError as error:
        raise ValueError(f"no language module for {code!r} in pipeline/language/") from error
    return module.make()
