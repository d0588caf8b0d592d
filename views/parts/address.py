"""Choices in the address of the page as codes, whatever the language of the reader.

Streamlit's own binding writes the *labels* of options into the address, and a link made in German
would mean nothing on a page in English. Options whose label depends on the language are therefore
kept here, by code: ``?country=RU&country=UA``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st


def restore_list(key: str, options: Iterable[str]) -> None:
    """Set the state of a list widget from the address, when a session begins."""
    if key not in st.session_state:
        known = set(options)
        asked = st.query_params.get_all(key)
        st.session_state[key] = [code for code in dict.fromkeys(asked) if code in known]


def restore_one(key: str, options: Iterable[str], default: str) -> None:
    """Set the state of a single choice from the address; an unknown one is the default."""
    known = set(options)
    asked = st.session_state.get(key) or st.query_params.get(key, default)
    st.session_state[key] = asked if asked in known else default


def keep(key: str, codes: list[str]) -> None:
    """Write the codes into the address; none leaves the parameter out."""
    keep_all({key: codes})


def keep_all(wanted: Mapping[str, list[str]]) -> None:
    """Write several parameters at once: one step on the way back of the browser."""
    changed = {k: codes for k, codes in wanted.items() if codes != st.query_params.get_all(k)}
    if changed:
        st.query_params.update(changed)
