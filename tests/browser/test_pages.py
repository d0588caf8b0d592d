"""Journeys through the pages: filters that go along, what moved, rows, files, playback."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import expect

from pipeline.query import Figure, Filter, Query, View
from pipeline.query.deeds import deeds
from pipeline.query.stations import stations
from tests.browser.conftest import Visit, Visitor, drawn, settle

pytestmark = pytest.mark.browser

SPAN = "from=2022-02-01&to=2022-03-01"
FEBRUARY = Filter((), date(2022, 2, 1), date(2022, 3, 1))
STATE = re.compile(r"\d+ von \d+ Artikeln.*")


def state(visit: Visit) -> str:
    """Return the line that says what is filtered."""
    (line,) = STATE.findall(visit.main())
    return str(line)


def says(visit: Visit, words: str) -> None:
    """Wait until the page says something."""
    expect(visit.page.get_by_test_id("stMain")).to_contain_text(words)


def key_figure(visit: Visit, name: str, value: str) -> None:
    """Wait until a key figure has its value."""
    cards = visit.page.get_by_test_id("stMetric")
    label = visit.page.get_by_test_id("stMetricLabel").get_by_text(name, exact=True)
    expect(cards.filter(has=label).get_by_test_id("stMetricValue")).to_have_text(value)


def show_all(visit: Visit) -> None:
    """Show the sentences beyond those that a list begins with."""
    more = visit.page.get_by_role("button", name="Weitere zeigen")
    while more.count():
        more.click()
        settle(visit.page)


def follow(visit: Visit, name: str) -> None:
    """Change to another page by its name in the navigation."""
    visit.page.get_by_test_id("stTopNavLink").filter(has_text=name).first.click()
    expect(visit.page.get_by_role("heading", name=name, exact=True).first).to_be_visible()
    settle(visit.page)


def test_filters_go_along_to_every_page_and_outlast_a_reload(
    visitor: Visitor, query: Query
) -> None:
    visit = visitor.open(f"/?{SPAN}&country=UA&type=ASSAULT&status=asserted&source=Demo-Agentur")
    wanted = Filter(
        ("UA",),
        FEBRUARY.first,
        FEBRUARY.last,
        types=("ASSAULT",),
        statuses=("asserted",),
        sources=("Demo-Agentur",),
    )
    figures = query.key_figures(wanted)
    said = state(visit)
    assert said.startswith(f"{figures.documents} von ")
    assert "Art: Angriff · Status: behauptet · Quelle: Demo-Agentur" in said
    for name in ("Ereignisse", "Akteure", "Truppen", "Quellen", "Belege"):
        follow(visit, name)
        assert state(visit) == said
    again = visitor.open(visit.page.url)
    assert state(again) == said
    visit.page.reload()
    settle(visit.page)
    assert state(visit) == said


def test_actor_target_speaker_and_place_narrow_what_counts(visitor: Visitor, query: Query) -> None:
    for key, wanted in (
        ("actor=RU", Filter(actors=("RU",))),
        ("target=UA", Filter(targets=("UA",))),
        ("speaker=US", Filter(speakers=("US",))),
        ("place=geonames:703448", Filter(places=("geonames:703448",))),
    ):
        visit = visitor.open(f"/belege?span=all&{key}")
        assert f", {query.key_figures(wanted).sentences} Sätze · " in state(visit)


def test_the_latest_days_come_first_and_are_compared(visitor: Visitor) -> None:
    visit = visitor.open()
    says(visit, "1. März 2022 bis 30. März 2022")
    assert "gegenüber 30. Jan. 2022 bis 28. Feb. 2022" in visit.main()
    expect(visit.page.get_by_test_id("stMetricDelta").first).to_be_visible()
    assert "from=" not in visit.page.url
    visit.page.get_by_role("button", name="Alles", exact=True).click()
    says(visit, "4. Okt. 2021 bis 30. März 2022")
    says(visit, "Kein Vergleich")
    expect(visit.page).to_have_url(re.compile("span=all"))
    visit.page.reload()
    says(visit, "4. Okt. 2021 bis 30. März 2022")
    visit.page.get_by_role("button", name="30 T", exact=True).click()
    expect(visit.page).to_have_url(re.compile("from=2022-03-01"))


def test_a_mover_leads_to_the_sentences_that_add_up_to_it(visitor: Visitor, query: Query) -> None:
    visit = visitor.open(f"/?{SPAN}")
    first = next(row for row in query.index.movers(FEBRUARY, limit=20) if row.change > 0)
    card = visit.page.locator(f".st-key-mover_{first.country}")
    assert f"({first.before:.0f} auf {first.after:.0f})" in card.inner_text()
    card.get_by_role("button", name="Sätze").click()
    settle(visit.page)
    show_all(visit)
    inside = query.index.evidence(FEBRUARY.of((first.country,)))
    says(visit, f"{len(inside)} von {len(inside)} Sätzen")
    says(visit, "Die Punkte aller Sätze ergeben zusammen die Zahl")
    shown = visit.page.locator(".lb-card[data-doc] .lb-meta").all_inner_texts()
    points = [
        float(re.findall(r"\+([\d,]+) Punkte", words)[0].replace(",", ".")) for words in shown
    ]
    assert len(points) == len(inside)
    assert sum(points) == pytest.approx(first.after, abs=0.01 * len(points))


def test_a_change_is_taken_apart(visitor: Visitor) -> None:
    visit = visitor.open(f"/?{SPAN}")
    visit.page.get_by_text("Warum? Die Veränderung zerlegt").click()
    cuts = {"Arten": "types", "Paare": "pairs", "Quellen": "sources", "Artikel": "articles"}
    for name, cut in cuts.items():
        visit.page.get_by_role("tab", name=name).click()
        settle(visit.page)
        expect(visit.page.locator(f".st-key-why_{cut} .js-plotly-plot")).to_be_visible()
    assert "Jede Zerlegung ergibt zusammen die ganze Veränderung" in visit.main()


def test_a_filter_of_a_mover_narrows_to_the_country(visitor: Visitor) -> None:
    visit = visitor.open(f"/?{SPAN}")
    visit.page.locator(".st-key-mover_UA").get_by_role("button", name="Filtern").click()
    says(visit, "· Ukraine ·")
    expect(visit.page).to_have_url(re.compile("country=UA"))


@pytest.mark.parametrize(
    ("path", "key", "kind"),
    [
        ("/ereignisse", "incidents", "incident"),
        ("/akteure", "dyads", "dyad"),
        ("/truppen", "stations", "stationed"),
        ("/quellen", "source_rows", "source"),
        ("/quellen", "only", "dyad"),
    ],
)
def test_a_row_leads_to_its_sentences(visitor: Visitor, path: str, key: str, kind: str) -> None:
    visit = visitor.open(f"{path}?{SPAN}")
    drawn(visit)
    table = visit.page.locator(f".st-key-{key}")
    table.scroll_into_view_if_needed()
    table.locator(".dvn-scroller").click(position={"x": 18, "y": 52})
    expect(visit.page).to_have_url(re.compile(rf"fig={kind}%7C"))
    settle(visit.page)
    expect(visit.page.locator(".lb-card[data-doc]").first).to_be_in_viewport()


def test_the_page_of_a_country_is_about_it_alone(visitor: Visitor, query: Query) -> None:
    visit = visitor.open(f"/land?of=UA&{SPAN}")
    here = FEBRUARY.of(("UA",))
    figures, index = query.key_figures(here), query.index.figure(here)
    assert index.tension is not None
    assert f"{figures.sentences} Sätze · Ukraine ·" in state(visit)
    key_figure(visit, "Spannung", f"{index.tension:.0f}")
    claims = query.troops(here)
    assert any(row.counted for row in stations([c for c in claims if c.place_country == "UA"]))
    expect(visit.page.locator(".st-key-troops_in .js-plotly-plot")).to_be_visible()
    latest = query.evidence(here, Figure("all"), order="latest", limit=1)[0]
    assert latest.text in visit.page.locator(".lb-card[data-doc]").first.inner_text()


def saved(visit: Visit, menu: str, format_: str, folder: Path) -> Path:
    """Open a menu of exports, choose a format and return the file."""
    button = visit.page.locator(f".st-key-export_{menu} button").first
    button.scroll_into_view_if_needed()
    button.click()
    with visit.page.expect_download() as download:
        visit.page.locator(f".st-key-export_{menu}_{format_} button").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    visit.page.keyboard.press("Escape")
    return target


def test_what_is_shown_can_be_saved(visitor: Visitor, query: Query, tmp_path: Path) -> None:
    visit = visitor.open(f"/ereignisse?{SPAN}&type=ASSAULT&same=false")
    expected = deeds(query, Filter((), FEBRUARY.first, FEBRUARY.last, types=("ASSAULT",)))
    plain = saved(visit, "deeds", "csv", tmp_path)
    rows = list(csv.DictReader(io.StringIO(plain.read_text())))
    assert [row["text"] for row in rows] == [deed.text for deed in expected]
    table = pq.read_table(saved(visit, "deeds", "parquet", tmp_path))
    assert table.num_rows == len(expected)


def test_german_excel_gets_semicolons_and_a_mark(visitor: Visitor, tmp_path: Path) -> None:
    visit = visitor.open(f"/ereignisse?{SPAN}&same=false")
    visit.page.get_by_text("Dateien und Bilder").click()
    visit.page.get_by_text("Excel (de)").click()
    settle(visit.page)
    content = saved(visit, "deeds", "csv", tmp_path).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfdoc_id;sentence;")
    assert re.search(r";-\d,\d;", content.decode("utf-8-sig"))


def test_places_can_be_saved_for_a_map(visitor: Visitor, query: Query, tmp_path: Path) -> None:
    visit = visitor.open(f"/?{SPAN}")
    content = json.loads(saved(visit, "map", "geojson", tmp_path).read_text())
    assert len(content["features"]) == len(query.points(FEBRUARY))


@pytest.mark.parametrize("form", ["PNG", "SVG"])
def test_a_chart_saves_itself_without_a_server(visitor: Visitor, form: str, tmp_path: Path) -> None:
    visit = visitor.open(f"/ereignisse?{SPAN}&image={form}")
    drawn(visit)
    with visit.page.expect_download() as download:
        visit.page.locator(".st-key-timeline .modebar-btn").first.click()
    target = tmp_path / download.value.suggested_filename
    download.value.save_as(target)
    assert target.suffix == f".{form.lower()}"
    assert target.read_bytes().startswith(b"<svg" if form == "SVG" else b"\x89PNG")


def test_the_map_plays_period_by_period(visitor: Visitor) -> None:
    visit = visitor.open("/?span=all")
    drawn(visit)
    visit.page.get_by_text("Zeitraum für Zeitraum").click()
    settle(visit.page)
    slider = visit.page.locator(".st-key-map_at")
    expect(slider).to_contain_text("4. Okt. bis 31. Okt. 2021")
    visit.page.get_by_text("Abspielen").click()
    expect(slider).to_contain_text("1. Nov. bis 30. Nov. 2021")
    expect(slider).to_contain_text("1. Dez. bis 31. Dez. 2021")


def test_the_view_of_the_index_is_said_and_kept(visitor: Visitor, query: Query) -> None:
    visit = visitor.open(f"/land?of=RU&role=actor&count=realised&{SPAN}")
    figure = query.index.figure(FEBRUARY.of(("RU",)), View("actor", unrealised=False))
    assert figure.tension is not None
    assert "· Handelnder · nur verwirklichte" in state(visit)
    key_figure(visit, "Spannung", f"{figure.tension:.0f}")


def test_the_state_of_the_data_is_open(visitor: Visitor, query: Query) -> None:
    visit = visitor.open("/methode")
    words = visit.main()
    assert query.overview().methodology in words
    assert "Keine Eingabe wurde beiseitegelegt" in words
    assert "100 × Summe der eskalierenden Teile" in words


def test_filters_can_be_set_with_the_keyboard_alone(visitor: Visitor) -> None:
    visit = visitor.open("/belege")
    box = visit.page.get_by_role("combobox", name="Länder")
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if box.evaluate("node => node === document.activeElement"):
            break
    else:
        pytest.fail("the filter by country cannot be reached with the tabulator")
    visit.page.keyboard.type("Mali")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(re.compile("country=ML"))


def test_the_address_of_the_first_page_leads_there_with_what_was_chosen(server: str) -> None:
    with urlopen(f"{server}/lage?country=UA&lang=en", timeout=60) as answer:
        assert (answer.status, answer.url) == (200, f"{server}/?country=UA&lang=en")
