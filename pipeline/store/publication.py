"""Measures a new snapshot beside the former one before it becomes current; refuses garbage."""

from __future__ import annotations

import pyarrow.compute as pc
import pyarrow.dataset as ds
import structlog

from pipeline.remote import Folder
from pipeline.settings import Settings
from pipeline.store.checks import Check, assertions
from pipeline.store.manifest import Manifest, RefusedError


def measure(
    former: Manifest | None, documents: int, places: ds.Dataset, set_aside: float, options: Settings
) -> tuple[Check, ...]:
    """Return the assertions about a new snapshot and how they came out.

    Args:
        former: The snapshot that is to be replaced.
        documents: Number of documents in the new one.
        places: Its places.
        set_aside: Share of the inputs of the run that were set aside.
        options: The limits.
    """
    before, share_before = 0, 0.0
    if former is not None:
        before = former.documents
        if before >= options.checked_from:
            shares = (check.value for check in former.checks if check.name == "located")
            share_before = next(shares, 0.0)
    return assertions(
        (documents, before),
        (located_share(places, documents), share_before),
        set_aside,
        options.located_keep,
        options.set_aside_most,
    )


def must_hold(checks: tuple[Check, ...], folder: Folder, options: Settings) -> None:
    """Log the assertions that do not hold.

    Raises:
        RefusedError: When one of them forbids to publish, and the settings say that it does.
    """
    failed = [check for check in checks if not check.passed]
    for check in failed:
        structlog.get_logger().warning(
            "publication_check_failed", store=str(folder), check=check.name, found=str(check)
        )
    refused = [str(check) for check in failed if check.severity == "refuse"]
    if refused and options.publish_checks == "refuse":
        raise RefusedError(
            f"{folder}: not published, since the new snapshot looks like garbage beside the former "
            f"one ({'; '.join(refused)}); the former snapshot is untouched. Look at the input; "
            "LAGEBILD_PUBLISH_CHECKS=warn publishes nevertheless"
        )


def located_share(places: ds.Dataset, documents: int) -> float:
    """Return the share of documents, 0 to 1, that name a place with coordinates."""
    found: set[int] = set()
    located = ds.field("lat").is_valid()
    for batch in places.scanner(columns=["doc_id"], filter=located).to_batches():
        found.update(map(hash, pc.unique(batch.column("doc_id")).to_pylist()))
    return len(found) / documents if documents else 0.0
