"""The noun phrase: what the rooms of the events share of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.events.entities import Mention


@dataclass(slots=True)
class NounPhrase:
    """A noun phrase or a pronoun in its place.

    Attributes:
        index: Position among the phrases of the sentence.
        first: Index of its first word, the preposition left out.
        last: Index of its last word.
        head: Index of its noun.
        preposition: That governs it, in lower case; "" without one.
        cases: The cases that it can have.
        plural: Whether it is plural, None where it does not show.
        clause: Index of the clause.
        mentions: The parties named in it.
        owner: Index of the phrase that it is an attribute of.
        joint: Index of the first phrase that "und" joins it to.
        pronoun: "" or the pronoun that it is.
    """

    index: int
    first: int
    last: int
    head: int
    preposition: str
    cases: frozenset[str]
    plural: bool | None
    clause: int
    mentions: tuple[Mention, ...] = ()
    owner: int | None = None
    joint: int | None = None
    pronoun: str = ""
    determiner: str = ""
