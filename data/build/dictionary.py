"""German word forms from simplemma, for the scripts that compile tables: build time only."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from simplemma.strategies.dictionaries import DefaultDictionaryFactory


@cache
def lemma_of_form() -> dict[str, str]:
    """Return simplemma's German dictionary: form to lemma."""
    return dict(DefaultDictionaryFactory().get_dictionary("de").items())


def _spelled(lemma: str, known: dict[str, str]) -> str:
    """Return a lemma in today's spelling: simplemma has "beschoss" under "beschiessen"."""
    if "ss" not in lemma:
        return lemma
    today = re.sub(r"(ie|ei|au|äu|eu)ss", r"\1ß", lemma)
    return today if known.get(today) == today else lemma


@cache
def forms_of_lemma() -> dict[str, tuple[str, ...]]:
    """Return the inverse: lemma to all its forms, sorted."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    known = lemma_of_form()
    for form, lemma in known.items():
        forms[_spelled(lemma, known)].add(form)
        singular = form[:-2]
        if form.endswith("en") and form != lemma and known.get(singular) == singular:
            forms[lemma].add(singular)  # "brach" is listed for itself, "brachen" under its verb
    return {lemma: tuple(sorted(found)) for lemma, found in forms.items()}


def is_common_word(name: str) -> bool:
    """Whether a capitalised word is also an ordinary German word.

    It is when it exists in lower case (Essen, Singen, Weil), when it is a form of another noun, or
    when it has forms that a proper name does not have, plurals above all (Hof, Höfe).
    """
    known = lemma_of_form()
    if name.lower() in known:
        return True
    lemma = known.get(name)
    if lemma is None:
        return False
    if lemma != name:
        return True
    proper = {name, name + "s", name + "'", name + "’"}
    return not set(forms_of_lemma().get(name, ())) <= proper
