"""What is shown as a file: nothing a spreadsheet would run, nothing lost."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from datetime import date

import pyarrow.parquet as pq
import pytest

from pipeline.export import GERMAN_EXCEL, Format, encode, table_of
from pipeline.query import Filter, Query
from pipeline.query.deeds import deeds
from pipeline.query.periods import Period


@dataclass(frozen=True)
class Row:
    name: str
    value: float | None
    day: date
    codes: tuple[str, ...]
    period: Period


ROWS = [
    Row("=1+1", -0.5, date(2022, 1, 2), ("RU", "UA"), Period(date(2022, 1, 1), date(2022, 1, 7))),
    Row("Kürze", None, date(2022, 1, 3), (), Period(date(2022, 1, 8), date(2022, 1, 9))),
]


def test_csv_is_inert_and_complete() -> None:
    lines = encode(table_of(ROWS), Format.CSV).decode().splitlines()
    assert lines[0] == "name,value,day,codes,period_first,period_last"
    assert lines[1] == '\'=1+1,-0.5,2022-01-02,"[""RU"",""UA""]",2022-01-01,2022-01-07'
    assert lines[2] == "Kürze,,2022-01-03,[],2022-01-08,2022-01-09"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＠"])
def test_text_that_begins_like_a_formula_is_marked_as_text(first: str) -> None:
    content = encode(table_of([replace(ROWS[0], name=f"{first}1+1")]), Format.CSV).decode()
    assert f"'{first}1+1" in content


def test_german_excel_opens_it_without_asking() -> None:
    content = encode(table_of(ROWS), Format.CSV, GERMAN_EXCEL)
    assert content.startswith(b"\xef\xbb\xbfname;value;")
    assert "'=1+1;-0,5;2022-01-02;" in content.decode("utf-8-sig")


def test_parquet_keeps_types(query: Query) -> None:
    rows = deeds(query, Filter(("UA",)))
    table = pq.read_table(io.BytesIO(encode(table_of(rows), Format.PARQUET)))
    assert table.num_rows == len(rows)
    assert table.column("actors").to_pylist() == [list(row.actors) for row in rows]
    assert table.column("day").to_pylist() == [row.day for row in rows]


def test_geojson_has_longitude_first(query: Query) -> None:
    points = query.points(Filter())
    content = json.loads(encode(table_of(points), Format.GEOJSON))
    assert content["type"] == "FeatureCollection"
    assert len(content["features"]) == len(points)
    for feature, point in zip(content["features"], points, strict=True):
        assert feature["geometry"]["coordinates"] == [point.lon, point.lat]
        assert feature["properties"]["name"] == point.name


def test_geojson_needs_coordinates() -> None:
    with pytest.raises(ValueError, match="lat and lon"):
        encode(table_of(ROWS), Format.GEOJSON)
