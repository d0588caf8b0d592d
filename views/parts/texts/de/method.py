"""German texts of the page on method and data."""

from __future__ import annotations

from typing import Final

METHOD: Final = {
    "method.data": "Datenstand",
    "method.snapshot": "Stand {version}, erzeugt am {created}; Methodik {methodology}.",
    "method.coverage": "{documents} Artikel mit {sentences} Sätzen aus {sources} Quellen, {first} bis {last}; {undated} ohne Datum.",
    "method.how": "Wie die Zahlen entstehen",
    "method.tension": "Spannung eines Landes: Summe der Eskalation aller Sätze über 0, die das Land betreffen, geteilt durch die Zahl aller Sätze derselben Tage, mal 100. Entspannung ebenso mit den Sätzen unter 0. Ein Satz betrifft ein Land, wenn er einen Ort dort nennt oder wenn das Land an einem Ereignis beteiligt ist.",
    "method.escalation": "Eskalation eines Satzes (−1 bis 1): aus seinen Ereignissen (Art nach PLOVER, Stärke nach dessen Tabelle, gewichtet nach Status) und aus Wörtern der Spannung, gestaucht mit dem hyperbolischen Tangens.",
    "method.status": "Status: behauptet, verneint, bestritten oder möglich. Er folgt dem Teilsatz: In „bestreitet, eine Offensive zu planen, hat aber Forderungen gestellt“ ist nur die Offensive bestritten.",
    "method.role": "Ort oder Akteur: „in Moskau“ ist ein Punkt auf der Karte, „Moskau begrüßt“ eine Regierung. Auf die Karte kommen nur Orte.",
    "method.troops": "Truppen: Jede Nennung ist eine Behauptung mit einem Intervall. Nennungen werden nie addiert.",
    "method.tone": "Ton: mittlere Polarität der wertenden Wörter mit Verneinung und Verstärkung; eine eigene Achse neben der Spannung.",
    "method.limits": "Was das nicht kann",
    "method.limit.text": "Gezählt wird, was berichtet wird, nicht was geschieht. Wenige Artikel geben unsichere Zahlen; Tage mit weniger als {few} Artikeln sind blass. Die Regeln verfehlen Ereignisse und lesen manche falsch; jede Zahl lässt sich an ihren Sätzen prüfen.",
}
