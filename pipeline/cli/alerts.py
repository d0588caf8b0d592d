"""``alerts``: days that rise above their past, each with the sentences behind it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from pipeline.cli.console import Exit, StoreOption, command, say

if TYPE_CHECKING:
    from pipeline.query import Filter, Query

_DAY = ["%Y-%m-%d"]
#: Days up to the latest one that are looked at without dates.
_DAYS = 7
_MOST = 100


def alerts(  # noqa: PLR0913, PLR0917  one parameter an option
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CC", help="Only this country; may be repeated. Without: all."),
    ] = None,
    since: Annotated[datetime | None, typer.Option(formats=_DAY, help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=_DAY, help="Last day.")] = None,
    z: Annotated[float, typer.Option(help="Least z-score against the 90 days before.")] = 3.0,
    articles: Annotated[int, typer.Option(min=1, help="Least articles, reprints once.")] = 3,
    sources: Annotated[int, typer.Option(min=1, help="Least sources.")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    webhook: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Post alerts there as JSON; http or https."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """List the days of a country, or of the world, on which tension rose above its past.

    Without dates, the seven days up to the latest article. docs/methodology.md has the rule. Of the
    articles nothing but the sentences of the evidence is printed or posted; nothing is posted when
    there is no alert, or no webhook is given here or in the setting alerts_webhook.

    Exit codes: 0 no alert, 4 at least one, 1 no store, or the webhook did not take them.

    Example: python -m pipeline alerts --country UA --json
    """
    with command() as settings:
        from pipeline.alerts import WebhookError, checked, payload, post  # noqa: PLC0415
        from pipeline.query import Query, SpikeRule  # noqa: PLC0415

        address = webhook or settings.alerts_webhook
        query = Query.open(store or settings.store)
        wanted = _wanted(query, country, since, until)
        rule = SpikeRule(z=z, articles=articles, sources=sources)
        try:
            target = checked(address) if address else None
            found = query.index.spikes(wanted, rule=rule, limit=_MOST)
            content = payload(found, query.overview())
            if as_json:
                typer.echo(orjson.dumps(content, option=orjson.OPT_INDENT_2))
            else:
                _tell(content, wanted)
            if target and found:
                post(target, content)
                say(f"{len(found)} alerts posted")
        except WebhookError as error:
            say(f"Error: {error}")
            raise typer.Exit(Exit.FAILED) from error
        raise typer.Exit(Exit.ALERTS if found else Exit.OK)


def _wanted(
    query: Query, countries: list[str] | None, since: datetime | None, until: datetime | None
) -> Filter:
    from pipeline.query import Filter  # noqa: PLC0415

    last = until.date() if until else query.overview().last
    first: date | None = since.date() if since else None
    if first is None and last is not None:
        first = last - timedelta(days=_DAYS - 1)
    return Filter(tuple(code.upper() for code in countries or ()), first, last)


def _tell(content: dict[str, Any], wanted: Filter) -> None:
    span = f"{wanted.first or 'the first day'} to {wanted.last or 'the last day'}"
    if not content["alerts"]:
        typer.echo(f"no alert, {span}")
        return
    for alert in content["alerts"]:
        typer.echo(
            f"{alert['day']}  {alert['country'] or 'world'}  {alert['tension']:.1f} points, "
            f"{alert['mean_before']:.1f} before, z {alert['z']:.1f}; {alert['articles']} articles "
            f"({alert['reach']} with reprints) of {', '.join(alert['sources'])}"
        )
        for one in alert["evidence"]:
            typer.echo(f"    {one['points']:5.1f}  {one['quote']}  [{one['source']}]")
