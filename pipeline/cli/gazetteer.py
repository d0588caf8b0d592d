"""``gazetteer``: which places a name may mean, and which one a sentence means."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from pipeline.cli.console import Exit, command, say

if TYPE_CHECKING:
    from pipeline.model import Place
    from pipeline.places.gazetteer import Gazetteer, GazetteerPlace


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

    With --in, also what the analysis makes of the name in a sentence: the place, whether it is
    location or government, and the rule that decided it.

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
            meant = _meant(sentence, name, settings.language, settings.boundary_policy)
            if not meant:
                say(f"Error: {name} was not found as a place in the sentence")
                raise typer.Exit(Exit.FAILED)
        if as_json:
            _print_json(source, name, found, meant)
        else:
            _print(source, found, meant)


def _candidates(
    source: Gazetteer, name: str, country: str | None
) -> list[tuple[GazetteerPlace, float]]:
    from pipeline.places.candidates import spelled  # noqa: PLC0415
    from pipeline.places.resolve import explain  # noqa: PLC0415

    known = spelled(name.strip(), source) if name.strip() else None
    ranked = explain(source.senses(known[0])) if known else []
    wanted = country.upper() if country else None
    return [(one.place, one.confidence) for one in ranked if wanted in (None, one.place.country)]


def _meant(sentence: str, name: str, language: str, policy: str | None) -> list[Place]:
    from pipeline.annotate import Annotator  # noqa: PLC0415  loads everything
    from pipeline.model import Document  # noqa: PLC0415

    annotated = Annotator(language, None, policy).annotate(Document("sentence", sentence))
    stem = name.strip().casefold()
    return [
        place
        for found in annotated.sentences
        for place in found.places
        if place.text.casefold().startswith(stem) or stem.startswith(place.text.casefold())
    ]


def _print_json(
    source: Gazetteer,
    name: str,
    found: list[tuple[GazetteerPlace, float]],
    meant: list[Place] | None,
) -> None:
    facts: dict[str, Any] = {
        "name": name,
        "candidates": [
            asdict(place) | {"confidence": share, "names": source.names_of(place.id)}
            for place, share in found
        ],
    }
    if meant is not None:
        facts["mentions"] = [asdict(place) for place in meant]
    typer.echo(orjson.dumps(facts, option=orjson.OPT_INDENT_2))


def _print(
    source: Gazetteer, found: list[tuple[GazetteerPlace, float]], meant: list[Place] | None
) -> None:
    for mention in meant or ():
        typer.echo(
            f'"{mention.text}" means {mention.name} ({mention.place_id}), '
            f"confidence {mention.confidence:.3f}, as {mention.role} ({mention.reason})"
        )
    for place, share in found:
        for label, value in _lines(place, share, source.names_of(place.id)):
            typer.echo(f"{label:13}{value}")
        typer.echo()


def _lines(place: GazetteerPlace, share: float, names: tuple[str, ...]) -> list[tuple[str, str]]:
    english = f" ({place.name_en})" if place.name_en != place.name_de else ""
    lines = [
        (place.name_de + english + " ", place.id),
        ("  kind", place.kind),
        ("  country", place.country or "several or none"),
        ("  confidence", f"{share:.3f} where no text narrows it down"),
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
