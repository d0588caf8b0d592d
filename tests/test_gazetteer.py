"""What the gazetteer holds: names of the news, extents, first-level regions; and its command."""

from __future__ import annotations

import hashlib
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.language import DATA, TableError, read_table
from pipeline.places.gazetteer import Extent, load, table
from pipeline.places.intact import check_gazetteer

NAMES = Path(__file__).parent / "gazetteer_names.tsv"
#: The map is coarser than coordinates; a town may lie so far outside its state's box, in degrees.
TOLERANCE = 0.15


@pytest.mark.parametrize("row", read_table(NAMES, ("country", "names")))
def test_the_names_of_the_news_are_known(row: dict[str, str]) -> None:
    for name in row["names"].split("|"):
        places = [sense.place for sense in load().senses(name)]
        assert places, name
        if row["country"] != "-":
            assert row["country"] in {place.country for place in places}, name
        else:
            assert {place.kind for place in places} & {"region", "sea", "river"}, name


def places(*columns: str) -> list[dict[str, Any]]:
    """Return columns of all places, with their boxes; all columns would be far more."""
    stored = table(DATA / "places" / "places.arrow")
    box = ("id", "lat", "lon", "south", "west", "north", "east")
    return stored.select([*box, *columns]).to_pylist()  # type: ignore[no-any-return]


def test_every_point_lies_in_its_own_extent() -> None:
    rows = places()
    boxed = [row for row in rows if row["south"] is not None]
    assert len(boxed) > 3_000
    pointed = [row for row in boxed if row["lat"] is not None]
    outside = [row["id"] for row in pointed if not _inside(row, row["lat"], row["lon"], 0.05)]
    assert outside == []


def test_towns_lie_in_the_extent_of_their_state() -> None:
    rows = places("country", "kind")
    states = {row["country"]: row for row in rows if row["kind"] == "country"}
    towns = [row for row in rows if row["kind"] in {"city", "capital"} and row["country"] in states]
    outside = [
        row["id"]
        for row in towns
        if not _inside(states[row["country"]], row["lat"], row["lon"], TOLERANCE)
    ]
    assert len(outside) <= len(towns) / 20_000, outside


def _inside(row: dict[str, float], lat: float, lon: float, tolerance: float) -> bool:
    box = Extent(
        row["south"] - tolerance,
        row["west"] - tolerance,
        row["north"] + tolerance,
        row["east"] + tolerance,
    )
    return (lat, lon) in box


def test_states_regions_and_waters_have_extents_and_peaks_have_none() -> None:
    for name in ("Ukraine", "Bayern", "Ostsee", "Donau", "Baltikum", "Krim", "Provinz Idlib"):
        assert load().senses(name)[0].place.extent is not None, name
    assert load().by_id("region:zugspitze").extent is None
    russia = load().by_id("country:RU").extent
    assert russia is not None
    assert russia.west > russia.east
    assert (66.0, -170.0) in russia
    assert (48.0, 11.0) not in russia
    assert "text" not in russia


def test_a_province_is_not_taken_for_its_capital() -> None:
    assert {sense.place.kind for sense in load().senses("Idlib")} == {"city"}
    assert {sense.place.kind for sense in load().senses("Provinz Idlib")} == {"region"}


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["gazetteer", *arguments])
    return result.exit_code, result.output


def test_the_command_lists_candidates_best_first() -> None:
    code, output = _run("Tripolis", "--json")
    found = json.loads(output)["candidates"]
    assert code == 0
    assert found[0]["country"] == "LY"
    assert "Tripolis" in found[0]["names"]
    code, output = _run("Simferopol")
    assert code == 0
    assert "krim" in output


def test_the_command_filters_by_country_and_reads_a_sentence() -> None:
    code, output = _run("Valencia", "--country", "ve", "--json")
    assert code == 0
    assert {place["country"] for place in json.loads(output)["candidates"]} == {"VE"}
    code, output = _run("Krim", "--in", "Auf der Krim wurde gekämpft.")
    assert code == 0
    assert "region:krim" in output.splitlines()[0]


@pytest.mark.parametrize(
    "arguments",
    [("Xyzzyhausen",), ("Kiew", "--country", "FR"), ("Kiew", "--in", "Der Tag war lang."), (" ",)],
)
def test_the_command_says_when_it_finds_nothing(arguments: tuple[str, ...]) -> None:
    code, output = _run(*arguments)
    assert code == 1
    assert "Error" in output


def test_the_command_shows_the_terms_of_each_candidate_in_a_sentence() -> None:
    code, output = _run("Tripoli", "--in", "Im libanesischen Tripoli brennen Reifen.")
    assert code == 0
    said, head, first, second, *_ = output.splitlines()
    assert said.startswith('"Tripoli" means Tripoli (geonames:266826)')
    assert head.split() == ["confidence", "place", "identifier", "score"]
    assert "attribute 6.00" in first
    assert "geonames:266826" in first
    assert "attribute" not in second
    assert first.index("geonames") == second.index("geonames") == head.index("identifier")


def test_the_command_gives_the_terms_as_json_too() -> None:
    code, output = _run("Tripoli", "--json", "--in", "Im libanesischen Tripoli brennen Reifen.")
    assert code == 0
    facts = json.loads(output)
    (mention,) = facts["mentions"]
    for candidates in (mention["candidates"], facts["candidates"]):
        assert sum(one["confidence"] for one in candidates) == pytest.approx(1.0, abs=0.01)
        for one in candidates:
            assert one["score"] == pytest.approx(sum(one["terms"].values()), abs=0.01)
    assert mention["candidates"][0]["terms"]["attribute"] == 6.0
    assert facts["candidates"][0]["country"] == "LY"


def test_a_bare_mention_is_explained_by_the_hint_beside_another() -> None:
    code, output = _run(
        "Paris", "--json", "--in", "In Paris in Texas brennt es. Die Feuerwehr von Paris löscht."
    )
    assert code == 0
    first, second = json.loads(output)["mentions"]
    assert first["place_id"] == second["place_id"]
    assert second["candidates"][0]["terms"]["beside"] > 0


# --- damaged files ------------------------------------------------------------------------------


def test_the_files_are_those_that_the_methodology_stands_for() -> None:
    check_gazetteer()


@pytest.mark.parametrize("content", [b"Ort", b"Orte ", None])
def test_a_damaged_or_missing_file_is_named_with_the_way_back(
    tmp_path: Path, content: bytes | None
) -> None:
    digest = hashlib.sha256(b"Orte").hexdigest()
    (tmp_path / "gazetteer.digest").write_text(f"{digest}  names.trie\n")
    (tmp_path / "names.trie").write_bytes(b"Orte")
    check_gazetteer(tmp_path)
    if content is None:
        (tmp_path / "names.trie").unlink()
    else:
        (tmp_path / "names.trie").write_bytes(content)
    with pytest.raises(TableError, match=r"names\.trie: .*; restore .* `make data`"):
        check_gazetteer(tmp_path)


@pytest.mark.parametrize("arguments", [["run", "seeds"], ["annotate", "seeds"], ["watch", "seeds"]])
def test_no_article_is_analysed_with_a_damaged_gazetteer(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> None:
        raise TableError("names.trie: damaged")

    for module in ("run", "annotate", "watch"):
        monkeypatch.setattr(import_module(f"pipeline.cli.{module}"), "check_gazetteer", damaged)
    store = [] if arguments[0] == "annotate" else ["--store", str(tmp_path / "store")]
    result = CliRunner().invoke(app, [*arguments, *store])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "Error: names.trie: damaged"
    assert not (tmp_path / "store" / "current.json").exists()
