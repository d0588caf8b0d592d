"""What a visitor does: look at the map, filter, share the address, ask for the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from pipeline.boundaries import disputed_areas
from pipeline.query import Figure, Filter, Query
from pipeline.query.behind import behind
from pipeline.query.figure import Kind
from tests.browser.conftest import ARTEFACTS, Visit, Visitor, drawn, settle, visiting

pytestmark = pytest.mark.browser

#: The day of the article that names the four places.
DAY = "from=2022-01-18&to=2022-01-18"
#: A month with much to draw.
SPAN = "from=2022-02-01&to=2022-03-01"

HEADINGS = {
    ("/", "de"): "Lagebild",
    ("/", "en"): "Lagebild",
    ("/belege", "de"): "Belege",
    ("/belege", "en"): "Evidence",
    ("/methode", "de"): "Methode und Daten",
    ("/methode", "en"): "Method and data",
    ("/land", "de"): "Land",
    ("/land", "en"): "Country",
    ("/ereignisse", "de"): "Ereignisse",
    ("/ereignisse", "en"): "Events",
    ("/akteure", "de"): "Akteure",
    ("/akteure", "en"): "Actors",
    ("/truppen", "de"): "Truppen",
    ("/truppen", "en"): "Troops",
    ("/quellen", "de"): "Quellen",
    ("/quellen", "en"): "Sources",
}


def map_points(visit: Visit) -> dict[str, str]:
    """Return place identifiers and hover texts of the points that the map has drawn."""
    plot = visit.page.locator(".js-plotly-plot").first
    plot.wait_for()
    traces: list[dict[str, Any]] = plot.evaluate(
        "node => node._fullData.map(t => ({type: t.type, data: t.customdata, text: t.hovertext}))"
    )
    (points,) = [trace for trace in traces if trace["type"] == "scattermap" and trace["data"]]
    return {data[1]: words for data, words in zip(points["data"], points["text"], strict=True)}


def barriers(visit: Visit) -> list[str]:
    """Return the serious faults that axe-core finds on the page."""
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]}"
        for rule in Axe().run(visit.page).response["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


@pytest.fixture(scope="module")
def article(window: BrowserContext, tabs: list[Page], server: str) -> Iterator[Visit]:
    """Return the overview on the day of the article, which the tests of the map only look at."""
    with visiting(window, tabs, server) as visitor:
        yield visitor.open(f"/?{DAY}")


def test_the_map_shows_the_places_of_the_article(article: Visit) -> None:
    points = map_points(article)
    shown = " ".join(points.values())
    for name in ("Kiew", "Berlin", "Genf", "Weißrussland"):
        assert name in shown
    assert "country:BY" in points
    canvas = article.page.locator(".js-plotly-plot canvas").first
    expect(canvas).to_be_visible()


def test_the_map_writes_the_names_beside_the_points(article: Visit) -> None:
    names = """node => {
        const map = node._fullLayout.map?._subplot?.map;
        const layers = map?.getStyle()?.layers?.filter(layer => layer.type === "symbol") ?? [];
        const found = map?.queryRenderedFeatures({layers: layers.map(layer => layer.id)}) ?? [];
        return found.map(feature => feature.properties.text);
    }"""
    plot = article.page.locator(".js-plotly-plot").first
    wanted = {"Kiew", "Berlin", "Genf", "Belarus"}
    drawn: set[str] = set()
    for _ in range(40):
        drawn = set(plot.evaluate(names))
        if wanted <= drawn:
            break
        article.page.wait_for_timeout(500)
    assert wanted <= drawn


def test_disputed_areas_are_outlined_with_their_status(article: Visit) -> None:
    plot = article.page.locator(".js-plotly-plot").first
    plot.wait_for()
    settle(article.page)
    areas: list[dict[str, Any]] = plot.evaluate(
        "node => node._fullData.filter(t => t.type == 'choroplethmap')"
        ".map(t => ({geojson: t.geojson, ids: t.locations, text: t.text}))"
    )
    outlined = [trace for trace in areas if "disputed" in trace["geojson"]]
    words = {
        name: text
        for trace in outlined
        for name, text in zip(trace["ids"], trace["text"], strict=True)
    }
    assert set(words) == {area.feature for area in disputed_areas()}
    assert "hier gezeigt als: Ukraine" in words["krim:UA"]
    assert "Russland" in words["krim:UA"]
    article.page.screenshot(path=ARTEFACTS / "disputed.png")


def test_governments_are_no_pins(article: Visit) -> None:
    assert "Washington" not in " ".join(map_points(article).values())


def test_filters_by_country_and_date_narrow_the_page(visitor: Visitor, query: Query) -> None:
    visit = visitor.open("/?span=all")
    everything = query.key_figures(Filter())
    assert f"{everything.documents} von {everything.documents} Artikeln" in visit.main()
    visit.page.get_by_role("combobox", name="Länder").click()
    visit.page.keyboard.type("Mali")
    visit.page.get_by_role("option", name="Mali", exact=True).click()
    settle(visit.page)
    figures = query.key_figures(Filter(("ML",)))
    main = visit.page.get_by_test_id("stMain")
    expect(main).to_contain_text(f"{figures.documents} von {everything.documents} Artikeln")
    assert "country=ML" in visit.page.url
    narrow = visitor.open("/belege?country=ML&from=2022-02-01&to=2022-02-10")
    assert "· Mali · 1. Feb. 2022 bis 10. Feb. 2022" in narrow.main()
    within = query.key_figures(Filter(("ML",), date(2022, 2, 1), date(2022, 2, 10)))
    assert 0 < within.sentences < figures.sentences
    assert f"{within.documents} von {everything.documents} Artikeln" in narrow.main()
    assert f"{within.sentences} Sätze ·" in narrow.main()


def test_the_address_means_the_same_after_reload_and_in_a_new_tab(visitor: Visitor) -> None:
    first = visitor.open("/?country=RU&country=UA&from=2022-01-10&to=2022-01-31&fig=tension")
    before = first.main()
    assert "· Russland, Ukraine · 10. Jan. 2022 bis 31. Jan. 2022" in before
    first.page.reload()
    settle(first.page)
    again = visitor.open(first.page.url)
    state = re.compile(r"\d+ von \d+ (?:Artikeln.*|Sätzen)")
    assert len(state.findall(before)) == 2
    for visit in (first, again):
        assert state.findall(visit.main()) == state.findall(before)
        assert "fig=tension" in visit.page.url


def test_a_shared_address_works_in_the_other_language(visitor: Visitor) -> None:
    visit = visitor.open("/?span=all&country=RU&lang=en")
    assert "· Russia ·" in visit.main()
    assert "Tension" in visit.main()


def test_the_evidence_of_a_figure_is_as_many_sentences_as_it_says(
    visitor: Visitor, query: Query
) -> None:
    visit = visitor.open("/?country=UA&from=2022-01-14&to=2022-01-21")
    wanted = Filter(("UA",), date(2022, 1, 14), date(2022, 1, 21))
    expected = [weighed.evidence for weighed in query.index.evidence(wanted)]
    button = visit.page.locator(".st-key-show_tension button")
    assert button.inner_text() == f"{len(expected)} Sätze"
    button.click()
    main = visit.page.get_by_test_id("stMain")
    expect(main).to_contain_text(f"{min(20, len(expected))} von {len(expected)} Sätzen")
    cards = visit.page.locator(".lb-card[data-doc]")
    assert cards.count() == min(20, len(expected))
    assert expected[0].text in cards.first.inner_text()
    assert cards.first.locator("mark.event, mark.tension").count() > 0
    expect(cards.first).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "chart", "kind"),
    [
        ("/", "tension", "act"),
        ("/", "tone", "toned"),
        ("/", "events", "event"),
        ("/truppen", "troops", "sentence"),
        ("/ereignisse", "timeline", "happened"),
        ("/akteure", "matrix", "dyad"),
        ("/akteure", "network", "dyad"),
        ("/akteure", "pairs", "dyad"),
        ("/quellen", "outlets", "source"),
        ("/quellen", "coverage", "covered"),
        ("/land?of=UA", "towards", "dyad"),
    ],
)
def test_a_bar_or_point_leads_to_its_sentences(
    visitor: Visitor, query: Query, path: str, chart: str, kind: Kind
) -> None:
    first, last = date(2022, 2, 21), date(2022, 2, 27)
    joint = "&" if "?" in path else "?"
    visit = visitor.open(f"{path}{joint}from={first}&to={last}")
    plot = visit.page.locator(f".st-key-{chart} .js-plotly-plot")
    plot.scroll_into_view_if_needed()
    drawn = plot.locator(".bars .point path, .scatterlayer .points path").first
    drawn.click(force=True)
    settle(visit.page)
    wanted = Filter(("UA",) if "of=UA" in path else (), first, last)
    expect(visit.page).to_have_url(re.compile("fig="))
    settle(visit.page)
    value = parse_qs(urlsplit(visit.page.url).query)["fig"][0].partition("|")
    assert value[0] == kind
    figure = Figure(kind, value[2])
    found = behind(query, wanted, figure, 20, order="latest" if wanted.countries else "strongest")
    expected = found.found
    assert expected
    main = visit.page.get_by_test_id("stMain")
    expect(main).to_contain_text(f"{len(expected)} von {found.total} Sätzen")
    cards = visit.page.locator(".lb-card[data-doc]")
    assert cards.count() == len(expected)
    assert expected[0].text in cards.first.inner_text()


@pytest.mark.parametrize(
    "code", ["unsinn|1", "sentence|a:b"], ids=["no such figure", "no such sentence"]
)
def test_a_broken_figure_in_the_address_shows_all_sentences(visitor: Visitor, code: str) -> None:
    visit = visitor.open(f"/?{DAY}&fig={quote(code)}")
    assert visit.page.get_by_test_id("stException").count() == 0
    assert "fig=" not in visit.page.url
    expect(visit.page.locator(".lb-card[data-doc]")).not_to_have_count(0)


def test_reset_returns_to_everything(visitor: Visitor) -> None:
    visit = visitor.open("/belege?country=ML&from=2022-02-01&to=2022-02-28&fig=troops")
    visit.page.get_by_role("button", name="Zurücksetzen").click()
    expect(visit.page.get_by_test_id("stMain")).to_contain_text("Alle Länder")
    assert "country=" not in visit.page.url
    assert "fig=" not in visit.page.url


def test_search_shows_only_sentences_with_the_words(visitor: Visitor, query: Query) -> None:
    visit = visitor.open("/belege?span=all&q=Pipeline")
    expected = query.evidence_count(Filter(), Figure("all"), "Pipeline")
    assert expected > 0
    assert f"{expected} von {expected} Sätzen" in visit.main()


def test_a_selection_without_sentences_says_so(visitor: Visitor) -> None:
    visit = visitor.open("/?country=JP&from=2021-11-01&to=2021-11-02")
    assert "keine Sätze" in visit.main()


@pytest.mark.parametrize("path", sorted({path for path, _ in HEADINGS}))
@pytest.mark.parametrize(
    ("lang", "dark", "width"),
    [("de", False, 1280), ("en", True, 390)],
)
def test_every_page_draws_and_can_be_read_by_all(
    visitor: Visitor, path: str, lang: str, dark: bool, width: int
) -> None:
    visit = visitor.open(f"{path}?{SPAN}&lang={lang}", width=width, dark=dark)
    drawn(visit)
    ARTEFACTS.mkdir(exist_ok=True)
    name = f"{path.strip('/') or 'lage'}-{lang}-{'dark' if dark else 'light'}-{width}.png"
    visit.page.screenshot(path=ARTEFACTS / name)
    assert visit.page.get_by_test_id("stException").count() == 0
    overflow = visit.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    assert HEADINGS[path, lang] in visit.main()
    assert barriers(visit) == []
