"""The login: none without a provider, none past it with one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.testing.v1 import AppTest

from views.parts.login import allowed, providers
from views.parts.texts import text

AUTH = {"auth": {"client_id": "lagebild", "redirect_uri": "http://localhost/oauth2callback"}}
ANNA = {"is_logged_in": True, "email": "Anna@Redaktion.example", "email_verified": True}


def _page() -> None:
    import streamlit as st  # noqa: PLC0415  the function runs as a script of its own

    from views.parts.login import admit  # noqa: PLC0415

    admit()
    st.text("Inhalt")


def shown(secrets: Mapping[str, object], user: Mapping[str, object] | None = None) -> list[str]:
    app = AppTest.from_function(_page)
    for name, value in secrets.items():
        app.secrets[name] = value
    for name, value in (user or {}).items():
        app.user[name] = value
    app.run()
    assert not app.exception
    return [part.value for part in app.text] + [part.label for part in app.button]


def test_without_a_provider_everybody_sees_the_pages() -> None:
    assert shown({}) == ["Inhalt"]


def test_with_a_provider_nobody_sees_them_before_logging_in() -> None:
    found = shown(AUTH)
    assert "Inhalt" not in found
    assert text("login.in", lang="de") in found


def test_who_has_logged_in_sees_them_and_can_log_out() -> None:
    assert shown(AUTH, ANNA) == ["Inhalt", text("login.out", lang="de")]


def test_who_is_not_on_the_list_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_LOGIN_USERS", '["bert@redaktion.example"]')
    assert "Inhalt" not in shown(AUTH, ANNA)
    monkeypatch.setenv("LAGEBILD_LOGIN_USERS", '["@redaktion.example"]')
    assert "Inhalt" in shown(AUTH, ANNA)


def test_a_file_of_secrets_that_cannot_be_read_closes_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "secrets.toml"
    broken.write_text('[auth\nclient_id = "x"', encoding="utf-8")

    def unread(*_: object) -> None:
        raise StreamlitSecretNotFoundError("not valid TOML")

    monkeypatch.setattr("views.parts.login._files", lambda: [broken])
    monkeypatch.setattr("views.parts.login._section", unread)
    assert shown({}) == []


@pytest.mark.parametrize(
    ("user", "users", "may"),
    [
        ({}, (), True),
        ({"email": "a@x.example", "email_verified": True}, ("a@x.example",), True),
        ({"email": "A@X.example", "email_verified": True}, ("a@x.EXAMPLE",), True),
        ({"email": "a@x.example", "email_verified": True}, ("@x.example",), True),
        ({"email": "a@y.x.example", "email_verified": True}, ("@x.example",), False),
        ({"email": "a@x.example", "email_verified": False}, ("a@x.example",), False),
        ({"email": "a@x.example"}, ("a@x.example",), False),
        ({"email": "a@x.example", "email_verified": "true"}, ("a@x.example",), False),
        ({"email": "@x.example@evil.example", "email_verified": True}, ("@x.example",), False),
        ({"email": "", "email_verified": True}, ("@",), False),
        ({"email_verified": True}, ("@x.example",), False),
    ],
)
def test_the_list_holds_addresses_that_the_provider_vouches_for(
    user: dict[str, object], users: tuple[str, ...], may: bool
) -> None:
    assert allowed(user, users) is may


def test_several_providers_are_offered_by_name() -> None:
    assert providers({"client_id": "x", "redirect_uri": "y"}) == [""]
    assert providers({"redirect_uri": "y", "haus": {"client_id": "x"}}) == ["haus"]
