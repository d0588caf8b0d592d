"""Rules by which names of other scripts are spelled in German."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.build.transcription import german_name, transcribe
from pipeline.language import read_table

#: A country where the rows of a system hold that no country has for itself.
_LATIN = {"whole": "SY", "whole:KR": "KR", "whole:KP": "KP"}


def _examples() -> Iterator[tuple[str, str, str]]:
    for row in read_table("places/transcription.tsv", ("system", "positive")):
        if row["positive"]:
            native, _, german = row["positive"].partition("=")
            yield row["system"], native, german


def _after(system: str) -> str:
    return {"ps": "fa"}.get(system, "" if system in {"ar", "fa", "ko", "ka"} else "cyrillic")


@pytest.mark.parametrize(("system", "native", "german"), list(_examples()))
def test_every_row_spells_its_example(system: str, native: str, german: str) -> None:
    if system in _LATIN:
        assert german_name(_LATIN[system], native, ()) == german
        return
    systems = ("ru", "uk", "kk") if system == "cyrillic" else (system,)
    assert german in {transcribe(native, one, _after(one)) for one in systems}


def test_the_native_name_is_the_one_that_the_latin_name_transliterates() -> None:
    assert german_name("RU", "Saratov", ("Сарытау", "Саратов", "Саратаў")) == "Saratow"
    assert german_name("UA", "Nikopol", ("Никополь", "Нікополь")) == "Nikopol"
    assert german_name("BY", "Pinsk", ("Пінск", "Пинск")) == "Pinsk"
    assert german_name("RU", "Orël", ("Орел", "Орёл")) == "Orjol"


def test_a_spelling_that_is_an_alternate_name_counts_first() -> None:
    natives = ("Новокузнетск", "Новокузнецк")
    assert german_name("RU", "Novokuznetsk", (*natives, "Nowokusnezk")) == "Nowokusnezk"


@pytest.mark.parametrize(
    ("country", "name", "german"),
    [
        ("SY", "Ḩamāh", "Hama"),
        ("SY", "Al Bāb", "Al-Bab"),
        ("PS", "Dayr al Balaḩ", "Deir al-Balah"),
        ("IR", "Khorramābād", "Chorramabad"),
        ("JP", "Kōbe", "Kobe"),
        ("CN", "Ürümqi", "Ürümqi"),
        ("KR", "Goyang-si", "Goyang"),
        ("GE", "Zugdidi", "Sugdidi"),
        ("SD", "Khartoum North", ""),
        ("RU", "Moscow", ""),
        ("FR", "Orléans", ""),
    ],
)
def test_latin_names_are_spelled_or_left_alone(country: str, name: str, german: str) -> None:
    assert german_name(country, name, ()) == german
