"""Whatever bytes come in, every reader ends, and all that it yields is clean or has its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.seeds import SEEDS
from benchmarks.fuzz.targets import read
from pipeline.readers import SUFFIXES, find_files


@st.composite
def inputs(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(content)))
        match draw(st.sampled_from(("change", "cut", "insert", "repeat"))):
            case "change":
                content[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del content[place:]
            case "insert":
                content[place:place] = draw(st.binary(max_size=20))
            case _:
                content += content[place:]
    return bytes(content[:20_000])


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=inputs())
def test_changed_files_of_every_format_end_as_documents_or_rejections(
    suffix: str, content: bytes
) -> None:
    read(f"a{suffix}", content)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"\0" * 5_000,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"a" * 1_000_000,
        b"\n" * 10_000,
        b"<" * 10_000,
        b'"' * 10_000,
        b"[{" * 5_000,
        "Straße über Köln".encode("cp1252"),
        "Straße über Köln".encode("utf-16"),
        "\u202eRechts \u200bNull".encode(),
    ],
    ids=range(13),
)
def test_every_reader_takes_every_odd_file(suffix: str, content: bytes) -> None:
    read(f"a{suffix}", content)


def test_a_link_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "kreis").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "x.txt").write_text("Text.", encoding="utf-8")
    assert [path.name for path in find_files(tmp_path)] == ["x.txt"]
