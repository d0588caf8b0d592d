"""The tokeniser leaves out patterns that can find nothing; it must cut as spaCy's own does."""

from __future__ import annotations

import re
from itertools import product

import pytest
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from pipeline.language import affixes, stream_table
from pipeline.language.de import _Defaults as Defaults

WORDS = ("Wort", "von", "UN", "Über-Ich", "US", "A", "km", "EU", "5", "3km", "n-tv", "E-Mail", "10")
MARKS = (
    "",
    ".",
    ",",
    "!",
    "?",
    "...",
    "…",
    '"',
    "“",
    "«",
    ")",
    "'",
    "’s",
    "$",
    "%",
    "-",
    "--",
    ":",
)
STRINGS = sorted(
    {f"{a}{b}{c}{d}" for a, b, c, d in product(MARKS, WORDS, MARKS, ("", "Ende", "."))}
)
ADDRESSES = (
    "example.org",
    "https://example.org/a?b=c",
    "10.0.0.1",
    "a@b.de",
    "http://localhost",
    "u/v",
)


def span(found: re.Match[str] | None) -> tuple[int, int] | None:
    return found.span() if found else None


def test_what_a_string_begins_and_ends_with_is_what_the_patterns_say() -> None:
    prefixes = compile_prefix_regex(Defaults.prefixes)
    suffixes = compile_suffix_regex(Defaults.suffixes)
    prefix = affixes.prefix_finder(prefixes)
    suffix = affixes.suffix_finder(suffixes)
    assert [span(prefix(text)) for text in STRINGS] == [span(prefixes.search(t)) for t in STRINGS]
    assert [span(suffix(text)) for text in STRINGS] == [span(suffixes.search(t)) for t in STRINGS]


def test_no_mark_is_found_within_a_plain_word_and_all_are_within_others() -> None:
    infixes = compile_infix_regex(Defaults.infixes)
    find = affixes.infix_finder(infixes.finditer)
    found = [[match.span() for match in find(text)] for text in STRINGS]
    assert found == [[match.span() for match in infixes.finditer(text)] for text in STRINGS]
    assert any(found)


def test_known_forms_are_cut_nowhere() -> None:
    infixes, suffixes = (
        compile_infix_regex(Defaults.infixes),
        compile_suffix_regex(Defaults.suffixes),
    )
    rows = list(stream_table("de/compiled/forms.tsv", ("lemma", "kinds", "forms")))[::50]
    forms = [form for row in rows for form in row["forms"].split() if form.isalpha()]
    assert len(forms) > 1000
    assert not [f for f in forms if infixes.search(f) or suffixes.search(f)]


@pytest.mark.parametrize("text", [*ADDRESSES, *STRINGS[::50]])
def test_an_address_is_told_as_by_the_pattern(text: str) -> None:
    match = Defaults.url_match
    assert match is not None
    assert span(affixes.url_finder(match)(text)) == span(match(text))
