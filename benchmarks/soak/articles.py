"""Articles that never end and never repeat, with some thousand made-up names and some numbers.

As in the news, the words of the first days are nearly all words: what a watch remembers of them is
full soon, and what grows then is no vocabulary.
"""

from __future__ import annotations

import random
from typing import Final

_SENTENCES: Final = (
    "Die Regierung in {place} warnt {other} vor einem Angriff auf {name}.",
    "Nach Angaben von {name} verlegt Russland {n} Soldaten an die Grenze zur Ukraine.",
    "In {place} vereinbarten {name} und {second} am Montag weitere Gespräche.",
    "{name} wies den Vorwurf aus {other} zurück und nannte ihn haltlos.",
    "Bei {place} schlugen nach Angaben von Beobachtern {n} Granaten ein.",
    "Die Außenministerin von {other} lud {name} zu einem Besuch nach {place} ein.",
    "Im Dorf {second} in der Nähe von {place} wurden {n} Menschen in Sicherheit gebracht.",
    "{name} kündigte an, das Abkommen mit {other} zu prüfen, falls {second} zustimmt.",
)
_PLACES: Final = ("Warschau", "Minsk", "Genf", "Kiew", "Ankara", "Donezk", "Tiflis", "Belgrad")
_STATES: Final = ("Polen", "Belarus", "Frankreich", "Georgien", "Serbien", "Moldau", "Finnland")
_SYLLABLES: Final = ("ber", "dol", "fen", "gru", "hal", "kor", "lim", "mar", "nes", "ro", "tal")
_ENDS: Final = ("mann", "hofer", "bach", "witz", "ow", "stein", "heim", "ling")


def article(chance: random.Random, sentences: int = 6) -> str:
    """Return a text of so many sentences, with two or more of the names."""
    chosen = chance.sample(_SENTENCES, sentences)
    return " ".join(
        sentence.format(
            place=chance.choice(_PLACES),
            other=chance.choice(_STATES),
            name=_name(chance),
            second=_name(chance),
            n=chance.randint(20, 500),
        )
        for sentence in chosen
    )


def _name(chance: random.Random) -> str:
    middle = "".join(chance.choices(_SYLLABLES, k=2))
    return f"{middle.capitalize()}{chance.choice(_ENDS)}"
