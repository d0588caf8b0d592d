"""The work of a batch: one document as found in, the analysed document or a rejection out."""

from __future__ import annotations

import atexit
import gc
from functools import cache
from typing import TYPE_CHECKING

import structlog

from pipeline.logs import where
from pipeline.model import Annotated
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Found
from pipeline.settings import load

if TYPE_CHECKING:
    from pipeline.annotate import Annotator


@cache
def annotator(language: str) -> Annotator:
    """Return the annotator of a language, loaded once a process.

    Nothing of what is loaded becomes garbage, so that the collector need not look for any.
    """
    settings = load()
    collects = gc.isenabled()
    gc.disable()
    try:
        from pipeline.annotate import Annotator  # noqa: PLC0415  loads spaCy and all tables

        loaded = Annotator(language, settings.ner_model, settings.boundary_policy)
    finally:
        if collects:
            gc.enable()
    # The tables live as long as the process; looking through them for garbage each time that some
    # documents were read costs more than what it finds. At the end they are garbage like all else.
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
    return loaded


def analyse(found: Found) -> Annotated | Rejected:
    """Analyse a document; an error in the analysis costs this document and no other."""
    document = found.document
    loaded = annotator(document.language)  # an error here concerns all documents: it ends the run
    try:
        return loaded.annotate(document)
    except Exception as error:  # noqa: BLE001  logged and reported, whatever it is
        from pipeline.language.numbering import forget  # noqa: PLC0415  loads spaCy

        forget()
        structlog.get_logger().error(
            "analysis_failed",
            doc_id=document.doc_id,
            path=found.path,
            error=type(error).__name__,
            where=where(error),
        )
        detail = f"{type(error).__name__} in document {document.doc_id}"
        return Rejected(Reason.ANALYSIS_FAILED, detail, found.path, found.line, found.raw)
