"""Where a mention of troops begins and ends, and how many it counts.

A mention runs from its quantity to the noun of the unit ("Zehntausende von russischen Truppen"), or
is the noun with its attribute of origin where there is no number. A number may also stand behind
("die Zahl der Soldaten auf 5.000") or without its noun ("darunter 35.000 in Deutschland").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language import Word
from pipeline.numerals import Quantity, is_quantity_word, quantity_at
from pipeline.troops.tables import determiners, nouns, words_of
from pipeline.troops.units import Unit

#: Words that may stand between a quantity and its unit: adjectives, "von", "der".
_MAX_BETWEEN = 6
_MAX_QUANTITY = 6
_BEHIND = 8
_ONE = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})
_INNER = frozenset({"von", "der", "und", "an", "stück", "zahl", "anzahl", "leichen", "mitglieder"})
_SHARES = frozenset({"darunter", "davon", "hiervon"})
_JOINS = frozenset({"und", "sowie", "oder"})
_TO = frozenset({"auf", "mit", "bei"})
_CLAUSE_ENDS = frozenset({",", ";", ":", "–", "(", ")", "."})


@dataclass(frozen=True, slots=True)
class Mention:
    """Troops in a sentence: word indices, last inclusive.

    Attributes:
        first: Where the mention begins.
        last: Where it ends.
        noun: Index of the noun that is counted; the number itself where the noun is left out.
        unit: What is counted.
        quantity: How many, None where the text does not say.
        of: Index of the noun of an earlier mention that this one is a part of, else None.
    """

    first: int
    last: int
    noun: int
    unit: Unit
    quantity: Quantity | None
    of: int | None = None


def mentions_of(
    words: Sequence[Word],
    units: Sequence[tuple[int, Unit]],
    origins: frozenset[int],
    dated: frozenset[int],
) -> tuple[Mention, ...]:
    """Return the mentions of a sentence in order.

    Args:
        words: The sentence.
        units: Indices of the nouns that name a unit.
        origins: Indices of adjectives of origin ("russische").
        dated: Indices of words of dates: the 2022 of "im Februar 2022" counts no soldiers.
    """
    found: list[Mention] = []
    for noun, unit in units:
        quantity = quantity_before(words, noun, dated)
        if quantity is not None:
            shared = _shared_noun(words, quantity.first, unit, dated)
            found.extend([shared] if shared is not None else [])
            found.append(Mention(quantity.first, noun, noun, unit, quantity))
            continue
        first = noun - 1 if noun - 1 in origins else noun
        behind = _quantity_behind(words, first, noun, dated)
        last = behind.last if behind else noun
        found.append(Mention(first, last, noun, unit, behind))
    found.extend(_shares(words, tuple(found), dated))
    found.sort(key=lambda mention: mention.first)
    return tuple(found)


def is_one(words: Sequence[Word], quantity: Quantity) -> bool:
    """Whether a quantity is an indefinite article, "ein" rather than "zwei"."""
    return quantity.first == quantity.last and words[quantity.first].lower in _ONE


def quantity_before(words: Sequence[Word], noun: int, dated: frozenset[int]) -> Quantity | None:
    """Return the quantity in front of a noun with only attributes between them."""
    for first in range(max(0, noun - _MAX_BETWEEN - _MAX_QUANTITY), noun):
        if first in dated or not is_quantity_word(words[first]):
            continue
        quantity = quantity_at(words, first)
        if quantity is None or quantity.last >= noun:
            continue
        between = words[quantity.last + 1 : noun]
        if len(between) <= _MAX_BETWEEN and _are_attributes(between):
            return quantity
    return None


def _are_attributes(between: Sequence[Word]) -> bool:
    """Whether words may stand between number and unit: "von", an article, an adjective, a type."""
    types = words_of("types")
    return all(
        word.lower in _INNER or word.lower in types or _is_adjective(word) for word in between
    )


def _is_adjective(word: Word) -> bool:
    declined = not word.is_title and word.lower.endswith(("e", "en", "er", "em", "es"))
    return declined and word.lower not in determiners()


def _shared_noun(
    words: Sequence[Word], start: int, unit: Unit, dated: frozenset[int]
) -> Mention | None:
    """Read the first half of "fünf getötete und acht verletzte Soldaten"."""
    if start < 3 or words[start - 1].lower not in _JOINS or not _is_adjective(words[start - 2]):
        return None
    quantity = quantity_before(words, start - 2, dated)
    if quantity is None or is_one(words, quantity):
        return None
    return Mention(quantity.first, start - 2, start - 2, unit, quantity)


def _quantity_behind(
    words: Sequence[Word], first: int, noun: int, dated: frozenset[int]
) -> Quantity | None:
    """Read the number of "die Zahl der russischen Soldaten auf rund 5.000"."""
    counted = nouns("number")
    if not any(word.lower in counted for word in words[max(0, first - 4) : first]):
        return None
    for at in range(noun + 1, min(noun + _BEHIND, len(words) - 1)):
        if words[at].text in _CLAUSE_ENDS:
            return None
        if words[at].lower in _TO and at + 1 not in dated:
            quantity = quantity_at(words, at + 1)
            if quantity is not None and not _noun_follows(words, quantity.last):
                return quantity
    return None


def _noun_follows(words: Sequence[Word], last: int) -> bool:
    """Whether a number belongs to a noun behind it ("5.000 Euro", "20 verletzte Zivilisten")."""
    following = last + 1
    while following < len(words) and _is_adjective(words[following]):
        following += 1
    if following >= len(words):
        return False
    word = words[following]
    return (word.is_title and word.is_word) or word.lower in {"prozent", "%"}


def _shares(
    words: Sequence[Word], found: Sequence[Mention], dated: frozenset[int]
) -> Iterator[Mention]:
    """Read "darunter rund 35.000 in Deutschland", "davon 780 der Bundeswehr"."""
    for at, word in enumerate(words[:-1]):
        if word.lower not in _SHARES or at + 1 in dated:
            continue
        whole = [mention for mention in found if mention.last < at]
        quantity = quantity_at(words, at + 1)
        if not whole or quantity is None or _noun_follows(words, quantity.last):
            continue
        counted = whole[-1]
        if counted.quantity is not None and counted.unit.is_counted:
            last = quantity.last
            yield Mention(quantity.first, last, last, counted.unit, quantity, counted.noun)
