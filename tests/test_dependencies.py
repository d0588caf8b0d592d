"""The check of dependencies: an audit that reached nobody is not called clean."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.dependencies import Audit, accepted, judged, pinned


def test_packages_that_nobody_could_judge_are_not_called_clean() -> None:
    found = judged([{"name": "a", "skip_reason": "not found"}])
    assert found == Audit(0, 1, ())
    assert "not done" in found.words()


def test_a_vulnerability_is_a_finding() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]},
        {"name": "b", "version": "2", "vulns": []},
    ]
    found = judged([*rows, {"name": "c", "skip_reason": "x"}])
    assert found.findings == ("a 1: CVE-1",)
    assert found.words() == "2 packages judged, 1 could not be judged: a 1: CVE-1"


@pytest.mark.parametrize(
    ("licence", "good"),
    [("MIT License", True), ("Apache-2.0", True), ("GPL-3.0", False), ("UNKNOWN", False)],
)
def test_licences_are_accepted_by_name(licence: str, good: bool) -> None:
    assert accepted(licence) is good


def test_every_package_is_pinned_with_its_hash() -> None:
    assert {"streamlit", "duckdb", "lxml"} <= set(pinned())
