"""Documents that a run meets twice: the first one counts."""

from __future__ import annotations

from typing import Literal

from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Found
from pipeline.store.rows import content_hash


class Repeats:
    """Remembers which documents were met; grows with their number."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def check(self, found: Found) -> Literal["first", "repeat"] | Rejected:
        """Say what a document is; another text under a given identifier is rejected."""
        doc_id, content = found.document.doc_id, content_hash(found.document)
        former = self._seen.get(doc_id)
        if former is None:
            self._seen[doc_id] = content
            return "first"
        if former == content or not found.id_given:
            return "repeat"
        detail = f"id {doc_id[:60]}"
        return Rejected(Reason.CONFLICTING_ID, detail, found.path, found.line, found.raw)
