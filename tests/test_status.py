"""Status of events: the examples of the tables, and how far the deciding words reach."""

from __future__ import annotations

import pytest

from pipeline.events.coder import CueRule
from pipeline.events.coders import Coders
from pipeline.events.rules import load_classes, load_particles
from pipeline.events.status import StatusReader
from pipeline.events.vocabulary import Vocabulary
from pipeline.language import blank, clips_of, read_table
from pipeline.language.clauses import clauses_of
from pipeline.language.forms import load_forms
from pipeline.model import Cue

NLP = blank("de")
FORMS = load_forms("de")
#: Cues of our own, so that these tests do not depend on the tables of another part.
RULES = [
    CueRule(f"test:{pattern}", pattern, kind, "", "", 0.0)
    for pattern, kind in [
        ("*angriff", "ASSAULT"),
        ("angreifen", "ASSAULT"),
        ("einmarschieren", "ASSAULT"),
        ("*offensive", "ASSAULT"),
        ("drohen =mit", "THREATEN"),
        ("warnen =vor *folge", "THREATEN"),
        ("*forderung stellen", "REQUEST"),
        ("fordern|auffordern", "REQUEST"),
        ("*gespräch|*verhandlung|*treffen", "CONSULT"),
        ("verhandeln", "CONSULT"),
        ("*einigung", "AGREE"),
        ("zustimmen", "AGREE"),
        ("abziehen", "RETREAT"),
        ("*waffenruhe", "RETREAT"),
        ("*lieferung", "AID"),
        ("*sanktion", "SANCTION"),
        ("*deeskalation", "CONCEDE"),
    ]
]
WORDS = Vocabulary(load_classes, FORMS, (), load_particles("de"))
CODER = Coders.of({"test": RULES}, WORDS)["test"]
TABLES = ("status_negation", "status_denial", "status_hypothetical")


def read(text: str) -> list[tuple[str, str, tuple[Cue, ...]]]:
    found: list[tuple[str, str, tuple[Cue, ...]]] = []
    for clip in clips_of(NLP(text)):
        clauses = clauses_of(clip, FORMS)
        matches = CODER.matches(clip, clauses)
        reader = StatusReader(clip, clauses, matches, FORMS)
        found += [(match.rule.type, *reader.status(match)) for match in matches]
    return found


def statuses(text: str) -> list[tuple[str, str]]:
    return [(kind, status) for kind, status, _ in read(text)]


EXAMPLES = [(table, row) for table in TABLES for row in read_table(f"de/{table}.tsv", ("pattern",))]


@pytest.mark.parametrize(
    ("table", "row"),
    [(t, r) for t, r in EXAMPLES if r["positive"]],
    ids=lambda value: value if isinstance(value, str) else value["pattern"][:40],
)
def test_the_rule_fires_in_its_positive_example(table: str, row: dict[str, str]) -> None:
    rule = f"{table}:{row['pattern'].replace(' ', '_')}"
    found = read(row["positive"])
    assert any(
        status == row["effect"] and any(cue.rule == rule for cue in cues)
        for _, status, cues in found
    ), found


