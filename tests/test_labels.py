"""Names of coded values: each actor that the analysis can name has one in every language."""

from __future__ import annotations

import pytest

from pipeline.labels import LANGUAGES, labels, party
from pipeline.language import read_table


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_actor_has_a_name(language: str) -> None:
    codes = {row["actor"] for row in read_table("de/actors.tsv", ("actor",))}
    assert {code for code in codes if party(code, language) == code} <= {
        "ADF",
        "ELN",
        "EU",
        "FDLR",
        "G20",
        "G7",
        "HTS",
        "IAEA",
        "IMF",
        "JNIM",
        "M23",
        "OPCW",
        "PKK",
        "RSF",
        "SADC",
        "TPLF",
        "TTP",
        "WHO",
        "WTO",
        "YPG",
        "ASEAN",
        "BRICS",
        "CIS",
        "CSTO",
        "ECOWAS",
        "FARC",
        "IGAD",
        "NATO",
        "OPEC",
        "OSCE",
        "AUKUS",
    }  # known by their letters


def test_every_event_type_and_status_has_a_name() -> None:
    types = {row["type"] for row in read_table("de/intensity.tsv", ("type",))}
    for language in LANGUAGES:
        assert {f"type.{name}" for name in types} <= labels(language).keys()
        for status in ("asserted", "negated", "denied", "hypothetical"):
            assert labels(language)[f"status.{status}"]
