"""The briefing as PDF, A4, with its fonts inside."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Final

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace

from pipeline.briefing import telling, worldmap
from pipeline.briefing.content import Briefing
from pipeline.briefing.words import Words
from pipeline.links import web_address
from pipeline.query.index_rows import Weighed

_FONTS: Final = Path(__file__).resolve().parents[2] / "static" / "fonts"
_FONT: Final = "DejaVu"
_INK, _MUTED, _LINE = (28, 37, 48), (91, 104, 117), (216, 222, 227)
#: Widths of the columns of the table of movers, in shares.
_COLUMNS: Final = (20, 11, 11, 12, 11, 35)


class _Page(FPDF):
    """An A4 page with its number below."""

    def __init__(self, words: Words) -> None:
        super().__init__(format="A4")
        self._words = words
        self.add_font(_FONT, "", _FONTS / "DejaVuSans.ttf")
        self.add_font(_FONT, "B", _FONTS / "DejaVuSans-Bold.ttf")
        self.set_margins(18, 16)
        self.set_auto_page_break(auto=True, margin=18)

    def footer(self) -> None:
        self.set_y(-14)
        self._set(8, muted=True)
        self.cell(0, 5, self._words.text("page", page=self.page_no()), align="C")

    def _set(self, size: float, style: str = "", *, muted: bool = False) -> None:
        self.set_font(_FONT, style, size)
        self.set_text_color(*(_MUTED if muted else _INK))

    def heading(self, text: str, size: float = 12) -> None:
        self.ln(3)
        self._set(size, "B")
        # A heading never stands alone at the foot of a page.
        if self.will_page_break(24):
            self.add_page()
        self.start_section(text)
        self.line_of(text, size * 0.55)

    def paragraph(self, text: str, *, muted: bool = False, link: str = "") -> None:
        self._set(8.5 if muted else 10, muted=muted)
        self.line_of(text, 4.2 if muted else 5, link)

    def line_of(self, text: str, height: float, link: str = "") -> None:
        self.multi_cell(0, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L", link=link)


def to_pdf(briefing: Briefing, language: str) -> bytes:
    """Write a briefing; the same content gives the same bytes.

    Args:
        briefing: What is said.
        language: One of ``labels.LANGUAGES``.

    Raises:
        OSError: When the fonts are missing from ``static/fonts``.
    """
    words = Words(language)
    page = _Page(words)
    page.set_creation_date(briefing.snapshot.astimezone(UTC))
    page.set_title(telling.title(briefing, words))
    page.set_lang(language)
    page.add_page()
    page.heading(telling.title(briefing, words), 17)
    page.paragraph(telling.period(briefing, words), muted=True)
    if briefing.world.base_articles:
        _body(page, briefing, words)
    else:
        page.paragraph(words.text("nothing"))
    page.heading(words.text("section.method"))
    for line in telling.notes(briefing, words):
        page.paragraph(line, muted=True)
    return bytes(page.output())


def _body(page: _Page, briefing: Briefing, words: Words) -> None:
    figures = telling.headline_figures(briefing, words)
    page.paragraph("   ".join(f"{name}: {value}" for name, value in figures))
    for line in telling.headline_notes(briefing, words):
        page.paragraph(line, muted=True)
    _map(page, briefing, words)
    _movers(page, briefing, words)
    page.heading(words.text("section.alerts"))
    for spike in briefing.alerts:
        page.paragraph(telling.alert_line(spike, words))
    if not briefing.alerts:
        page.paragraph(words.text("alerts.none"))
    page.heading(words.text("section.why"))
    parts = list(telling.reasons(briefing, words))
    for name, lines in parts:
        page.paragraph("\n".join((name, *(f"• {line}" for line in lines))))
        page.ln(1.5)
    if not parts:
        page.paragraph(words.text("why.none"))
    _quotes(page, "quotes", briefing.quotes, words)
    _quotes(page, "relief", briefing.relief, words)


def _map(page: _Page, briefing: Briefing, words: Words) -> None:
    page.heading(words.text("section.map"))
    height = page.epw * worldmap.HEIGHT
    if page.will_page_break(height + 8):
        page.add_page()
    tension = {row.country: row.tension for row in briefing.countries}
    bounds = worldmap.limits([value for value in tension.values() if value is not None])
    left, top = page.l_margin, page.get_y()
    page.set_draw_color(255, 255, 255)
    page.set_line_width(0.08)
    for shape in worldmap.shapes():
        shade = worldmap.shade(tension.get(shape.country), bounds)
        page.set_fill_color(worldmap.NO_FIGURE if shade is None else worldmap.SHADES[shade])
        for ring in shape.rings:
            placed = [(left + x * page.epw, top + y * page.epw) for x, y in ring]
            page.polygon(placed, style="DF")
    page.set_y(top + height + 1)
    _legend(page, bounds, words)


def _legend(page: _Page, bounds: tuple[float, ...], words: Words) -> None:
    named = [
        (c, f"≥ {words.number(v)}") for c, v in zip(worldmap.SHADES, (0.0, *bounds), strict=True)
    ]
    page.set_font(_FONT, "", 8)
    page.set_text_color(*_MUTED)
    for colour, text in [*named, (worldmap.NO_FIGURE, words.text("map.none"))]:
        page.set_fill_color(colour)
        page.rect(page.get_x(), page.get_y() + 0.8, 3, 3, style="F")
        page.set_x(page.get_x() + 4)
        page.cell(page.get_string_width(text) + 5, 4.5, text)
    page.ln(6)


def _movers(page: _Page, briefing: Briefing, words: Words) -> None:
    page.heading(words.text("section.movers"))
    if not briefing.movers:
        page.paragraph(words.text("movers.none"))
        return
    page.set_font(_FONT, "", 8.5)
    page.set_text_color(*_INK)
    page.set_draw_color(*_LINE)
    page.set_fill_color(255, 255, 255)
    names = ("country", "before", "after", "change", "articles", "reasons")
    with page.table(
        col_widths=_COLUMNS,
        text_align=("LEFT", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "LEFT"),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        line_height=4.4,
        headings_style=FontFace(emphasis="BOLD"),
    ) as table:
        table.row([words.text(f"column.{name}") for name in names])
        for mover in briefing.movers:
            table.row(telling.mover_row(mover, words))


def _quotes(page: _Page, section: str, quotes: tuple[Weighed, ...], words: Words) -> None:
    page.heading(words.text(f"section.{section}"))
    for quote in quotes:
        with page.unbreakable():
            page.paragraph(quote.evidence.text)
            found = telling.findings(quote, words)
            if found:
                page.paragraph(found, muted=True)
            source = telling.quote_source(quote, words)
            page.paragraph(source, muted=True, link=web_address(quote.evidence.url))
        page.ln(1.5)
    if not quotes:
        page.paragraph(words.text(f"{section}.none"))
