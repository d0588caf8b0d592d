"""What a document and the words beside a name tell about which place it means.

``survey`` looks at the whole document once: which states it names and which towns are sure.
``hints`` looks at one sentence: countries, regions and nouns that stand beside a name and say where
it lies or what it is ("im libanesischen Tripoli", "Paris, Texas", "der Bundesstaat Washington").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from pipeline.language import Word
from pipeline.places.derivations import Found
from pipeline.places.gazetteer import GazetteerPlace
from pipeline.places.lexicon import type_noun, words
from pipeline.places.resolve import Hint, Near, Surroundings, country_group, resolve
from pipeline.places.role_words import is_geographic

#: A place counts as sure from this confidence on, without any context.
_SURE = 0.85
_MOST_ANCHORS = 12
_ANCHOR_KINDS = frozenset({"city", "capital", "region", "river", "sea"})
#: Words that may lead from a name to the place that it lies in or near.
_INSIDE = frozenset({"in", "im", "(", ","})
_CLOSE = frozenset({"bei", "nahe", "unweit", "südlich", "nördlich", "westlich", "östlich", "vor"})
_LINKS = frozenset({"in", "im", "der", "des", "dem", "den", "von", "bei", "an", "am", "zu", "zur"})
_REACH = 7
#: How far a region reaches, and how close "bei" is, in km.
_REGION_KM = 500.0
_CLOSE_KM = 80.0


def home_country(url: str) -> str:
    """Return the German-speaking country that an address belongs to, empty where it tells none."""
    suffix = (urlsplit(url).hostname or "").rsplit(".", 1)[-1].upper()
    return suffix if suffix in country_group("home") else ""


def survey(found: Iterable[Found], url: str = "") -> Surroundings:
    """Return what all toponyms of a document tell together."""
    states: Counter[str] = Counter()
    anchors: dict[str, tuple[str, float, float]] = {}
    for mention in found:
        for country in {s.place.country for s in mention.senses if s.place.kind == "country"}:
            states[country] += 1
        if mention.name in anchors or len(anchors) >= _MOST_ANCHORS:
            continue
        place = _sure_place(mention)
        if place is not None and place.lat is not None and place.lon is not None:
            anchors[mention.name] = (mention.name, place.lat, place.lon)
    most = max(states.values(), default=1)
    return Surroundings(
        {country: count / most for country, count in states.items()},
        tuple(anchors.values()),
        home_country(url),
    )


def _sure_place(mention: Found) -> GazetteerPlace | None:
    resolved = resolve(mention.senses)
    sure = resolved.confidence >= _SURE and resolved.place.kind in _ANCHOR_KINDS
    return resolved.place if sure else None


def hints(sentence: Sequence[Word], found: Sequence[Found]) -> list[Hint]:
    """Return what stands beside each toponym of a sentence, in the same order."""
    return [_hint(sentence, found, position) for position in range(len(found))]


def _hint(sentence: Sequence[Word], found: Sequence[Found], position: int) -> Hint:
    mention = found[position]
    if len(mention.senses) == 1:
        return Hint()
    countries: set[str] = set()
    noun = _noun_in_front(sentence, mention)
    front = found[position - 1] if position else None
    if front is not None and _is_attribute(front, mention, noun):
        countries |= {sense.place.country for sense in front.senses}
    near: list[Near] = []
    for place, close in _behind(sentence, found, position):
        if close:
            near += _around(place, _CLOSE_KM)
        elif place.kind == "country":
            countries.add(place.country)
        else:
            near += _around(place, _REGION_KM if place.kind == "region" else _CLOSE_KM)
    return Hint(frozenset(countries - {""}), tuple(near), mention.kinds)


def _around(place: GazetteerPlace, km: float) -> list[Near]:
    if place.lat is None or place.lon is None:
        return []
    return [Near(place.lat, place.lon, km, place.country)]


def _noun_in_front(sentence: Sequence[Word], mention: Found) -> str:
    """Return the type noun right before a name, the last part of a compound ("US-Bundesstaat")."""
    if not mention.first:
        return ""
    return type_noun(sentence[mention.first - 1].text)


def _is_attribute(front: Found, mention: Found, noun: str) -> bool:
    """Whether a toponym in front qualifies the name: "syrische Stadt Idlib", "US-Staat Georgia"."""
    apart = mention.first - front.last - 1
    if front.form == "adjective":
        return apart == 0 or (apart == 1 and bool(noun))
    return front.form == "compound" and apart == 0 and bool(noun)


def _behind(
    sentence: Sequence[Word], found: Sequence[Found], position: int
) -> list[tuple[GazetteerPlace, bool]]:
    """Return the places that a phrase behind the name leads to; True where it is only close by."""
    last = found[position].last
    led: list[tuple[GazetteerPlace, bool]] = []
    close = False
    for following in found[position + 1 :]:
        between = sentence[last + 1 : following.first]
        if following.first - found[position].last > _REACH or not _leads(between, bool(led)):
            break
        close = close or any(word.lower in _CLOSE for word in between)
        if between and between[0].text == "," and _is_list(sentence, following):
            break
        place = resolve(following.senses).place
        if place.kind != "sea" and following.form != "demonym":
            led.append((place, close and place.kind != "country"))
        last = following.last
    return led


def _leads(between: Sequence[Word], further: bool) -> bool:
    """Whether the words between two toponyms say that the first lies in or near the second."""
    if not between:
        return further
    opening = between[0].lower
    if opening not in _INSIDE | _CLOSE and not further:
        return False
    if opening in {",", "("} and len(between) == 1:
        return True
    return all(
        word.lower in _LINKS | _INSIDE | _CLOSE
        or word.lower in words("articles")
        or type_noun(word.text)
        or is_geographic(word)
        or (not word.is_title and word.lower.endswith(("en", "er", "em")))
        for word in between
    )


def _is_list(sentence: Sequence[Word], following: Found) -> bool:
    """Whether a comma in front of a toponym lists it ("Paris, Polen und ...")."""
    behind = sentence[following.last + 1 : following.last + 3]
    if any(word.lower in {"und", "oder", "sowie"} for word in behind[:1]):
        return True
    return len(behind) == 2 and behind[0].text == "," and behind[1].is_title
