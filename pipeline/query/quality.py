"""What the figures rest on: how fresh, how complete, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.quarantine import entries
from pipeline.query.database import Database

_QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class SetAside:
    """Inputs that were not analysed for one reason, by its short name."""

    reason: str
    inputs: int


@dataclass(frozen=True, slots=True)
class Quality:
    """State of the data, unfiltered.

    Attributes:
        age_hours: Since the snapshot was published.
        last: Publication date of the latest article, None without any.
        documents: All articles.
        undated: Articles without a date; they are in no daily figure.
        unnamed: Articles without a source.
        silent: Sentences in which nothing was found.
        sentences: All sentences.
        unplaced: Events whose sentence does not say where.
        one_sided: Events with an actor or a target missing.
        events: All events.
        methodologies: Versions of the rules that the sentences were analysed by.
        set_aside: What lies in the quarantine, by reason.
    """

    age_hours: float
    last: date | None
    documents: int
    undated: int
    unnamed: int
    silent: int
    sentences: int
    unplaced: int
    one_sided: int
    events: int
    methodologies: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


def quality(query: Database) -> Quality:
    """Return the state of the data."""
    documents = query.one(
        "SELECT count(*) AS documents, count(*) FILTER (published IS NULL) AS undated,"
        " count(*) FILTER (coalesce(source, '') = '') AS unnamed, max(published) AS last"
        " FROM documents",
        [],
    )
    sentences = query.one(
        "SELECT count(*) AS sentences, count(*) FILTER ((doc_id, sentence) NOT IN ("
        "SELECT doc_id, sentence FROM places UNION SELECT doc_id, sentence FROM events"
        " UNION SELECT doc_id, sentence FROM troops)) AS silent,"
        " list_sort(list(DISTINCT methodology)) AS methodologies FROM sentences",
        [],
    )
    events = query.one(
        "SELECT count(*) AS events, count(*) FILTER (place IS NULL) AS unplaced,"
        " count(*) FILTER (coalesce(len(actors), 0) = 0 OR coalesce(len(targets), 0) = 0)"
        " AS one_sided FROM events",
        [],
    )
    return Quality(
        age_hours=query.snapshot.age_seconds / 3600,
        methodologies=tuple(sentences.pop("methodologies") or ()),
        set_aside=_set_aside(query),
        **documents,
        **sentences,
        **events,
    )


def _set_aside(query: Database) -> tuple[SetAside, ...]:
    counts: dict[str, int] = {}
    for entry in entries(query.snapshot.folder / _QUARANTINE):
        counts[entry.reason] = counts.get(entry.reason, 0) + 1
    return tuple(SetAside(reason, n) for reason, n in sorted(counts.items()))
