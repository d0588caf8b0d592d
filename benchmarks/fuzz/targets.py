"""What is fuzzed, and what must hold of every input: no crash, clean text, true offsets."""

from __future__ import annotations

import io
from functools import cache

from pipeline.annotate import Annotator
from pipeline.clean import clean
from pipeline.model import Document
from pipeline.quarantine import Rejected
from pipeline.readers import SUFFIXES, reader_of
from pipeline.settings import Settings

_SETTINGS = Settings(archive_max_bytes=2_000_000, max_page_bytes=200_000)


def read(name: str, content: bytes) -> None:
    """Let the reader of a name read, and check all that it yields.

    Raises:
        AssertionError: When something is neither clean nor rejected with its place.
    """
    file = io.BytesIO(content)
    reader = reader_of(name, file)
    assert reader is not None
    for item in reader(file, name, _SETTINGS):
        result = item if isinstance(item, Rejected) else clean(item, _SETTINGS)
        if isinstance(result, Rejected):
            assert str(result).startswith(name)
            continue
        document = result.document
        assert document.text.strip()
        assert "\0" not in document.text
        document.text.encode()
        assert document.url == "" or document.url.lower().startswith(("http://", "https://"))


def readers(data: bytes) -> None:
    """Read bytes as the format that the first of them chooses."""
    if data:
        read(f"a{SUFFIXES[data[0] % len(SUFFIXES)]}", data[1:])


def analysis(data: bytes) -> None:
    """Analyse bytes as a text, as clean as it would come from a reader.

    Raises:
        AssertionError: When a span is not where it says.
    """
    text = data.decode("utf-8", "ignore").replace("\0", "")
    document = Document("fuzz", text)
    for sentence in _annotator().annotate(document).sentences:
        spans = [sentence, *sentence.places, *sentence.troops, *sentence.dates]
        spans += [cue for event in sentence.events for cue in event.cues]
        for span in spans:
            assert text[span.start : span.end] == span.text, span


@cache
def _annotator() -> Annotator:
    return Annotator()
