"""The world map: tension by country and the places named. All of it comes from this server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import log2, sqrt
from typing import Any, Final, Literal

from pipeline.boundaries import DisputedArea
from pipeline.query import CountryTension, PlacePoint
from views.parts.charts.drawn import Drawn
from views.parts.clusters import TILE, Cluster, clusters
from views.parts.palette import Palette
from views.parts.texts import country, figure, language, number, signed, text

Measure = Literal["tension", "z"]
MEASURES: Final[tuple[Measure, ...]] = ("tension", "z")

GEOJSON = "/app/static/world.geojson"
_MIN_SIZE, _MAX_SIZE = 7, 21
DISPUTED = "/app/static/disputed.geojson"
_HEIGHT = 470
_MAX_FORMS = 4
_MAX_PLACES = 8
_HALO = 3
#: z-score at which the colour is at its full.
_FULL_Z = 4.0
_EUROPE: dict[str, Any] = {"center": {"lat": 44, "lon": 26}, "zoom": 1.9}
#: Width of a narrow map in pixels, and what the view should hold at least.
_WIDTH, _LEAST_DEGREES = 360, 12.0


def world_map(
    countries: Sequence[CountryTension],
    points: Sequence[PlacePoint],
    disputed: Sequence[DisputedArea],
    colours: Palette,
    focus: Sequence[str] = (),
    by: Measure = "tension",
) -> Drawn:
    """Return the map; traces carry the country code or the place in ``customdata``.

    Args:
        countries: Tension by country.
        points: Places named.
        disputed: Areas to be outlined.
        colours: Of the theme.
        focus: Countries and places of the filter; with any, the map opens on the places named.
        by: What colours the areas; countries without it have none.
    """
    measured = {row.country: getattr(row, by) for row in countries}
    values = {code: value for code, value in measured.items() if value is not None}
    scale = _colours(values, colours, by)
    view = _view(points) if focus and points else _EUROPE
    shown = clusters(points, view["zoom"])
    layers = [
        _areas([row for row in countries if row.country in values], values, scale, colours, by),
        *_disputed(values, scale, disputed, colours),
        _halos(shown, colours),
        _points(shown, colours),
    ]
    layout = {
        "map": {"style": colours.style, **view},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "height": _HEIGHT,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.text, "family": "sans-serif"},
        "showlegend": False,
        "clickmode": "event+select",
        "separators": text("number.separators"),
        "modebar": {"bgcolor": colours.panel, "color": colours.muted, "activecolor": colours.text},
        "uirevision": ",".join(focus) or "map",
    }
    return Drawn(layers, layout)


def _colours(values: Mapping[str, float], colours: Palette, by: Measure) -> dict[str, Any]:
    """Return the scale of colours: tension from 0 to its most, z from low through 0 to high."""
    if by == "z":
        ends = (colours.relief, colours.land, colours.tension)
        scale = [[i / 2, colour] for i, colour in enumerate(ends)]
        return {"zmin": -_FULL_Z, "zmax": _FULL_Z, "colorscale": scale}
    steps = len(colours.scale) - 1
    return {
        "zmin": 0,
        "zmax": max(values.values(), default=0.0) or 1.0,
        "colorscale": [[i / steps, colour] for i, colour in enumerate(colours.scale)],
    }


def _disputed(
    values: Mapping[str, float],
    scale: dict[str, Any],
    disputed: Sequence[DisputedArea],
    colours: Palette,
) -> list[Any]:
    """Return the outlined areas, in the colour of the state that they are shown in.

    Two traces, since a transparent area would lose its outline: where the state has no figure, the
    area has the colour of the land.
    """
    coloured = [area for area in disputed if area.country in values]
    plain = [area for area in disputed if area.country not in values]
    land = {"zmin": 0, "zmax": 1, "colorscale": [[0, colours.land], [1, colours.land]]}
    figures = [values[area.country] for area in coloured]
    traces = ((coloured, figures, scale), (plain, [0.0] * len(plain), land))
    return [_outlined(areas, z, shades, colours) for areas, z, shades in traces if areas]


def _outlined(
    areas: Sequence[DisputedArea], z: list[float], scale: dict[str, Any], colours: Palette
) -> dict[str, Any]:
    return {
        "type": "choroplethmap",
        "geojson": DISPUTED,
        "featureidkey": "id",
        "locations": [area.feature for area in areas],
        "z": z,
        **scale,
        "showscale": False,
        "marker": {"opacity": 0.85, "line": {"width": 1.4, "color": colours.disputed}},
        "customdata": [["country", area.country] for area in areas],
        "text": [_disputed_hover(area) for area in areas],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _disputed_hover(area: DisputedArea) -> str:
    chosen = language()
    lines = [
        f"<b>{area.names[chosen]}</b> ({text('map.disputed')})",
        area.status[chosen],
        text("map.disputed.shown", country=country(area.country)),
    ]
    if area.others:
        others = ", ".join(country(code) for code in area.others)
        lines.append(text("map.disputed.others", countries=others))
    return "<br>".join(lines)


def _areas(
    countries: Sequence[CountryTension],
    values: Mapping[str, float],
    scale: dict[str, Any],
    colours: Palette,
    by: Measure,
) -> dict[str, Any]:
    return {
        "type": "choroplethmap",
        "geojson": GEOJSON,
        "featureidkey": "properties.iso",
        "locations": [row.country for row in countries],
        "z": [values[row.country] for row in countries],
        **scale,
        "marker": {"opacity": 0.85, "line": {"width": 0.4, "color": colours.muted}},
        "customdata": [["country", row.country] for row in countries],
        "text": [_hover(row) for row in countries],
        "hovertemplate": "%{text}<extra></extra>",
        "unselected": {"marker": {"opacity": 0.85}},
        "colorbar": {
            "title": {"text": text(f"map.{by}"), "side": "top"},
            "orientation": "h",
            "thickness": 8,
            "len": 180,
            "lenmode": "pixels",
            "nticks": 4,
            "x": 0.01,
            "xanchor": "left",
            "y": 0.02,
            "yanchor": "bottom",
            "outlinewidth": 0,
            "bgcolor": colours.panel,
        },
    }


def _view(points: Sequence[PlacePoint]) -> dict[str, Any]:
    """Return centre and zoom that show all points, on a narrow screen too."""
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    wide = max(max(lons) - min(lons), _LEAST_DEGREES) * 1.25
    high = max(max(lats) - min(lats), _LEAST_DEGREES) * 1.25 * 1.6  # Mercator stretches the north
    zoom = min(log2(_WIDTH * 360 / (TILE * wide)), log2(_HEIGHT * 360 / (TILE * high)))
    centre = {"lat": (max(lats) + min(lats)) / 2, "lon": (max(lons) + min(lons)) / 2}
    return {"center": centre, "zoom": max(0.0, zoom)}


def _hover(row: CountryTension) -> str:
    parts = ("tension", "threats", "acts", "relief")
    lines = [
        f"<b>{country(row.country)}</b>",
        *(f"{text(f'column.{key}')} {figure(getattr(row, key))}" for key in parts),
    ]
    if row.change is not None:
        lines.append(f"{text('column.change')} {signed(row.change, 0)}")
    if row.z is not None:
        lines.append(f"{text('column.z')} {number(row.z, 1)}")
    lines.append(text("map.articles", n=number(row.articles), sources=number(row.sources)))
    return "<br>".join(lines)


def _sizes(shown: Sequence[Cluster]) -> list[float]:
    top = max((one.mentions for one in shown), default=1)
    return [_MIN_SIZE + (_MAX_SIZE - _MIN_SIZE) * sqrt(one.mentions / top) for one in shown]


def _halos(shown: Sequence[Cluster], colours: Palette) -> dict[str, Any]:
    """Return rims below the points, which set them off from any colour of an area."""
    return {
        "type": "scattermap",
        "lat": [one.lead.lat for one in shown],
        "lon": [one.lead.lon for one in shown],
        "mode": "markers",
        "marker": {"size": [size + _HALO for size in _sizes(shown)], "color": colours.halo},
        "unselected": {"marker": {"opacity": 1}},
        "hoverinfo": "skip",
    }


def _points(shown: Sequence[Cluster], colours: Palette) -> dict[str, Any]:
    """Return the points with their names; where names collide, the later gives way.

    Towns come before countries, which can be told by their shape, and the most named first. The
    names are drawn by the browser in its own font, so no font is fetched for them.
    """
    shown = sorted(shown, key=lambda one: one.lead.kind == "country")
    return {
        "type": "scattermap",
        "lat": [one.lead.lat for one in shown],
        "lon": [one.lead.lon for one in shown],
        "mode": "markers+text",
        "marker": {"size": _sizes(shown), "color": colours.point, "opacity": 0.9},
        "unselected": {"marker": {"opacity": 0.9}},
        "customdata": [_pick(one) for one in shown],
        "text": [one.name for one in shown],
        "textposition": "top center",
        "textfont": {"size": 12, "color": colours.text, "family": "sans-serif"},
        "hovertext": [_cluster_hover(one) for one in shown],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _pick(one: Cluster) -> list[str]:
    """Return what a click asks for: the sentences of a place, or the places as a filter."""
    if len(one.places) == 1:
        return ["place", one.lead.place_id]
    return ["places", *(place.place_id for place in one.places)]


def _cluster_hover(one: Cluster) -> str:
    if len(one.places) == 1:
        return _place_hover(one.lead)
    named = [
        f"{escape(place.name)}: {number(place.mentions)}" for place in one.places[:_MAX_PLACES]
    ]
    rest = len(one.places) - len(named)
    return "<br>".join(
        [
            f"<b>{text('map.together', n=number(len(one.places)))}</b>",
            text("map.mentions", n=number(one.mentions)),
            *named,
            *([text("map.together.more", n=number(rest))] if rest else []),
        ]
    )


def _place_hover(point: PlacePoint) -> str:
    lines = [f"<b>{escape(point.name)}</b>", text("map.mentions", n=number(point.mentions))]
    other = [form for form in point.written if form != point.name][:_MAX_FORMS]
    if other:
        lines.append(text("map.written", forms=escape(", ".join(other))))
    if point.disputed:
        lines.append(text("map.disputed"))
    return "<br>".join(lines)
