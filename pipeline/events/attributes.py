"""Participles that only describe: "die annektierte Halbinsel" tells of no annexation.

A participle before its noun says what has become of somebody; it tells an act only where its doer
stands beside it ("die von Siedlern blockierte Straße").
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.coder import Match
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms

#: Types whose acts leave something behind that such a participle describes.
_MATERIAL = frozenset({"AID", "ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
_ENDINGS = ("te", "ten", "tem", "ter", "tes", "ne", "nen", "nem", "ner", "nes")
_DOERS = frozenset({"von", "vom", "durch"})
#: Words between such a preposition and the participle: "von der eigenen Armee eingekesselte".
_REACH = 5
#: Attributes between the participle and its noun: "festgenommenen früheren Minister".
_BETWEEN = 2


def describes(match: Match, clip: Clip, clauses: Sequence[Clause], forms: Forms) -> bool:
    """Whether the anchor of a material act is a participle that only describes a noun."""
    word = clip.words[match.anchor]
    if match.rule.type not in _MATERIAL or word.is_title or not word.lower.endswith(_ENDINGS):
        return False
    if any(match.anchor in clause.verbs for clause in clauses):
        return False
    if not any(reading.lemma.endswith("n") for reading in forms.readings(word.text)):
        return False  # an adjective: "zur unerwünschten Person"
    first, last = clauses[match.clause].first, clauses[match.clause].last
    before = clip.words[max(first, match.anchor - _REACH) : match.anchor]
    behind = clip.words[match.anchor + 1 : min(last, match.anchor + 2 + _BETWEEN)]
    if any(other.lower in _DOERS for other in before):
        return False
    for other in behind:
        if other.is_title or not other.lower.endswith(("e", "en", "em", "er", "es")):
            return other.is_title
    return False
