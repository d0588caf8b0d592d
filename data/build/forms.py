"""Compile ``data/de/compiled/forms.tsv``: full paradigms of all lemmas that our tables speak of.

Which lemmas: those of the columns ``lemma``, ``pattern`` and ``member`` of all tables in
``data/de`` and ``data/de/cues`` save ``polarity.tsv``, which has compiled forms of its own, and
the common verbs of ``data/de/verbs.tsv``, by which clauses find their verbs. The paradigms come
from simplemma's German dictionary, read from lemma to form; what it lacks is generated: compounds
by their head, separable verbs by their base, declined participles, regular endings.

Run from the repository root: ``python -m data.build.forms``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from data.build.dictionary import forms_of_lemma
from pipeline.events.patterns import lemmas_in
from pipeline.language.forms import make, source
from pipeline.language.lookup import write
from pipeline.language.tables import DATA, read_table

_HEADER = """\
# Forms of the lemmas in our tables and of common verbs; made by `make data` (data/build/forms.py).
# From the German dictionary of simplemma 2.0.0 (MIT licence), supplemented by rule.
# kinds: f finite verb, i infinitive, p participle II, z infinitive with zu inside, n noun, a other.
lemma\tkinds\tforms
"""
_DECLENSION = ("e", "em", "en", "er", "es")
_WITH_E = re.compile(r"([td]|(ch|[^aeiouäöülrhnm])[nm])$")
_UNSTRESSED = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "über", "unter", "wider")

Paradigm = dict[str, set[str]]


class Inflection:
    """Finds or makes the forms of a lemma."""

    def __init__(self) -> None:
        self._inverse: dict[str, set[str]] = defaultdict(set)
        for lemma, forms in forms_of_lemma().items():
            self._inverse[lemma].update(forms)
        self._attested = frozenset().union(*self._inverse.values())
        self._homographs = {row["form"] for row in read_table("de/verb_homographs.tsv", ("form",))}
        self._irregular: dict[str, str] = {}
        for row in read_table("de/verb_participles.tsv", ("lemma", "participle")):
            self._irregular[row["lemma"]] = row["participle"]
        rows = read_table("de/verb_particles.tsv", ("particle", "always"))
        self._particles = {row["particle"]: row["always"] == "yes" for row in rows}

    def forms(self, lemma: str) -> Paradigm:
        """Return the forms of a lemma by their kinds."""
        if lemma[:1].isupper():
            return {"n": self._noun(lemma)}
        if self.is_verb(lemma):
            return self._verb(lemma)
        plain = {form for form in self._inverse[lemma] if form[:1].islower()} | {lemma}
        # "ab" is not declined, but "weiter" is.
        rigid = lemma in self._particles and lemma + "e" not in self._attested
        if len(plain) > 2 or rigid:
            return {"a": plain}
        return {"a": plain | {lemma + e for e in _DECLENSION}}

    def is_verb(self, lemma: str) -> bool:
        """Whether a lemma is a verb: it ends like one and has persons."""
        if not lemma.endswith(("en", "ern", "eln", "tun", "sein")) or not lemma.islower():
            return False
        own = self._inverse[lemma]
        stem = _stem(lemma)
        persons = {stem + ending for ending in ("t", "et", "te", "ete", "st", "e")}
        split = self.split(lemma)
        return bool(own & persons) or lemma == "sein" or bool(split and self.is_verb(split[1]))

    def split(self, lemma: str) -> tuple[str, str] | None:
        """Return particle and base of a separable verb, the longest particle first."""
        for cut in range(len(lemma) - 3, 1, -1):
            particle, base = lemma[:cut], lemma[cut:]
            if f"{particle}zu{base}" in self._inverse[lemma]:
                return particle, base
            if self._particles.get(particle) and len(self._inverse[base]) > 9:
                return particle, base
        return None

    def _noun(self, lemma: str) -> set[str]:
        own = self._known_nouns(lemma)
        if len(own) > 1:
            return own | {lemma}
        for cut in range(1, len(lemma) - 2):
            head = lemma[cut:].lstrip("-")
            title = head[:1].upper() + head[1:]
            known = self._known_nouns(title)
            if len(known) > 1:
                stem = lemma[: len(lemma) - len(head)]
                same = (f if head[:1].isupper() else f.lower() for f in known)
                return {stem + form for form in same} | {lemma}
        endings = ("n", "r", "s") if lemma.endswith("e") else ("s", "es", "e", "en")
        return own | {lemma} | {lemma + ending for ending in endings}

    def _known_nouns(self, lemma: str) -> set[str]:
        known = {form for form in self._inverse[lemma] if form[:1].isupper()}
        if lemma.endswith("e") and lemma + "r" in known:  # "Toter": declined like an adjective
            known |= {lemma + ending for ending in "mns"}
        return known

    def _verb(self, lemma: str) -> Paradigm:
        split = self.split(lemma)
        own = {form for form in self._inverse[lemma] if form.islower()} | {lemma}
        if split:
            own.add(f"{split[0]}zu{split[1]}")
            own.update(split[0] + form for form in self._inverse[split[1]] if form.islower())
        stem = _stem(lemma)
        # The dictionary files some preterites under the participle alone: "verübte", "belegte".
        weak = stem + "te" in self._inverse[stem + "t"]
        if stem + "te" in own or weak or lemma.endswith("ieren"):
            own.update({stem + "t", stem + "te", stem + "ten"})
        participles = self._participles(lemma, split)
        if lemma.endswith("ennen"):
            # "bekannte", "bekannten": the dictionary files these preterites as adjectives.
            own.update(p + e for p in participles if p.endswith("annt") for e in ("e", "en"))
        found: Paradigm = defaultdict(set)
        for form in own | participles:
            kinds = "" if form in self._homographs else _kinds(form, lemma, own, participles)
            if kinds:
                found[kinds].add(form)
        declined = {participle + ending for participle in participles for ending in _DECLENSION}
        present = {f"{lemma}d{ending}" for ending in ("", *_DECLENSION)}
        found["a"] = (declined | present) - found["f"]
        return found

    def _participles(self, lemma: str, split: tuple[str, str] | None) -> set[str]:
        """Return the participles II: "gezogen", "abgezogen", "bestritten"."""
        particle, base = split or ("", lemma)
        found = {particle + form for form in self._with_ge(base)}
        for prefix in _UNSTRESSED:
            root = base.removeprefix(prefix)
            if root != base and len(self._inverse[root]) > 5:
                found.update(particle + prefix + form[2:] for form in self._with_ge(root))
        if not found or (split and not self._particles.get(particle)):
            found |= self._without_ge(lemma)
        return found

    def _with_ge(self, lemma: str) -> set[str]:
        if lemma in self._irregular:
            return {self._irregular[lemma]}
        start = "gege" if lemma.startswith("ge") else "ge"
        declined = ("enen",) if lemma.endswith(("ten", "nen")) else ("ten", "enen")
        return {
            form
            for form in self._inverse[lemma]
            if form.startswith(start)
            and form.endswith(("t", "en", "tan"))
            and not form.endswith(declined)
        }

    def _without_ge(self, lemma: str) -> set[str]:
        """Return the participles that have no "ge-": "überfallen", "regiert"."""
        own, stem = self._inverse[lemma], _stem(lemma)
        if lemma.endswith("ieren") or not own.isdisjoint({stem + "te", stem + "ete"}):
            return {stem + ("et" if stem + "ete" in own else "t")}
        return {form for form in own if form.endswith("en") and _is_strong(form, lemma)}


def _is_strong(form: str, lemma: str) -> bool:
    """Whether a form in "-en" may be a participle: no infinitive, no subjunctive, not declined."""
    umlaut = any(letter in form and letter not in lemma for letter in "äöü")
    return form != lemma and not umlaut and not form.endswith(("enen", "eren", "sten"))


def _stem(lemma: str) -> str:
    return lemma.removesuffix("n").removesuffix("e")


def _kinds(form: str, lemma: str, own: set[str], participles: set[str]) -> str:
    """Return what a form of a verb can be; "" for forms that are left out."""
    stem = _stem(lemma)
    if form == lemma:
        return "fip" if form in participles else "fi"
    if any(form == f"{lemma[:cut]}zu{lemma[cut:]}" for cut in range(1, len(lemma))):
        return "z"
    if form in participles:
        return "fp" if form in {stem + "t", stem + "et"} or not _shows_ge(form, lemma) else "p"
    attribute = any(form.startswith(p) for p in participles if p.endswith("en") and p != form)
    if attribute or form.startswith(f"{lemma}d"):
        return ""
    if form == stem and len(form) > 4 and not form.endswith(("t", "ss")):
        return ""  # The bare stem is an imperative: "besuch".
    second_person = form.endswith("st") and (form[:-2] + "t" in own or form[:-2] in own)
    # "arbeitet", "rechnet" but "zieht": the dictionary also holds "arbeitt" and "ziehet".
    wrong = stem + "t" if _WITH_E.search(stem) else stem + "et"
    long = form in {wrong, stem + "est"} and stem + "t" in own
    declined = form.endswith(("em", "er", "es", "ene", "enen", "ste", "sten")) and (
        form.removesuffix("n").removesuffix("e") not in own
    )
    return "" if second_person or long or declined else "f"


def _shows_ge(form: str, lemma: str) -> bool:
    """Whether a participle has its "ge-", so that it can be no preterite."""
    return "ge" in form and form.count("ge") > lemma.count("ge")


def table_lemmas() -> Iterator[str]:
    """Yield every lemma that a table in ``data/de`` speaks of."""
    for path in sorted([*(DATA / "de").glob("*.tsv"), *(DATA / "de" / "cues").glob("*.tsv")]):
        if path.name == "polarity.tsv":
            continue
        for row in read_table(path):
            if row.get("lemma"):
                yield row["lemma"]
            for column in ("pattern", "member"):
                if row.get(column):
                    yield from lemmas_in(row[column])


def compile_forms(lemmas: Iterable[str]) -> str:
    """Return the table of forms as text, sorted."""
    inflection = Inflection()
    wanted = set(lemmas)
    for lemma in list(wanted):
        split = inflection.split(lemma)
        if split:
            wanted.add(split[1])
    lines = []
    for lemma in sorted(wanted):
        for kinds, forms in sorted(inflection.forms(lemma).items()):
            if forms:
                lines.append(f"{lemma}\t{kinds}\t{' '.join(sorted(forms))}\n")
    return _HEADER + "".join(lines)


def main() -> None:
    """Write the table."""
    path = source()
    path.parent.mkdir(exist_ok=True)
    text = compile_forms(table_lemmas())
    path.write_text(text, encoding="utf-8")
    write(path.with_suffix(".arrow"), make(), [path])
    print(f"{path}: {text.count(chr(10)) - 4} paradigms, {len(text.encode()) // 1024} KiB")


if __name__ == "__main__":
    main()
