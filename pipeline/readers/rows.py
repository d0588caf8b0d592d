"""A JSON object as an article: its fields are the columns of a preset, as in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.quarantine import Reason
from pipeline.readers.columns import Preset, preset_for
from pipeline.readers.items import Item, Notice, Origin, make_found
from pipeline.settings import Settings

#: Fields that may be numbers; a text that is one is a mistake.
_NUMBERS = frozenset({"id", "published"})
_NAMES = {list: "a list", dict: "an object", bool: "a truth value", str: "a string"}


def read_object(
    given: object, origin: Origin, settings: Settings, notices: tuple[Notice, ...] = ()
) -> Item:
    """Return what an object gives.

    Names of fields count in any case. A field of an object within the object is named with a point
    ("source.name").
    """
    if not isinstance(given, dict):
        return origin.reject(Reason.NOT_AN_OBJECT, f"it is {_type_name(given)}")
    values = dict(_flat(given))
    chosen = settings.table_columns
    # A preset is chosen for the tables at hand; our own lines beside them stay what they are.
    preset = preset_for(values, chosen) or (preset_for(values, None) if chosen else None)
    if preset is None:
        return origin.reject(Reason.UNKNOWN_COLUMNS, ", ".join(values)[:200])
    if wrong := _wrong(values, preset):
        return origin.reject(Reason.WRONG_TYPE, wrong)
    cells = {name: _written(value) for name, value in values.items()}
    return make_found(preset.article(cells), origin, settings, notices)


def _flat(row: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        yield name.lower(), value
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}".lower(), one) for inner, one in value.items())


def _wrong(values: Mapping[str, object], preset: Preset) -> str:
    """Say which field that the preset reads has a type that cannot be meant; "" where none has."""
    for column in preset.columns:
        value = values.get(column.name)
        if value is None or isinstance(value, str):
            continue
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        within = isinstance(value, dict) and any(
            other.name.startswith(f"{column.name}.") for other in preset.columns
        )
        if not within and not (number and column.field in _NUMBERS):
            return f"{column.name} is {_type_name(value)}"
    return ""


def _written(value: object) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def _type_name(value: object) -> str:
    return "null" if value is None else _NAMES.get(type(value), "a number")
