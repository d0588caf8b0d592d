"""German spellings of towns whose names come from another script: Kasan, Saratow, Falludscha.

GeoNames names them by English transliteration. Its alternate names carry no language, so that the
German one cannot be told by a tag: it is the one that the German rules of transcription
(``data/places/transcription.tsv``) make of the native name, and the native name is the one that the
Latin name transliterates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from pipeline.language import read_table

_Rules = tuple[tuple[re.Pattern[str], str], ...]

_NATIVE = re.compile(r"[А-ЯЁЄІЇҐЎҒҚҢӨҮҰӘҺҶӢӮҲ][а-яёєіїґўғқңөүұәһҷӣӯҳА-ЯЁЄІЇҐ'’ʼ -]+")
#: Letters that German has, with their marks; all other marks go.
_KEPT = frozenset("äöüß")
#: What differs between English and German spelling of one sound, reduced to one letter each.
_ENGLISH = (
    *(("shch", "Q"), ("sh", "S"), ("zh", "S"), ("kh", "h"), ("ch", "C"), ("ts", "Z")),
    *(("gh", "g"), ("x", "ks"), ("q", "k"), ("z", "s"), ("w", "u")),
)
_GERMAN = (
    *(("schtsch", "Q"), ("tsch", "C"), ("sch", "S"), ("ch", "h"), ("z", "Z"), ("ts", "Z")),
    *(("gh", "g"), ("x", "ks"), ("w", "v")),
)


@dataclass(frozen=True, slots=True)
class _System:
    """How the names of a country are written in German; see ``name_systems.tsv``."""

    rules: tuple[_Rules, ...]
    native: bool


@cache
def _rules(system: str) -> _Rules:
    rows = read_table("places/transcription.tsv", ("system", "pattern", "german"))
    return tuple(
        (re.compile(row["pattern"]), row["german"]) for row in rows if row["system"] == system
    )


@cache
def _systems() -> dict[str, _System]:
    rows = read_table("places/name_systems.tsv", ("country", "systems", "after", "kind"))
    return {
        row["country"]: _System(
            tuple(_rules(name) + _rules(row["after"]) for name in row["systems"].split("|")),
            row["kind"] == "native",
        )
        for row in rows
    }


def german_name(country: str, name: str, alternates: Iterable[str]) -> str:
    """Return how German news spells a town, empty where no rule tells.

    Args:
        country: ISO 3166-1 alpha-2 code.
        name: The Latin name of GeoNames.
        alternates: Its other names, in any script.
    """
    system = _systems().get(country)
    if system is None:
        return ""
    if not system.native:
        return "" if _is_english(name) else _spell(_trimmed(name, country), system.rules[0])
    known = frozenset(alternates)
    return next(filter(None, (_from_native(name, known, rules) for rules in system.rules)), "")


def _trimmed(name: str, country: str) -> str:
    """Return a Latin name without what German leaves out: articles, administrative endings."""
    for pattern, german in _rules(f"whole:{country}") + _rules("whole"):
        name = pattern.sub(german, name)
    return name


@cache
def _english_words() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, _ in _rules("english")))


def _is_english(name: str) -> bool:
    """Whether a name is English and no transliteration ("Khartoum North")."""
    return _english_words().search(name) is not None


def transcribe(word: str, system: str, after: str = "") -> str:
    """Return a word of another script as the rules of a system spell it in German."""
    return _spell(word, _rules(system) + _rules(after))


def _from_native(name: str, alternates: frozenset[str], rules: _Rules) -> str:
    """Return the German spelling of the native name that a Latin one transliterates.

    Where several fit, alternates of other languages or without "ё", one with "ё" counts first, then
    one whose German spelling is itself an alternate name, then the most alike.
    """
    fitting = []
    for one in filter(_NATIVE.fullmatch, alternates):
        german = _spell(one, rules)
        spelled = {german, _spell(one.replace("ё", "е"), rules)}
        if _sound(name, _ENGLISH) in {_sound(text, _GERMAN) for text in spelled}:
            likeness = max(_likeness(name, text) for text in spelled)
            fitting.append(("ё" in one, german in alternates, likeness, german))
    return max(fitting)[-1] if fitting else ""


def _likeness(name: str, german: str) -> float:
    """Return what two spellings share (0 to 1): "Nikopol" is "Нікополь", not "Никополь"."""
    one, other = plain(name.lower()), german.lower()
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _sound(name: str, spelling: Iterable[tuple[str, str]]) -> str:
    """Return a spelling reduced to what English and German transliterations share."""
    text = re.sub(r"[^a-zß]", "", plain(name.lower()))
    for letters, sign in spelling:
        text = text.replace(letters, sign)
    text = re.sub(r"[yj]", "i", text)
    text = re.sub(r"i+(?=[eoi])", "", text)
    return re.sub(r"(.)\1+", r"\1", text)


def _spell(name: str, rules: _Rules) -> str:
    return "".join(
        part if part in {" ", "-"} else _spell_word(part, rules)
        for part in re.split(r"([ -])", name)
    )


def _spell_word(word: str, rules: _Rules) -> str:
    """Apply the rules from left to right; letters without a rule stay, without their marks."""
    lower, written, index = unicodedata.normalize("NFC", word.lower()), "", 0
    while index < len(lower):
        for pattern, german in rules:
            match = pattern.match(lower, index)
            if match and match.end() > index:
                written += german
                index = match.end()
                break
        else:
            written += plain(lower[index])
            index += 1
    capital = next((letter for letter in word if letter.isalpha()), "").isupper()
    return written[:1].upper() + written[1:] if capital else written


def plain(text: str) -> str:
    """Return a text without the marks that German does not write."""
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        bare = unicodedata.normalize("NFKD", letter)
        kept.append(
            letter if letter in _KEPT else "".join(c for c in bare if not unicodedata.combining(c))
        )
    return "".join(kept)
