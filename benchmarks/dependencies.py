"""What we depend on: licences, and known vulnerabilities where they can be asked for.

    python -m benchmarks.dependencies           # check; ends with 1 on a finding
    python -m benchmarks.dependencies --write   # the same, and write docs/dependencies.md

An audit that reached nobody is no finding, but it is never called a clean one: pip-audit itself
says "no known vulnerabilities" of packages that it could not ask about.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from license_expression import ExpressionError, get_spdx_licensing

ROOT: Final = Path(__file__).resolve().parents[1]
#: What a user may install: to run it, with a login, on a cluster.
_PINS: Final = tuple(ROOT / f"requirements{group}.txt" for group in ("", "-login", "-cluster"))
_REPORT: Final = ROOT / "docs" / "dependencies.md"
#: Licences under which this project may use a package, beside it and unchanged, by their SPDX name.
_ACCEPTED: Final = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "CNRI-Python",
        "HPND",
        "ISC",
        "LGPL-2.1-only",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Python-2.0",
        "Unicode-3.0",
        "Unlicense",
        "ZPL-2.1",
        "Zlib",
    }
)
#: The same as packages name them that state no SPDX name, in small letters.
_NAMES: Final = frozenset(
    {
        "3-clause bsd license",
        "apache license 2.0",
        "apache software license",
        "bsd",
        "bsd license",
        "isc license (iscl)",
        "mit license",
        "mozilla public license 2.0 (mpl 2.0)",
        "python software foundation license",
    }
)
_SPDX: Final = get_spdx_licensing()
_AUDIT_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Audit:
    """What pip-audit found: packages it could judge, those it could not, and its findings."""

    judged: int
    unknown: int
    findings: tuple[str, ...]
    fault: str = ""

    def words(self) -> str:
        """Return the outcome in a sentence."""
        if self.fault:
            return f"not done: {self.fault}"
        if not self.judged:
            return f"not done: no database answered for any of the {self.unknown} packages"
        left = f", {self.unknown} could not be judged" if self.unknown else ""
        found = "; ".join(self.findings) or "no known vulnerability"
        return f"{self.judged} packages judged{left}: {found}"


def pinned() -> frozenset[str]:
    """Return the names of the packages that running the project needs, login and cluster too."""
    pins = "\n".join(file.read_text(encoding="utf-8") for file in _PINS)
    found = re.findall(r"^([A-Za-z0-9_.-]+)==", pins, re.MULTILINE)
    return frozenset(name.lower().replace("_", "-") for name in found)


def licences() -> list[dict[str, str]]:
    """Return name, version and licence of each package that is needed and installed here."""
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wanted = pinned()
    rows: list[dict[str, str]] = json.loads(done.stdout)
    return [row for row in rows if row["Name"].lower().replace("_", "-") in wanted]


def refused(rows: list[dict[str, str]]) -> list[str]:
    """Return the packages whose licence is not among those accepted, or not stated."""
    return [f"{row['Name']}: {row['License']}" for row in rows if not accepted(row["License"])]


def accepted(licence: str) -> bool:
    """Whether all that the first line names is accepted; of an SPDX choice one is enough.

    The first line alone, for some packages state their whole text, which names other licences too.
    """
    parts = _first_line(licence).split(";")
    return all(part.strip().lower() in _NAMES or _spdx_accepted(part) for part in parts)


def _spdx_accepted(text: str) -> bool:
    try:
        found = _SPDX.parse(text)
    except ExpressionError:
        return False
    return found is not None and _fulfilled(found)


def _fulfilled(found: Any) -> bool:
    if isinstance(found, _SPDX.OR):
        return any(map(_fulfilled, found.args))
    if isinstance(found, _SPDX.AND):
        return all(map(_fulfilled, found.args))
    # An exception ("WITH") allows more than its licence does.
    return getattr(found, "license_symbol", found).key in _ACCEPTED


def audit() -> Audit:
    """Ask the vulnerability database that pip-audit uses about the pinned packages."""
    command = [sys.executable, "-m", "pip_audit", *(f"--requirement={file}" for file in _PINS)]
    command += [
        "--require-hashes",
        "--disable-pip",
        "--format=json",
        "--progress-spinner=off",
        "--timeout=10",
    ]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_AUDIT_SECONDS, check=False
        )
        rows: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return Audit(0, 0, (), f"no answer within {_AUDIT_SECONDS} s")
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return Audit(0, 0, (), last[:200])
    return judged(rows)


def judged(rows: list[dict[str, Any]]) -> Audit:
    """Read the list that pip-audit writes."""
    known = [row for row in rows if "skip_reason" not in row]
    findings = tuple(
        f"{row['name']} {row['version']}: {fault['id']}" for row in known for fault in row["vulns"]
    )
    return Audit(len(known), len(rows) - len(known), findings)


def _report(rows: list[dict[str, str]], found: Audit, day: date) -> str:
    lines = [
        "# What we depend on",
        "",
        "Written by `python -m benchmarks.dependencies --write`; `make lint` checks the same.",
        "All packages are pinned with their hashes in `requirements*.txt`.",
        "",
        f"- Date: {day.isoformat()}",
        f"- Packages that running the project needs, with a login and on a cluster too:"
        f" {len(pinned())} pinned, {len(rows)} installed"
        " where this was written (the others belong to other systems)",
        f"- pip-audit: {found.words()}",
        f"- Licences that are not accepted: {', '.join(refused(rows)) or 'none'}",
        "",
        "| package | version | licence |",
        "|---|---|---|",
    ]
    lines += [f"| {row['Name']} | {row['Version']} | {_short(row['License'])} |" for row in rows]
    return "\n".join(lines) + "\n"


def _short(licence: str) -> str:
    """Return a licence as a cell of a table."""
    first = _first_line(licence).replace("|", "/") or "not stated"
    return first if len(first) <= 80 else first[:79] + "…"


def _first_line(licence: str) -> str:
    return next(iter(licence.strip().splitlines()), "")


def main() -> int:
    """Check, and write the report when asked to."""
    rows, found = licences(), audit()
    bad = refused(rows)
    print(f"licences: {len(rows)} packages, not accepted: {', '.join(bad) or 'none'}")
    print(f"pip-audit: {found.words()}")
    if "--write" in sys.argv[1:]:
        _REPORT.write_text(_report(rows, found, datetime.now(UTC).date()), encoding="utf-8")
    return 1 if bad or found.findings else 0


if __name__ == "__main__":
    sys.exit(main())