@pytest.mark.parametrize(
    ("table", "row"),
    [(t, r) for t, r in EXAMPLES if r["negative"]],
    ids=lambda value: value if isinstance(value, str) else value["pattern"][:40],
)
def test_an_event_is_asserted_in_the_negative_example(table: str, row: dict[str, str]) -> None:
    assert "asserted" in [status for _, status, _ in read(row["negative"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minsk greift Kiew an.", ["asserted"]),
        ("Minsk greift Kiew nicht an.", ["negated"]),
        ("Minsk könnte Kiew angreifen.", ["hypothetical"]),
        ("Kiew bestreitet, Minsk angegriffen zu haben.", ["denied"]),
        ("Kiew bestreitet, dass Truppen Minsk angriffen.", ["denied"]),
        ("Kiew schließt einen Angriff nicht aus.", ["hypothetical"]),
        ("Kiew schließt einen Angriff aus.", ["negated"]),
        ("Wenn Minsk angreift, hilft der Westen.", ["hypothetical"]),
        ("Sollte Minsk einmarschieren, hilft der Westen.", ["hypothetical"]),
        ("Wenn Kiew hilft, greift Minsk an.", ["hypothetical"]),
        ("Minsk begann, Kiew anzugreifen.", ["asserted"]),
        ("Kiew kam, um zu verhandeln.", ["hypothetical"]),
        ("Kiew ging, ohne zu verhandeln.", ["negated"]),
        ("Kiew wird angegriffen.", ["asserted"]),
        ("Minsk wird Kiew angreifen.", ["hypothetical"]),
        ("Nach dem Angriff könnte Kiew helfen.", ["asserted"]),
        ("Er sagte, Minsk greife Kiew an.", ["asserted"]),
        ("Er sagte, Minsk habe Kiew angegriffen.", ["asserted"]),
        ("Die Armee soll Kiew angegriffen haben.", ["hypothetical"]),
        ("Minsk greift nicht nur Kiew an.", ["asserted"]),
        ("Minsk griff an und Kiew half nicht.", ["asserted"]),
        ("Minsk griff an, wir nicht.", ["asserted"]),
        ("Kiew meldete einen Angriff, Minsk bestritt ihn.", ["denied"]),
        ("Kiew meldete einen Angriff, Minsk bestritt das.", ["denied"]),
        ("Kiew meldete einen Angriff, das Amt bestritt Verluste.", ["asserted"]),
        ("Kiew meldete einen Angriff, sie bestritten Verluste.", ["asserted"]),
        ("Wenn Kiew hilft, greift Minsk nicht an.", ["negated"]),
        ("Keine Seite griff an.", ["negated"]),
        ("Auch wenn Minsk angreift, bleibt Kiew ruhig.", ["asserted"]),
        ("Kiew will die angegriffene Stadt besuchen.", ["asserted"]),
        ("Kiew fordert als Reaktion auf den Angriff mehr Hilfe.", ["asserted", "asserted"]),
        ("Kiew kam, um den Angriff zu beklagen.", ["asserted"]),
        ("Ein Angriff konnte nicht verhindert werden.", ["asserted"]),
        ("Der Bericht über den Angriff liegt vor.", ["asserted"]),
        ("Kiew plant die Verurteilung der Angriffe.", ["asserted"]),
        ("Die nicht im Rat sitzende Partei begann zu verhandeln.", ["asserted"]),
        ("Es gibt eine Stadt, die nicht an Verhandlungen glaubt.", ["negated"]),
        ("Ob Minsk angreift, ist offen.", ["hypothetical"]),
        ("Die Absicht, Truppen abzuziehen, ist ernst.", ["hypothetical"]),
        ("Kiew forderte in einem Treffen Verhandlungen.", ["asserted", "asserted", "hypothetical"]),
    ],
)
def test_the_status_of_one_event(text: str, expected: list[str]) -> None:
    assert [status for _, status in statuses(text)] == expected


def test_denial_ends_with_its_clause() -> None:
    text = "Minsk bestreitet, eine neue Offensive zu planen, hat aber Forderungen gestellt."
    assert statuses(text) == [("ASSAULT", "denied"), ("REQUEST", "asserted")]


def test_a_threat_is_made_but_what_it_threatens_is_not() -> None:
    assert statuses("Minsk droht mit einem Angriff.") == [
        ("THREATEN", "asserted"),
        ("ASSAULT", "hypothetical"),
    ]


def test_a_threat_stays_made_whatever_its_condition() -> None:
    text = "Kiew hat vor Folgen gewarnt, sollte Minsk einmarschieren."
    assert statuses(text) == [("THREATEN", "asserted"), ("ASSAULT", "hypothetical")]


def test_a_request_is_made_but_what_it_asks_for_is_not() -> None:
    assert statuses("Kiew fordert Minsk auf, die Truppen abzuziehen.") == [
        ("REQUEST", "asserted"),
        ("RETREAT", "hypothetical"),
    ]


def test_negated_relief_is_negated() -> None:
    assert statuses("Es gibt noch keine Deeskalation.") == [("CONCEDE", "negated")]


def test_a_plain_assertion_has_no_cue_and_others_name_theirs() -> None:
    assert read("Minsk greift Kiew an.")[0][2] == ()
    (cue,) = read("Minsk greift Kiew nicht an.")[0][2]
    assert (cue.text, cue.rule) == ("nicht", "status_negation:nicht")
