"""The login against a small identity provider on this machine."""

from __future__ import annotations

import re
from pathlib import Path

import oidc_provider_mock
import pytest
from playwright.sync_api import Browser, expect

from benchmarks.serving import free_port, serving

pytestmark = pytest.mark.browser

_SECRETS = """[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "for-this-test-alone-and-nothing-else-at-all"
client_id = "lagebild"
client_secret = "a-secret"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
"""


def test_pages_are_seen_after_logging_in_and_not_after_logging_out(
    chromium: Browser, seed_store: Path, tmp_path: Path
) -> None:
    port, secrets = free_port(), tmp_path / "secrets.toml"
    with oidc_provider_mock.run_server_in_thread() as provider:
        secrets.write_text(_SECRETS.format(port=port, provider=provider.server_port))
        environment = {"STREAMLIT_SECRETS_FILES": str(secrets)}
        with serving(seed_store, tmp_path, port, environment) as server:
            page = chromium.new_page(locale="de-DE")
            page.goto(f"{server.address}/belege")
            main = page.get_by_test_id("stMain")
            expect(main).to_contain_text("nur nach Anmeldung")
            assert page.get_by_text("Artikeln").count() == 0
            page.get_by_role("button", name="Anmelden").click()
            page.locator("input[name=sub]").fill("anna")
            page.locator("button[type=submit], input[type=submit]").first.click()
            expect(page.get_by_test_id("stMain")).to_contain_text(re.compile(r"\d+ von \d+ Art"))
            page.get_by_role("button", name="Abmelden").click()
            expect(page.get_by_role("heading", name="End Session")).to_be_visible()
            page.goto(f"{server.address}/belege")
            expect(main).to_contain_text("nur nach Anmeldung")
            page.close()
