"""The browser's own way back: the choices of an earlier address are taken up again.

Streamlit runs the page anew with the earlier address but with the state of now, which would at once
write the later address again: the way back would lead nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from views.parts.span import SPAN

#: Parameters that ``views.parts.address`` keeps, and what the state holds of them.
_KEPT: Final = (
    "country", "type", "status", "actor", "target", "speaker", "source", "place", "span", "from",
    "to", "role", "count", "fig", "of", "measure",
)  # fmt: skip
_HELD: Final = (*_KEPT, SPAN)
_LEFT: Final = "_left"


@dataclass(frozen=True, slots=True)
class _Left:
    """What a run ended with."""

    page: str
    address: Mapping[str, list[str]]
    state: Mapping[str, Any]


def arrive(page: str) -> None:
    """Forget the choices of this session where the reader went back or on to another address.

    A link to another page comes without any parameter and keeps the choices. Who has chosen
    something since the last run went nowhere: the address is only late.
    """
    left: _Left | None = st.session_state.get(_LEFT)
    if left is None:
        return
    address = _address()
    if page != left.page:
        went = any(address.values())
    else:
        went = address != left.address and _state() == left.state
    if went:
        for key in _HELD:
            st.session_state.pop(key, None)


def leave(page: str) -> None:
    """Note what a run ends with; one that is cut short notes nothing."""
    st.session_state[_LEFT] = _Left(page, _address(), _state())


def _address() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in _KEPT}


def _state() -> dict[str, Any]:
    return {key: st.session_state.get(key) for key in _HELD}
