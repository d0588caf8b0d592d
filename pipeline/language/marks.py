"""Spans over what the rooms find, for those who look at a document of spaCy.

Who only wants what the rooms leave in its extension attributes marks the document ``UNMARKED``.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

#: Where a document says in its ``user_data`` that nobody looks at its spans and sentences.
UNMARKED = "lagebild.unmarked"


def mark(doc: Doc, name: str, found: Iterable[tuple[int, int, str]]) -> None:
    """Leave a span group in a document, unless nobody looks at it.

    Args:
        doc: The document.
        name: Of the group.
        found: First character, the one behind the last, and label of each span, which is widened to
            whole tokens.
    """
    if doc.user_data.get(UNMARKED):
        return
    spans = [
        doc.char_span(start, end, label=label, alignment_mode="expand")
        for start, end, label in found
    ]
    doc.spans[name] = [span for span in spans if span is not None]
