"""Builds ``data/de/compiled/first_names.tsv``: ``python -m data.build.person_names``.

First names in front of a name ("Paris Hilton", "Irving Berlin") tell that a person is meant.
Source: the name lists of the package Faker (MIT) for European locales, and our own table of
transliterated names. The American list is left out: it has Paris, London and Israel.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from data.build.dictionary import lemma_of_form
from pipeline.language import DATA, read_table

_LOCALES = (
    *("de_DE", "de_AT", "de_CH", "en_GB", "fr_FR", "es_ES", "it_IT", "pl_PL", "cs_CZ"),
    *("nl_NL", "sv_SE", "no_NO", "dk_DK", "fi_FI", "tr_TR", "hu_HU", "hr_HR", "ro_RO"),
)

_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž]{2,}")


@cache
def _names(kind: str, locales: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for locale in locales:
        try:
            provider = import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if attribute.startswith(kind) and isinstance(values, tuple | list | dict):
                found.update(v for v in values if isinstance(v, str) and _NAME.fullmatch(v))
    return frozenset(found)


@cache
def first_names() -> frozenset[str]:
    """Return first names in Latin script that are no ordinary German words."""
    ordinary = lemma_of_form()
    own = {row["name"] for row in read_table("de/first_names_more.tsv", ("name",))}
    names = _names("first_name", _LOCALES)
    return frozenset(own | {name for name in names if name.lower() not in ordinary})


@cache
def last_names() -> frozenset[str]:
    """Return surnames that are common in German-speaking countries."""
    return _names("last_name", ("de_DE", "de_AT", "de_CH", "de"))


def main() -> None:
    """Write the table of first names."""
    path = DATA / "de" / "compiled" / "first_names.tsv"
    path.parent.mkdir(exist_ok=True)
    head = (
        "# First names in Latin script.\n"
        "# Compiled by data/build/person_names.py from Faker (MIT) and first_names_more.tsv.\n"
        "name\n"
    )
    path.write_text(head + "".join(f"{name}\n" for name in sorted(first_names())), encoding="utf-8")
    print(f"{path.relative_to(DATA.parent)}: {len(first_names()):,} names")


if __name__ == "__main__":
    main()
