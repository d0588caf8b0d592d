"""How much of dated texts is coded, and what may be missed.

``python -m benchmarks.coverage FILE ...`` reads JSONL, plain or gzipped, one object a line with
``text`` and perhaps ``id`` and ``date`` or ``published``. It prints the share of sentences with an
event, the events of each type, and the most frequent verbs and nouns of sentences that name a state
or a military word but have no event: there the cue tables may have gaps. With ``--half even`` only
texts whose digest is even are read, so that the others stay unseen for a later measurement;
``--limit N`` reads the first N texts of each file.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from pipeline.annotate import Annotator
from pipeline.events.patterns import Element
from pipeline.events.rules import load_classes
from pipeline.language.forms import Forms, load_forms
from pipeline.model import Document, Sentence

#: Word classes whose members make a sentence worth a look, beside the name of a state.
_MILITARY = ("truppen", "waffen", "militär")
_TOP = 60


def half_of(identifier: str) -> str:
    """Return "even" or "odd": the last bit of the MD5 digest of an identifier."""
    digest = hashlib.md5(identifier.encode("utf-8"), usedforsecurity=False).digest()
    return "odd" if digest[-1] % 2 else "even"


def documents(path: Path, half: str) -> Iterator[Document]:
    """Yield the texts of a file, of one half or of both ("").

    Raises:
        OSError: When the file cannot be read.
        ValueError: When a line is no JSON or a date is none.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            identifier = str(row.get("id") or row["text"])
            if half in {"", half_of(identifier)}:
                day = row.get("date") or row.get("published")
                published = date.fromisoformat(day[:10]) if day else None
                yield Document(identifier, row["text"], published=published)


@cache
def _heads() -> tuple[str, ...]:
    """Return the military members of the word classes in lower case."""
    members = (run[0] for name in _MILITARY for run in load_classes()[name] if len(run) == 1)
    return tuple(sorted({_plain(member) for member in members}))


def _plain(element: Element) -> str:
    return element.value.lower()


def is_telling(sentence: Sentence, forms: Forms) -> bool:
    """Whether a sentence names a state or has a military noun."""
    if any(place.kind == "country" for place in sentence.places):
        return True
    nouns = (word for word in _words(sentence) if word[:1].isupper())
    return any(_lemma(noun, forms).lower().endswith(_heads()) for noun in nouns)


def _words(sentence: Sentence) -> list[str]:
    return [word.strip(".,:;!?\"'„“»«()–-") for word in sentence.text.split()]


def _lemma(word: str, forms: Forms) -> str:
    lemmas = forms.lemmas(word)
    return lemmas[0] if lemmas else word


def gaps(sentence: Sentence, forms: Forms) -> tuple[list[str], list[str]]:
    """Return the verbs and the nouns of a sentence, names of places left out."""
    names = {part for place in sentence.places for part in place.text.split()}
    verbs, nouns = set(), set()
    for word in _words(sentence):
        if len(word) < 4 or word in names:
            continue
        if word[0].isupper():
            nouns.add(_lemma(word, forms))
        elif forms.is_verb(word):
            verbs.add(_lemma(word, forms))
    return sorted(verbs), sorted(nouns)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.coverage")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--half", choices=("even", "odd", ""), default="")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(arguments)
    annotator, forms = Annotator(), load_forms()
    types: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    sentences = coded = telling = 0
    for path in options.files:
        for document in islice(documents(path, options.half), options.limit):
            for sentence in annotator.annotate(document).sentences:
                sentences += 1
                coded += bool(sentence.events)
                types.update(event.type for event in sentence.events)
                if not sentence.events and is_telling(sentence, forms):
                    telling += 1
                    found = gaps(sentence, forms)
                    verbs.update(found[0])
                    nouns.update(found[1])
    share = coded / max(sentences, 1)
    print(f"sentences {sentences}, with an event {coded} ({share:.1%})")
    print(f"without an event, but with a state or a military word: {telling}")
    for title, counts in (("events", types), ("verbs", verbs), ("nouns", nouns)):
        print(f"\n{title}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common(_TOP)))


if __name__ == "__main__":
    main()
