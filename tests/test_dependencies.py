"""The check of dependencies: an audit that reached nobody is not called clean."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from benchmarks.dependencies import ROOT, Audit, _short, accepted, judged, pinned


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
    [
        ("MIT License", True),
        ("Apache-2.0", True),
        ("Apache Software License; BSD License", True),
        ("MIT AND (BSD-2-Clause OR GPL-2.0-only)", True),
        ("MIT License\n\nPermission is granted, as the GNU GPL does not", True),
        ("GPL-3.0", False),
        ("UNKNOWN", False),
        ("", False),
        ("Proprietary, limited use", False),
        ("GNU GENERAL PUBLIC LICENSE\nVersion 3\n\nCopying is permitted", False),
        ("MIT AND GPL-3.0-only", False),
        ("Commercial; see disclaimer", False),
        ("MIT License; Commercial", False),
    ],
)
def test_licences_are_accepted_by_name(licence: str, good: bool) -> None:
    assert accepted(licence) is good


def test_what_login_and_cluster_need_is_checked_too() -> None:
    assert {"streamlit", "authlib", "distributed", "cloudpickle"} <= pinned()


@pytest.mark.parametrize("file", sorted(ROOT.glob("requirements*.txt")), ids=lambda file: file.name)
def test_every_package_is_pinned_with_its_hash(file: Path) -> None:
    blocks = re.split(r"^(?=\S)", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) > 50
    assert [
        block
        for block in blocks
        if not re.match(r"[\w.-]+==\S+ .*\\\n    --hash=sha256:[0-9a-f]{64}", block)
    ] == []


def test_files_that_are_installed_on_one_another_agree() -> None:
    versions: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for file in ROOT.glob("requirements*.txt"):
        pins = re.findall(r"^([\w.-]+)==(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        for name in {name for name, _ in pins}:
            versions[name].add(tuple(version for other, version in pins if other == name))
    assert len(versions["streamlit"]) == 1
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_an_empty_licence_has_a_cell() -> None:
    assert _short(" \n") == "not stated"
