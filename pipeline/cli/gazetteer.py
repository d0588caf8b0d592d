"""``gazetteer``: which places a name may mean, and which one a sentence means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from pipeline.cli.console import Exit, command, say

if TYPE_CHECKING:
    from pipeline.model import Place
    from pipeline.places.gazetteer import Gazetteer
    from pipeline.places.resolve import Scored


@dataclass(frozen=True, slots=True)
class _Meant:
    """A mention in the sentence with all the places that it could mean there, best first."""

    place: Place
    candidates: tuple[Scored, ...]


def gazetteer(
    name: Annotated[
        str, typer.Argument(help="A name: German, English or local; a genitive will do.")
    ],
    country: Annotated[
        str | None, typer.Option(metavar="CC", help="Only places there (ISO 3166-1 alpha-2).")
    ] = None,
    sentence: Annotated[
        str | None,
        typer.Option("--in", metavar="SENTENCE", help="Say what the name means in this sentence."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show the places that a name may mean, best first, with all that the gazetteer knows of them.

    Each comes with the terms of its score. With --in, also what the analysis makes of the name in a
    sentence: the place, whether it is location or government, the rule that decided it, and the
    scores of all candidates there.

    Exit codes: 0 found, 1 the gazetteer has no such name, or not in that country or sentence.

    Examples: python -m pipeline gazetteer Tripolis;
    python -m pipeline gazetteer Valencia --country VE --json;
    python -m pipeline gazetteer Georgia --in "Im US-Bundesstaat Georgia wird gewählt."
    """
    with command() as settings:
        from pipeline.places.gazetteer import load  # noqa: PLC0415  reads the tables

        source = load(settings.boundary_policy)
        found = _candidates(source, name, country)
        if not found:
            where = f" in {country.upper()}" if country else ""
            say(f"Error: the gazetteer knows no place called {name}{where}")
            raise typer.Exit(Exit.FAILED)
        meant = None
        if sentence is not None:
            meant = _meant(sentence, name, settings.language)
            if not meant:
                say(f"Error: {name} was not found as a place in the sentence")
                raise typer.Exit(Exit.FAILED)
        if as_json:
            _print_json(source, name, found, meant)
        else:
            _print(source, found, meant)


def _candidates(source: Gazetteer, name: str, country: str | None) -> list[Scored]:
    from pipeline.places.candidates import spelled  # noqa: PLC0415
    from pipeline.places.resolve import explain  # noqa: PLC0415

    known = spelled(name.strip(), source) if name.strip() else None
    ranked = explain(source.senses(known[0])) if known else []
    wanted = country.upper() if country else None
    return [one for one in ranked if wanted in (None, one.place.country)]


def _meant(sentence: str, name: str, language: str) -> list[_Meant]:
    from pipeline.engine.work import annotator  # noqa: PLC0415
    from pipeline.model import Document  # noqa: PLC0415

    analysis, document = annotator(language), Document("sentence", sentence)
    explained = {
        (one.mention.start, one.mention.end): one.candidates
        for one in analysis.explain_places(document)
    }
    stem = name.strip().casefold()
    return [
        _Meant(place, explained[place.start, place.end])
        for found in analysis.annotate(document).sentences
        for place in found.places
        if place.text.casefold().startswith(stem) or stem.startswith(place.text.casefold())
    ]


def _print_json(
    source: Gazetteer, name: str, found: list[Scored], meant: list[_Meant] | None
) -> None:
    facts: dict[str, Any] = {
        "name": name,
        "candidates": [
            asdict(one.place) | _weights(one) | {"names": source.names_of(one.place.id)}
            for one in found
        ],
    }
    if meant is not None:
        facts["mentions"] = [
            asdict(mention.place)
            | {
                "candidates": [
                    {"id": one.place.id, "name_de": one.place.name_de} | _weights(one)
                    for one in mention.candidates
                ]
            }
            for mention in meant
        ]
    typer.echo(orjson.dumps(facts, option=orjson.OPT_INDENT_2))


def _weights(one: Scored) -> dict[str, Any]:
    return {"confidence": one.confidence, "score": one.score, "terms": dict(one.terms)}


def _print(source: Gazetteer, found: list[Scored], meant: list[_Meant] | None) -> None:
    for mention in meant or ():
        place = mention.place
        typer.echo(
            f'"{place.text}" means {place.name} ({place.place_id}), '
            f"confidence {place.confidence:.3f}, as {place.role} ({place.reason})"
        )
        for line in _table(mention.candidates):
            typer.echo(f"  {line}")
        typer.echo()
    for one in found:
        for label, value in _lines(one, source.names_of(one.place.id)):
            typer.echo(f"{label:13}{value}")
        typer.echo()


def _table(candidates: tuple[Scored, ...]) -> list[str]:
    """Return one line a candidate, with columns as wide as they need be."""
    called = [f"{one.place.name_de}, {one.place.country or '-'}" for one in candidates]
    name_width = max(map(len, called))
    id_width = max(len(one.place.id) for one in candidates)
    lines = [f"{'confidence':10}  {'place':{name_width}}  {'identifier':{id_width}}  score"]
    for one, name in zip(candidates, called, strict=True):
        where = f"{name:{name_width}}  {one.place.id:{id_width}}"
        lines.append(f"{one.confidence:10.3f}  {where}  {_sum(one.score, one.terms)}")
    return lines


def _sum(score: float, terms: Mapping[str, float]) -> str:
    parts = " + ".join(f"{name} {value:.2f}" for name, value in terms.items())
    return f"{score:.2f} = {parts}"


def _lines(one: Scored, names: tuple[str, ...]) -> list[tuple[str, str]]:
    place = one.place
    english = f" ({place.name_en})" if place.name_en != place.name_de else ""
    lines = [
        (place.name_de + english + " ", place.id),
        ("  kind", place.kind),
        ("  country", place.country or "several or none"),
        ("  confidence", f"{one.confidence:.3f} where no text narrows it down"),
        ("  score", _sum(one.score, one.terms)),
    ]
    if place.lat is not None:
        lines.append(("  point", f"{place.lat}, {place.lon}"))
    if place.extent is not None:
        box = place.extent
        lines.append(("  extent", f"{box.south} to {box.north} N, {box.west} to {box.east} E"))
    if place.population:
        lines.append(("  population", f"{place.population:,}"))
    if place.disputed:
        lines.append(("  disputed", place.disputed))
    return [*lines, ("  names", ", ".join(names))]
