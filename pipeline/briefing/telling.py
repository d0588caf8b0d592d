"""The lines of a briefing in words, the same for every layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from pipeline.briefing.content import Briefing
from pipeline.briefing.words import Words
from pipeline.index.change import REST, Piece
from pipeline.query.index_rows import Mover, PeriodTension, Spike, Weighed

#: What stands for a party that the text does not name.
UNNAMED = "?"
#: Reasons that a row of the table of movers has room for.
_REASONS = 3


def title(briefing: Briefing, words: Words) -> str:
    """Return the headline."""
    return words.text("title", day=words.day(briefing.last))


def period(briefing: Briefing, words: Words) -> str:
    """Return what is compared with what."""
    before = briefing.first - timedelta(days=1)
    if briefing.days == 1:
        return words.text("period", before=words.day(before))
    return words.text(
        "period.days",
        first=words.day(briefing.first),
        last=words.day(briefing.last),
        days=briefing.days,
    )


def notes(briefing: Briefing, words: Words) -> Iterator[str]:
    """Yield how the figures are to be read, and what they rest on."""
    baseline = briefing.baseline
    yield words.text("unit", first=words.day(baseline.first), last=words.day(baseline.last))
    yield words.text("method")
    yield words.text(
        "made",
        snapshot=briefing.snapshot.isoformat(sep=" ", timespec="minutes"),
        methodology=briefing.methodology,
    )


def points(value: float | None, words: Words) -> str:
    """Write a figure in points, a dash where there is none."""
    return "–" if value is None else words.number(value)


def headline_figures(briefing: Briefing, words: Words) -> list[tuple[str, str]]:
    """Return name and value of the world's figures."""
    world = briefing.world
    if world.tension is None:
        few = words.text("few", articles=world.base_articles)
        return [(words.text("figure.tension"), few)]
    kinds = (
        ("tension", world.tension),
        ("threats", world.threats),
        ("acts", world.acts),
        ("relief", world.relief),
    )
    return [(words.text(f"figure.{kind}"), points(value, words)) for kind, value in kinds]


def headline_notes(briefing: Briefing, words: Words) -> Iterator[str]:
    """Yield what stands below the world's figures: change, interval and base."""
    world = briefing.world
    if briefing.why:
        change = words.number(briefing.why.change, sign=True)
        yield words.text("figure.change", change=change)
    if world.low is not None and world.high is not None:
        low, high = words.number(world.low), words.number(world.high)
        yield words.text("figure.interval", low=low, high=high)
    yield _base(world, words)


def _base(world: PeriodTension, words: Words) -> str:
    return words.text(
        "figure.base",
        articles=words.number(world.base_articles),
        sentences=words.number(world.base_sentences),
        sources=words.number(len(world.sources)),
    )


def mover_row(mover: Mover, words: Words) -> tuple[str, ...]:
    """Return the cells of a country that moved: name, before, now, change, articles, reasons."""
    return (
        words.country(mover.country),
        words.number(mover.before),
        words.number(mover.after),
        words.number(mover.change, sign=True),
        words.number(mover.articles),
        "; ".join(piece_line(piece, words) for piece in _weightiest(mover)),
    )


def _weightiest(mover: Mover) -> list[Piece]:
    pieces = [*mover.types, *mover.pairs]
    return sorted((p for p in pieces if p.key != REST), key=lambda p: -abs(p.change))[:_REASONS]


def piece_line(piece: Piece, words: Words, headings: dict[str, str] | None = None) -> str:
    """Write a part of a change: "Angriff +12", "Russland → Ukraine −3"."""
    return f"{piece_name(piece.key, words, headings)} {words.number(piece.change, sign=True)}"


def piece_name(key: str, words: Words, headings: dict[str, str] | None = None) -> str:
    """Name what a part of a change is: an event type, a pair, a source or an article."""
    if key == REST:
        return words.text("piece.rest")
    if not key:
        return words.text("piece.words")
    if headings and key in headings:
        return headings[key]
    if ">" in key:
        actor, _, target = key.partition(">")
        return _pair(actor, target, words)
    return words.label("type", key)


def reasons(briefing: Briefing, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the parts of the world's change by type, by pair and by article, each with its name."""
    if briefing.why:
        headings = {
            key: ", ".join(filter(None, (article.title, article.source))) or key
            for key, article in briefing.articles.items()
        }
        why = briefing.why
        cuts = (("types", why.types), ("pairs", why.pairs), ("articles", why.articles))
        for name, pieces in cuts:
            lines = [piece_line(p, words, headings) for p in pieces if p.change]
            if lines:
                yield words.text(f"why.{name}"), tuple(lines)


def alert_line(spike: Spike, words: Words) -> str:
    """Write a rise with what it rests on."""
    return words.text(
        "alert",
        country=words.country(spike.country),
        tension=words.number(spike.tension),
        mean=words.number(spike.mean),
        z=words.number(spike.z, 1),
        articles=words.number(spike.articles),
        sources=", ".join(spike.sources),
    )


def quote_source(weighed: Weighed, words: Words) -> str:
    """Write where a sentence stands and what it weighs."""
    evidence = weighed.evidence
    parts = [
        evidence.source,
        evidence.title,
        words.day(evidence.day),
        words.text("quote.weight", points=words.number(weighed.points, 1)),
    ]
    if weighed.reach > 1:
        parts.append(words.text("quote.reach", reach=weighed.reach))
    return ", ".join(filter(None, parts))


def findings(weighed: Weighed, words: Words) -> str:
    """Write the events of a sentence: type, status and parties."""
    return "; ".join(_finding(finding.label, words) for finding in weighed.evidence.findings)


def _finding(label: Sequence[str], words: Words) -> str:
    type_, _, status, sides, _ = label
    actors, _, targets = sides.partition(" → ")
    named = [
        ", ".join(words.country(code) if code != "?" else "?" for code in side.split(", "))
        for side in (actors, targets)
    ]
    event = f"{words.label('type', type_)} ({words.label('status', status)})"
    return event if named == ["?", "?"] else f"{event}: {named[0]} → {named[1]}"


def _pair(actor: str, target: str, words: Words) -> str:
    """Name who acts against whom, as far as the text names them."""
    if actor == UNNAMED:
        named = "pair.nobody" if target == UNNAMED else "pair.target"
    else:
        named = "pair.actor" if target == UNNAMED else "pair"
    return words.text(named, actor=words.country(actor), target=words.country(target))
