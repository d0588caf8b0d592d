"""How the index is looked at: the role of a country, with or without what is not realised."""

from __future__ import annotations

from typing import Final, cast

import streamlit as st

from pipeline.index.cells import Role
from pipeline.query import View
from views.parts.address import keep, restore_one
from views.parts.texts import text

ROLES: Final[tuple[Role, ...]] = ("any", "place", "actor", "target")
_REALISED = ("all", "realised")


def view_choice() -> None:
    """Draw the choices; they stay in the address."""
    for key, codes in (("role", ROLES), ("count", _REALISED)):
        restore_one(key, codes, codes[0])
        picked = st.selectbox(
            text(f"view.{key}"),
            codes,
            format_func=lambda code, key=key: text(f"view.{key}.{code}"),
            key=key,
            help=text(f"view.{key}.help"),
        )
        keep(key, [] if picked == codes[0] else [str(picked)])


def chosen_view() -> View:
    """Return what the choices of this run say."""
    role = cast("Role", st.session_state.get("role", ROLES[0]))
    return View(role, unrealised=st.session_state.get("count") != _REALISED[1])


def view_words(view: View) -> list[str]:
    """Return what differs from the usual view, for the line that says what is shown."""
    words = [] if view.role == "any" else [text(f"view.role.{view.role}")]
    return words if view.unrealised else [*words, text("view.count.realised")]
