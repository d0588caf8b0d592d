"""Text of articles stays text wherever it goes: on every page, in files and in the briefing."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from google.protobuf.message import Message
from lxml import html
from streamlit.testing.v1 import AppTest

from dashboard import PAGES
from pipeline.briefing import LANGUAGES, compose, to_html, to_pdf
from pipeline.export import GERMAN_EXCEL, Dialect, Format, encode, read, table_of
from pipeline.query import Figure, Filter, Query
from pipeline.query.deeds import deeds
from pipeline.query.sources import sources
from pipeline.store import Snapshot
from tests.baited import CANARY, LAST, Bait, baits
from tests.conftest import ROOT

#: The second half of the days, so that there is a period before; one outlet is a filter.
ASKED = {"from": "2022-03-08", "to": "2022-03-14"}
#: Fields of Streamlit's messages that the browser shows as they are; any other may be Markdown.
PLAIN = {
    "text.body",
    "multiselect.options",
    "multiselect.set_value",
    "multiselect.raw_values",
    "selectbox.options",
    "selectbox.raw_value",
    "plotly_chart.spec",  # read as plotly's own markup, see below
    "html.body",  # read as HTML, see below
}
#: What our own charts and cards write around texts.
CHART_TAGS = ("<b>", "</b>", "<br>", "<extra></extra>")
CARD_TAGS = {
    "a", "b", "br", "circle", "code", "details", "div", "i", "mark", "path", "polyline", "script",
    "span", "style", "summary", "svg", "line", "rect", "title",
}  # fmt: skip


@pytest.fixture(scope="module")
def query(baited_store: Path) -> Query:
    return Query.open(baited_store)


def bitten(text: str) -> bool:
    return CANARY in text or any(bait.text.strip() in text for bait in baits())


def strings(message: Message, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a message with its field, as "button.help"."""
    for field, value in message.ListFields():
        for one in value if isinstance(value, MutableSequence) else [value]:
            if isinstance(one, Message):
                yield from strings(one, f"{path}.{field.name}")
            elif isinstance(one, str):
                yield f"{path}.{field.name}", one


def texts_of_chart(spec: Any) -> Iterator[str]:
    """Yield what a chart draws; what a click hands back (customdata) is never drawn."""
    if isinstance(spec, str):
        yield spec
    elif isinstance(spec, Mapping):
        for name, part in spec.items():
            if name != "customdata":
                yield from texts_of_chart(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from texts_of_chart(part)


@pytest.fixture(scope="module", params=[*PAGES, "evidence of one outlet"])
def sent(request: pytest.FixtureRequest, baited_store: Path) -> list[tuple[str, str]]:
    """Return every text that a page sends to the browser, with its field."""
    name = request.param.split()[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAGEBILD_STORE", str(baited_store))
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
        for key, value in ASKED.items():
            app.query_params[key] = value
        if name != request.param:
            app.query_params["source"] = options_with_bait(baited_store)[0]
        app.run()
        if name != "overview":
            app.switch_page(f"views/{name}.py").run()
    assert not app.exception
    nodes = [*app.main, *app.sidebar]
    protos = [(node.type, node.proto) for node in nodes if isinstance(node.proto, Message)]
    return [found for kind, proto in protos for found in strings(proto, kind)]


def options_with_bait(store: Path) -> list[str]:
    found = [row.source for row in sources(Query.open(store), Filter())]
    assert len(found) > 15
    return found


def test_article_text_reaches_no_field_that_is_read_as_markdown(
    sent: Sequence[tuple[str, str]],
) -> None:
    found = {field for field, text in sent if bitten(text)}
    assert "multiselect.options" in found
    assert found <= PLAIN


def test_cards_hold_no_element_and_no_address_of_an_article(
    sent: Sequence[tuple[str, str]],
) -> None:
    for _, body in (found for found in sent if found[0] == "html.body"):
        for element in html.fragment_fromstring(body, create_parent="div").iter():
            assert element.tag in CARD_TAGS
            assert not [name for name in element.attrib if name.startswith("on")]
            assert element.get("href", "https://example.org/") == "https://example.org/"
            if element.tag == "mark":
                assert set(element.attrib) <= {"class", "title"}
            if element.tag in {"style", "script"}:
                assert not bitten(element.text)


def test_charts_draw_no_markup_of_an_article(sent: Sequence[tuple[str, str]]) -> None:
    for _, spec in (found for found in sent if found[0] == "plotly_chart.spec"):
        for text in filter(bitten, texts_of_chart(json.loads(spec))):
            assert "<b>fett" not in text
            assert "<" not in re.sub("|".join(CHART_TAGS), "", text)


@pytest.mark.parametrize("dialect", [Dialect(), GERMAN_EXCEL], ids=["plain", "German Excel"])
@pytest.mark.parametrize("what", ["deeds", "sources", "documents", "sentences"])
def test_no_cell_of_a_file_is_a_formula(
    baited_store: Path, query: Query, what: str, dialect: Dialect
) -> None:
    if what in {"deeds", "sources"}:
        table = table_of(deeds(query, Filter()) if what == "deeds" else sources(query, Filter()))
    else:
        table = read(Snapshot.open(baited_store), what)
    content = encode(table, Format.CSV, dialect).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=dialect.delimiter))
    texts = {field.name for field in table.schema if str(field.type) in {"string", "large_string"}}
    cells = [row[name] for row in rows for name in texts]
    assert len(rows) == table.num_rows
    assert any(cell.startswith("'=") for cell in cells) or what == "sentences"
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))]


def test_other_files_hold_the_text_as_it_is(query: Query) -> None:
    rows = deeds(query, Filter())
    table = pq.read_table(io.BytesIO(encode(table_of(rows), Format.PARQUET)))
    assert table.column("source").to_pylist() == [row.source for row in rows]
    content = json.loads(encode(table_of(query.points(Filter())), Format.GEOJSON))
    assert {feature["geometry"]["type"] for feature in content["features"]} == {"Point"}


@pytest.mark.parametrize("bait", baits(), ids=lambda bait: bait.kind)
def test_bait_in_a_filter_or_search_is_a_value(query: Query, bait: Bait) -> None:
    everything = query.overview().documents
    figures = query.key_figures(Filter(sources=(bait.text,), actors=(bait.text,)))
    assert figures.documents == 0
    wanted = Figure("source", bait.text)
    assert query.evidence_count(Filter(), wanted, bait.text) <= everything * 4
    assert query.overview().documents == everything


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_briefing_holds_no_element_and_no_address_of_an_article(
    query: Query, language: str
) -> None:
    briefing = compose(query, LAST, days=7)
    page = to_html(briefing, language)
    assert bitten(html.fromstring(page).text_content())
    for element in html.fromstring(page).iter("*"):
        assert element.tag not in {"script", "img", "iframe", "object", "embed", "link", "form"}
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "https://example.org/") == "https://example.org/"


def test_the_printed_briefing_links_and_runs_nothing_of_an_article(query: Query) -> None:
    printed = to_pdf(compose(query, LAST, days=7), "de")
    assert printed.startswith(b"%PDF-")
    for action in (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/SubmitForm"):
        assert action not in printed
    links = printed.count(b"/URI (")
    assert printed.count(b"/URI (https://example.org/)") == links > 0
