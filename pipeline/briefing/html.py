"""The briefing as one HTML file without anything from outside, for mail and printing."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.briefing import telling, worldmap
from pipeline.briefing.content import Briefing
from pipeline.briefing.words import Words
from pipeline.links import web_address

_TEMPLATE = "briefing.html"
#: Width of the map's own units.
_UNITS = 1000


def to_html(briefing: Briefing, language: str) -> str:
    """Write a briefing; texts of articles stand in it as text, whatever they look like.

    Args:
        briefing: What is said.
        language: One of ``labels.LANGUAGES``.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    values = [row.tension for row in briefing.countries if row.tension is not None]
    bounds = worldmap.limits(values)
    page: str = environment.get_template(_TEMPLATE).render(
        b=briefing,
        w=Words(language),
        t=telling,
        web_address=web_address,
        map_height=round(worldmap.HEIGHT * _UNITS),
        map_width=_UNITS,
        shapes=_paths(briefing, bounds),
        least=(0.0, *bounds),
        shades=worldmap.SHADES,
        dark_shades=worldmap.DARK_SHADES,
        no_figure=worldmap.NO_FIGURE,
        dark_no_figure=worldmap.DARK_NO_FIGURE,
    )
    return page


def _paths(briefing: Briefing, bounds: tuple[float, ...]) -> list[tuple[str, str]]:
    """Return path and class of each state."""
    tension = {row.country: row.tension for row in briefing.countries}
    return [
        (
            "".join(
                "M" + "L".join(f"{x * _UNITS:.1f} {y * _UNITS:.1f}" for x, y in ring) + "Z"
                for ring in shape.rings
            ),
            "none" if shade is None else f"s{shade}",
        )
        for shape in worldmap.shapes()
        for shade in (worldmap.shade(tension.get(shape.country), bounds),)
    ]
