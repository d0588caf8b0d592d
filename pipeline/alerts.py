"""Alerts for people and programs: what is told of a spike, and the webhook that it may go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import orjson

from pipeline.query import Overview, Spike

#: Raised when a field of the payload changes its name or meaning.
PAYLOAD_VERSION: Final = 1
#: Seconds after which a webhook that does not answer is given up.
_TIMEOUT: Final = 10.0


class WebhookError(Exception):
    """The webhook has an address that is no http(s) one, or did not take the alerts."""


def payload(spikes: Sequence[Spike], overview: Overview) -> dict[str, Any]:
    """Return alerts as plain values; of articles it holds the sentences of the evidence alone.

    Args:
        spikes: What rose.
        overview: The snapshot that it was found in.
    """
    return {
        "payload": PAYLOAD_VERSION,
        "snapshot": overview.version,
        "created": overview.created.isoformat(timespec="seconds"),
        "methodology": overview.methodology,
        "alerts": [_alert(spike) for spike in spikes],
    }


def post(url: str, content: dict[str, Any]) -> None:
    """Send alerts to a webhook as JSON.

    Raises:
        WebhookError: When the address is not http or https, or the answer is no success.
    """
    request = Request(  # noqa: S310  the scheme is checked
        checked(url), orjson.dumps(content), {"Content-Type": "application/json"}, method="POST"
    )
    try:
        # The scheme was checked above.
        with urlopen(request, timeout=_TIMEOUT):  # noqa: S310  # nosec B310
            pass
    except (URLError, OSError, ValueError) as error:
        raise WebhookError(f"{_shown(url)} did not take the alerts: {error}") from error


def checked(url: str) -> str:
    """Return the address of a webhook.

    Raises:
        WebhookError: When it is not one of http or https with a host.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WebhookError(f"{_shown(url)}: a webhook must begin with http:// or https://")
    return url


def _shown(url: str) -> str:
    """Return an address without its path and query, which may hold a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}"


def _alert(spike: Spike) -> dict[str, Any]:
    return {
        "day": spike.day.isoformat(),
        "country": spike.country or None,
        "tension": round(spike.tension, 1),
        "mean_before": round(spike.mean, 1),
        "z": round(spike.z, 2),
        "articles": spike.articles,
        "reach": spike.reach,
        "sources": list(spike.sources),
        "types": [{"type": one.key or None, "points": round(one.after, 1)} for one in spike.types],
        "evidence": [
            {
                "points": round(one.points, 1),
                "reach": one.reach,
                "quote": one.evidence.text,
                "source": one.evidence.source,
                "title": one.evidence.title,
                "url": one.evidence.url,
                "doc_id": one.evidence.doc_id,
                "sentence": one.evidence.sentence,
            }
            for one in spike.evidence
        ],
    }
