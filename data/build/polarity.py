"""Builds ``data/de/compiled/polarity_forms.tsv``: ``python -m data.build.polarity``.

All inflected forms of the lemmas of ``data/de/polarity.tsv``, from simplemma's dictionary. Nouns
are capitalised, so that "Sorge" and "sorge" stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.build.dictionary import forms_of_lemma
from pipeline.language import DATA, read_table
from pipeline.language.lookup import write
from pipeline.sentiment.lexicon import make, sources

#: Parts of speech without forms; simplemma files other words under some of them.
_UNINFLECTED = frozenset({"adv", "prep"})
_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "em", "es")


def forms(lemma: str, pos: str) -> set[str]:
    """Return the forms of a lemma, itself included; adjectives are inflected by rule as well."""
    if pos in _UNINFLECTED:
        return {lemma}
    found = {lemma, *forms_of_lemma().get(lemma, ())}
    if pos == "adj":
        found.update(lemma + ending for ending in _ADJECTIVE_ENDINGS)
    return {form for form in found if form[:1].isupper() == (pos == "noun")}


def compile_forms(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Return form to lemma and polarity.

    A lemma stands for itself before it is a form of another, and a row without tone (polarity 0)
    goes before one with tone: "Fall" is no form of "Falle", "einigen" mostly none of the verb.
    """
    ranked = sorted(rows, key=lambda row: float(row["polarity"]) != 0)
    compiled: dict[str, tuple[str, str]] = {}
    for row in ranked:
        compiled.setdefault(row["lemma"], (row["lemma"], row["polarity"]))
    for row in ranked:
        for form in forms(row["lemma"], row["pos"]):
            compiled.setdefault(form, (row["lemma"], row["polarity"]))
    return compiled


def main() -> None:
    """Write the table."""
    compiled = compile_forms(read_table("de/polarity.tsv", ("lemma", "polarity", "pos")))
    path = DATA / "de" / "compiled" / "polarity_forms.tsv"
    head = (
        "# Inflected forms of polarity.tsv.\n"
        "# Compiled by data/build/polarity.py with simplemma (MIT).\n"
        "form\tlemma\tpolarity\n"
    )
    lines = (f"{form}\t{lemma}\t{value}\n" for form, (lemma, value) in sorted(compiled.items()))
    path.write_text(head + "".join(lines), encoding="utf-8")
    write(path.with_name("polarity.arrow"), make(), sources())
    print(f"{path.relative_to(DATA.parent)}: {len(compiled):,} forms")


if __name__ == "__main__":
    main()
