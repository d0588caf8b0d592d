"""Toponyms: recognition on GermEval, resolution and role on newspapers with coordinates."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from geopy.distance import great_circle

from benchmarks.evaluate.corpora import Gold, Text, texts
from benchmarks.evaluate.rivals import System, Toponym
from benchmarks.evaluate.scores import Counts, compare, print_table
from pipeline.annotate import Annotator
from pipeline.model import Document
from pipeline.places.candidates import spelled
from pipeline.places.gazetteer import load
from pipeline.places.lexicon import derived

_NEAR_KM = 161.0
_PLACES = {"LOC", "LOCderiv"}


def is_known(text: Text, gold: Gold) -> bool:
    """Whether a place has an entry in our gazetteer, so that it could be shown on a map at all."""
    name = text.text[gold.start : gold.end]
    forms = derived()
    return (
        spelled(name, load()) is not None
        or name.lower() in forms.adjectives
        or name in forms.demonyms
    )


def _overlaps(one: Toponym, gold: Iterable[Gold]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in gold)


def recognition(corpus: Sequence[Text], system: System) -> tuple[Counts, Counts, Counts]:
    """Score one system on GermEval.

    Returns:
        Strict: exact outer LOC and LOCderiv. Nested: nested ones count too. Common ground: as
        nested, without gold places that no gazetteer entry has (streets, buildings, hamlets) and
        without findings inside a longer gold place or a compound, which our guidelines see
        otherwise ("München/Hamburg" is two places, the US of "US-Bürger" one).
    """
    strict = nested = common = Counts()
    for text in corpus:
        found = system(text.text)
        spans = [(one.start, one.end) for one in found]
        outer = [gold for gold in text.gold if gold.label in _PLACES]
        every = outer + [gold for gold in text.nested if gold.label in _PLACES]
        strict += compare(spans, [(gold.start, gold.end) for gold in outer])
        wanted = {(gold.start, gold.end) for gold in every}
        nested += compare(spans, wanted)
        known = {(gold.start, gold.end) for gold in every if is_known(text, gold)}
        parts = [g for g in (*text.gold, *text.nested) if g.label.startswith("LOC")]
        ours = [
            (one.start, one.end)
            for one in found
            if (one.start, one.end) in wanted or not _overlaps(one, parts)
        ]
        common += compare([span for span in ours if span not in wanted - known], known)
    return strict, nested, common


def print_recognition(path: Path, systems: Sequence[tuple[str, System]]) -> None:
    """Print the recognition table of the held-back part of GermEval."""
    corpus = list(texts(path, held_back=True))
    rows = [(name, recognition(corpus, system)) for name, system in systems]
    titles = ("outer LOC and LOCderiv", "nested ones too", "common ground (see docs)")
    for index, title in enumerate(titles):
        print_table(
            f"GermEval 2014, {len(corpus)} sentences held back: {title}",
            [(name, counts[index]) for name, counts in rows],
        )


def print_resolution(name: str, path: Path, systems: Sequence[tuple[str, System]]) -> None:
    """Print how near the point of each recognised toponym is to the gold point."""
    corpus = [text for text in texts(path) if any(gold.lat is not None for gold in text.gold)]
    print(f"\n{name}: toponyms with coordinates, resolution of those that a system recognised")
    print(f"{'':44}{'found':>7}{'≤161 km':>9}{'country':>9}{'median km':>11}")
    for system_name, system in systems:
        distances, countries = [], []
        for text in corpus:
            gold = {(g.start, g.end): g for g in text.gold if g.lat is not None}
            for one in system(text.text):
                wanted = gold.get((one.start, one.end))
                if wanted is None or one.lat is None:
                    continue
                distances.append(great_circle((one.lat, one.lon), (wanted.lat, wanted.lon)).km)
                if wanted.country:
                    countries.append(one.country == wanted.country)
        if distances:
            near = sum(km <= _NEAR_KM for km in distances) / len(distances)
            right = f"{sum(countries) / len(countries):9.3f}" if countries else f"{'':>9}"
            median = statistics.median(distances)
            print(f"{system_name:44}{len(distances):7}{near:9.3f}{right}{median:11.1f}")


def print_roles(path: Path) -> None:
    """Print how well actors are told from locations, on toponyms marked as metonymic or not."""
    annotator = Annotator()
    counts = {"actor": Counts(), "place": Counts()}
    right = total = 0
    for text in texts(path):
        gold = {
            (g.start, g.end): "actor" if g.metonymy.startswith("org") else "place"
            for g in text.gold
        }
        for sentence in annotator.annotate(Document(text.id, text.text)).sentences:
            for place in sentence.places:
                wanted = gold.get((place.start, place.end))
                if wanted is None:
                    continue
                total += 1
                right += wanted == place.role
                for role, count in counts.items():
                    counts[role] = count + Counts(
                        int(wanted == role == place.role),
                        int(place.role == role),
                        int(wanted == role),
                    )
    print_table("HIPE 2020: role of recognised toponyms (metonymy org = actor)", counts.items())
    print(f"{'accuracy':44}{right / max(total, 1):27.3f}")
