"""An alert on the page says when, where, how far and after whom, and leads to its sentences."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    from datetime import date  # noqa: PLC0415

    from pipeline.query import Piece, Spike  # noqa: PLC0415
    from views.parts.alerts import alerts  # noqa: PLC0415

    alerts(
        [
            Spike(
                day=date(2022, 2, 24),
                country="UA",
                tension=240.4,
                z=5.25,
                mean=31.2,
                articles=7,
                sources=("Beispielkurier", "Musterblatt"),
                reach=9,
                types=(Piece("ASSAULT", 0.0, 180.0), Piece("SANCTION", 0.0, 12.0)),
                evidence=(),
            )
        ]
    )


def _nothing() -> None:
    from views.parts.alerts import alerts  # noqa: PLC0415

    alerts([])


def test_an_alert_has_its_reasons_and_leads_to_its_sentences() -> None:
    page = AppTest.from_function(_page).run()
    assert not page.exception
    words = " ".join(element.value for element in page.text)
    assert "24. Feb. 2022, Ukraine: 240 Punkte gegen 31 im Mittel, z = 5,2" in words
    assert "Angriff +180 · Sanktion +12 · 7 Artikel: Beispielkurier, Musterblatt" in words
    page.button(key="alert_2022-02-24_UA_show").click().run()
    assert page.session_state["fig"] == "tension|2022-02-24/2022-02-24:UA"


def test_without_an_alert_the_rule_is_said() -> None:
    page = AppTest.from_function(_nothing).run()
    assert not page.exception
    assert "z ab 3" in page.text[0].value
