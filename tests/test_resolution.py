"""Which place is meant: by what stands beside a name, in the document, and by its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Document
from pipeline.places.gazetteer import load
from pipeline.places.resolve import Hint, Near, Surroundings, distance_km, explain, resolve
from pipeline.places.surroundings import home_country
from tests.conftest import Reader, annotator

#: A sentence, the name in it, the country and a point close to the place that is meant.
MEANT = [
    ("In Paris tagte das Kabinett.", "Paris", "FR", (48.9, 2.4)),
    ("In Paris, Texas, wütete ein Sturm.", "Paris", "US", (33.7, -95.6)),
    ("Ein Sturm traf die Kleinstadt Paris in Texas.", "Paris", "US", (33.7, -95.6)),
    ("In Odessa fielen Bomben.", "Odessa", "UA", (46.5, 30.7)),
    ("In Odessa im US-Bundesstaat Texas fielen Schüsse.", "Odessa", "US", (31.8, -102.4)),
    ("Im libanesischen Tripoli brannten Reifen.", "Tripoli", "LB", (34.4, 35.8)),
    ("In Tripoli wird wieder gekämpft.", "Tripoli", "LY", (32.9, 13.2)),
    ("Tripoli im Norden des Libanon ist arm.", "Tripoli", "LB", (34.4, 35.8)),
    ("In der venezolanischen Stadt Valencia fiel der Strom aus.", "Valencia", "VE", (10.2, -68.0)),
    ("In Valencia standen die Straßen unter Wasser.", "Valencia", "ES", (39.5, -0.4)),
    ("In Birmingham im Bundesstaat Alabama wird gewählt.", "Birmingham", "US", (33.5, -86.8)),
    ("In Birmingham streikt die Müllabfuhr.", "Birmingham", "GB", (52.5, -1.9)),
    ("In Alexandria bei Washington begann der Prozess.", "Alexandria", "US", (38.8, -77.0)),
    ("Im ägyptischen Alexandria begann der Prozess.", "Alexandria", "EG", (31.2, 29.9)),
    ("In Santiago trat die Regierung Chiles zurück.", "Santiago", "CL", (-33.5, -70.6)),
    ("In St. Petersburg (Florida) landete ein Jet.", "St. Petersburg", "US", (27.8, -82.7)),
    ("In Frankfurt (Oder) fehlt eine Brücke.", "Frankfurt (Oder)", "DE", (52.3, 14.6)),
    ("In Frankfurt stiegen die Kurse.", "Frankfurt", "DE", (50.1, 8.7)),
    ("In Baden bei Wien wird getanzt.", "Baden", "AT", (48.0, 16.2)),
    ("Georgien sucht die Nähe zur EU.", "Georgien", "GE", (42.0, 43.5)),
    ("Im US-Bundesstaat Georgia wird nachgezählt.", "Georgia", "US", (33.0, -83.5)),
    ("Jordanien schloss seinen Luftraum.", "Jordanien", "JO", (31.0, 36.0)),
    ("In Hama und Homs rückten Milizen vor.", "Hama", "SY", (35.1, 36.8)),
]
_FAR_KM = 161.0


@pytest.mark.parametrize(
    ("text", "name", "country", "near"), MEANT, ids=[f"{m[1]}-{m[2]}" for m in MEANT]
)
def test_the_place_is_the_one_that_a_reader_understands(
    read: Reader, text: str, name: str, country: str, near: tuple[float, float]
) -> None:
    place = next(p for s in read(text) for p in s.places if p.text == name)
    assert place.country == country
    assert place.lat is not None
    assert place.lon is not None
    assert distance_km(place.lat, place.lon, *near) < _FAR_KM


def test_two_places_of_one_name_may_stand_in_one_sentence(read: Reader) -> None:
    (sentence,) = read("In Hyderabad in Pakistan regnet es, im indischen Hyderabad nicht.")
    assert [p.country for p in sentence.places if p.text == "Hyderabad"] == ["PK", "IN"]


def test_a_name_keeps_the_sense_that_is_explained_once(read: Reader) -> None:
    first, second = read("In Paris in Texas brennt es. Die Feuerwehr von Paris ist im Einsatz.")
    assert {p.country for s in (first, second) for p in s.places if p.text == "Paris"} == {"US"}


def test_a_list_of_places_is_no_apposition(read: Reader) -> None:
    (sentence,) = read("Die Reise führt nach Paris, Texas und Ohio.")
    assert next(p.country for p in sentence.places if p.text == "Paris") == "FR"


def test_the_address_of_the_source_tells_its_home() -> None:
    assert home_country("https://www.example.at/politik") == "AT"
    assert home_country("https://www.example.com/politik") == ""
    for url, country in (("https://www.example.ch/a", "CH"), ("https://www.example.de/a", "DE")):
        document = Document("a", "In Altdorf wird getagt.", url=url)
        (sentence,) = annotator().annotate(document).sentences
        assert [p.country for p in sentence.places] == [country]


def test_each_score_is_the_sum_of_its_terms_and_the_shares_add_up() -> None:
    candidates = explain(load().senses("Tripoli"), "Tripoli", Surroundings({"LB": 1.0}))
    assert len(candidates) > 1
    for one in candidates:
        assert one.score == pytest.approx(sum(one.terms.values()), abs=0.01)
    assert sum(one.confidence for one in candidates) == pytest.approx(1.0, abs=0.01)
    assert [one.score for one in candidates] == sorted((c.score for c in candidates), reverse=True)


def test_what_stands_beside_a_name_outweighs_its_size() -> None:
    texas = Hint(near=(Near(31.5, -99.0, 500.0, "US"),))
    assert resolve(load().senses("Paris"), "Paris", hint=texas).place.country == "US"


points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(points, points)
def test_a_distance_is_symmetric_and_at_most_half_way_round(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there, back = distance_km(*one, *other), distance_km(*other, *one)
    assert there == pytest.approx(back)
    assert 0 <= there <= 20_016


#: A sentence, the name in it, and the identifier or kind of the place that is meant.
KINDS = [
    ("Der US-Bundesstaat Washington klagt vor Gericht.", "Washington", "admin1:US-WA"),
    ("Washington prüft neue Zölle.", "Washington", "capital"),
    ("Der Staat New York verklagt den Konzern.", "New York", "admin1:US-NY"),
    ("In New York tagt der Rat.", "New York", "city"),
    ("Im Kanton Genf wird abgestimmt.", "Kanton Genf", "admin1:CH-GE"),
    ("In Genf wird verhandelt.", "Genf", "city"),
    ("Das Land Bremen spart an Schulen.", "Bremen", "admin1:DE-HB"),
    ("Die Stadt Hamburg spart an Schulen.", "Hamburg", "city"),
    ("Im brasilianischen Bundesstaat Sao Paulo regnet es.", "Sao Paulo", "admin1:BR-SP"),
    ("In der Provinz Idlib fielen Schüsse.", "Provinz Idlib", "admin1:SY-ID"),
    ("In der Stadt Idlib fielen Schüsse.", "Idlib", "city"),
    ("In der ukrainischen Region Cherson fielen Schüsse.", "Region Cherson", "admin1:UA-65"),
    ("In der Grenzregion Belgorod heulten Sirenen.", "Belgorod", "admin1:RU-BEL"),
    ("In der Präfektur Osaka bebte die Erde.", "Osaka", "admin1:JP-27"),
]


@pytest.mark.parametrize(("text", "name", "meant"), KINDS, ids=[k[0][:30] for k in KINDS])
def test_a_noun_in_front_tells_region_from_town(
    read: Reader, text: str, name: str, meant: str
) -> None:
    place = next(p for s in read(text) for p in s.places if p.text == name)
    assert meant in {place.place_id, place.kind}


def test_a_noun_in_the_plural_speaks_of_all_names_of_a_list(read: Reader) -> None:
    (sentence,) = read("In den Regionen Belgorod und Kursk heulten Sirenen.")
    assert [p.kind for p in sentence.places] == ["region", "region"]
    (sentence,) = read("Im Bundesstaat Washington und New York wird gezählt.")
    assert [p.kind for p in sentence.places] == ["region", "city"]


def test_a_bare_name_stays_the_town_where_a_region_of_that_name_was_spoken_of(
    read: Reader,
) -> None:
    first, second = read("Der Bundesstaat Washington klagt. Washington schweigt dazu.")
    assert [p.kind for s in (first, second) for p in s.places] == ["region", "capital"]


def test_a_noun_of_states_makes_no_place_of_a_word(read: Reader) -> None:
    (sentence,) = read("Er will dem Land Kraft geben.")
    assert sentence.places == ()
