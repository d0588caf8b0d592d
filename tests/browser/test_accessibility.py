"""axe-core finds no serious fault on any page, in either theme."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor, drawn

pytestmark = pytest.mark.browser

PATHS = ["/", "/land", "/ereignisse", "/akteure", "/truppen", "/quellen", "/belege", "/methode"]
#: Of these impacts none may occur.
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(visitor: Visitor, path: str, dark: bool) -> None:
    visit = visitor.open(f"{path}?from=2022-02-01&to=2022-03-01", dark=dark)
    drawn(visit)
    found = Axe().run(visit.page).response["violations"]
    grave = [
        f"{rule['id']}: {node['target']} {node['html'][:160]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
    assert not grave, "\n".join(grave)
