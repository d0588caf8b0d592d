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

ROOT: Final = Path(__file__).resolve().parents[1]
_PINS: Final = ROOT / "requirements.txt"
_REPORT: Final = ROOT / "docs" / "dependencies.md"
#: Licences under which this project may use a package, beside it and unchanged.
_ACCEPTED: Final = re.compile(
    r"MIT|MIT-CMU|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|0BSD|Zlib|ZPL|"
    r"Zope|Unlicense|Public Domain|LGPL|Lesser General Public|CC0|HPND|Unicode",
    re.IGNORECASE,
)
_AUDIT_SECONDS: Final = 300


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


def pinned() -> list[str]:
    """Return the names of the packages that running the project needs."""
    found = re.findall(r"^([A-Za-z0-9_.-]+)==", _PINS.read_text(encoding="utf-8"), re.MULTILINE)
    return [name.lower().replace("_", "-") for name in found]


def licences() -> list[dict[str, str]]:
    """Return name, version and licence of each package that is needed and installed here."""
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wanted = set(pinned())
    rows: list[dict[str, str]] = json.loads(done.stdout)
    return [row for row in rows if row["Name"].lower().replace("_", "-") in wanted]


def refused(rows: list[dict[str, str]]) -> list[str]:
    """Return the packages whose licence is not among those accepted, or not stated."""
    return [f"{row['Name']}: {row['License']}" for row in rows if not accepted(row["License"])]


def accepted(licence: str) -> bool:
    """Whether a licence is one of those accepted."""
    return bool(_ACCEPTED.search(licence))


def audit() -> Audit:
    """Ask the vulnerability database that pip-audit uses about the pinned packages."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(_PINS), "--require-hashes"]
    command += ["--disable-pip", "--format=json", "--progress-spinner=off", "--timeout=10"]
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
        f"- Packages that running the project needs: {len(pinned())} pinned, {len(rows)} installed"
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
    """Return a licence in one line; some packages state its whole text."""
    first = licence.strip().splitlines()[0].replace("|", "/")
    return first if len(first) <= 80 else first[:79] + "…"


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
