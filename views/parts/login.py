"""Who may see the pages: everybody, or, where an identity provider is configured, its users.

Without ``[auth]`` in ``.streamlit/secrets.toml`` there is no login. With it no session gets further
than here until its user has logged in; ``SECURITY.md`` shows how it is set up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from views.parts.data import settings
from views.parts.texts import text


def admit() -> None:
    """Let the visitor pass, or offer the login and draw no more."""
    try:
        auth = _configured()
    except StreamlitSecretNotFoundError:
        # Who configured a login and mistyped it must not be left without one.
        st.subheader(text("login.broken"), anchor=False)
        st.stop()
    if auth is None:
        return
    if not st.user.get("is_logged_in"):
        _offer(providers(auth))
        st.stop()
    if not allowed(st.user.to_dict(), settings().login_users):
        st.subheader(text("login.refused"), anchor=False)
        st.text(text("login.refused.how", name=str(st.user.get("email") or "–")))
        st.button(text("login.out"), on_click=st.logout, key="logout")
        st.stop()
    st.sidebar.button(text("login.out"), on_click=st.logout, key="logout")


def _configured() -> Mapping[str, Any] | None:
    """Return the section ``[auth]``, None where there is none.

    Raises:
        StreamlitSecretNotFoundError: When there is a file of secrets that cannot be read.
    """
    try:
        return _section()
    except StreamlitSecretNotFoundError:
        if any(path.exists() for path in _files()):
            raise
        return None


def _section() -> Mapping[str, Any] | None:
    section: Mapping[str, Any] | None = st.secrets.get("auth")
    return section


def _files() -> list[Path]:
    return [Path(name) for name in st.get_option("secrets.files")]


def providers(auth: Mapping[str, Any]) -> list[str]:
    """Return the names of the providers; the one that stands in the section itself has none."""
    if "client_id" in auth:
        return [""]
    return [name for name, part in auth.items() if isinstance(part, Mapping)]


def _offer(names: Sequence[str]) -> None:
    st.header(text("title"), anchor=False)
    st.text(text("login.needed"))
    for name in names:
        words = f"{text('login.in')} ({name})" if name else text("login.in")
        st.button(words, on_click=partial(st.login, name or None), key=f"login_{name}")


def allowed(user: Mapping[str, Any], users: Sequence[str]) -> bool:
    """Whether a user who has logged in may see the pages.

    Args:
        user: What the provider says of the user.
        users: Addresses ("a@example.org") or domains ("@example.org"); none means every user of
            the provider. An address counts only when the provider vouches for it, because some let
            their users write any.
    """
    if not users:
        return True
    if user.get("email_verified") is not True:
        return False
    address = str(user.get("email") or "").lower()
    domain = "@" + address.rpartition("@")[2]
    return bool(address) and any(entry.lower() in {address, domain} for entry in users)
