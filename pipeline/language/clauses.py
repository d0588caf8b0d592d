"""Clauses of a sentence, found without a parser.

German shows its clauses: a comma stands between them, a closed class of words opens them, and the
verb stands last in a subordinate clause and second in a main clause. The sentence is cut into
stretches at its punctuation; each stretch is judged by its first word and its verb forms, either a
clause of its own or more of the one before. Coordinated clauses are cut afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline.language.forms import Forms
from pipeline.language.verbs import Verbs, clause_words
from pipeline.language.words import Clip, Word

ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "conditional", "parenthesis"]

_STOPS = frozenset({".", "!", "?", ";", ":"})
_CUTS = _STOPS | {",", "–", "—", "-", "(", ")", "..."}
_DASHES = frozenset({"–", "—", "-"})
_STRAIGHT = '"'
_OPENING = frozenset({"„", "»", "‚"})
_CLOSING = frozenset({"“", "”", "«"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of words around one verb.

    Attributes:
        index: Position among the clauses of the sentence.
        first: Index of the first word in ``clip.words``.
        last: Index behind the last word.
        kind: "conditional" for "wenn ..." and verb-first "sollte ...".
        introducer: Lower-case word that opens it ("dass", "die", "um"), "" for a main clause.
        parent: Index of the clause that it depends on; None for a main clause, a resumed one too.
        verbs: Word indices of verb forms, finite first.
        quoted: Whether it begins within quotation marks.
        finite: Word index of the finite verb, None without one.
        resumes: Index of an earlier clause that it continues behind an inserted one, or whose
            subject it shares; None otherwise.
    """

    index: int
    first: int
    last: int
    kind: ClauseKind
    introducer: str
    parent: int | None
    verbs: tuple[int, ...]
    quoted: bool
    finite: int | None = None
    resumes: int | None = None


@dataclass(slots=True)
class _Draft:
    first: int
    last: int
    kind: ClauseKind
    introducer: str = ""
    parent: int | None = None
    resumes: int | None = None

    @property
    def verb_final(self) -> bool:
        return self.kind != "main" and self.kind != "parenthesis"


class _Builder:
    """Builds the clauses of one sentence from left to right."""

    def __init__(self, words: Sequence[Word], verbs: Verbs) -> None:
        self.words = words
        self.verbs = verbs
        self.roles = verbs.candidates(words)
        self.drafts: list[_Draft] = []
        self.classes = clause_words()

    def has(self, roles: str, first: int, last: int) -> bool:
        return any(role and role in roles for role in self.roles[first:last])

    def complete(self, draft: _Draft) -> bool:
        """Whether the clause has the verb that it needs."""
        needed = "z" if draft.kind == "infinitive" else "f"
        return self.has(needed, draft.first, draft.last)

    def bracket(self) -> str:
        """Return the form that the last main clause still waits for."""
        draft = next((d for d in reversed(self.drafts) if not d.verb_final), None)
        if draft is None:
            return ""
        waits = self.verbs.bracket(self.words, self.roles, range(draft.first, draft.last))
        return "" if waits and self.has(waits, draft.first, draft.last) else waits

    def build(self) -> list[_Draft]:
        for first, last in _stretches(self.words):
            word = self.words[self.opening(first, last)].lower
            dependent = word in self.classes["subordinator"] or (
                word in self.classes["relative"] and first and self.words[first - 1].text == ","
            )
            bracket = "" if dependent else self.bracket()
            self.verbs.resolve(self.words, self.roles, first, last, bracket)
            self.drafts.append(self.judge(first, last)) if not self.extends(first, last) else None
        return self.drafts

    def opening(self, first: int, last: int) -> int:
        """Return the index of the first word that may open a clause."""
        k = first
        while k < last - 1 and (
            not self.words[k].is_word
            or (self.words[k].lower in self.classes["coordinator"])
            or (
                self.words[k].lower in self.classes["focus"]
                and self.words[k + 1].lower in self.classes["subordinator"]
            )
        ):
            k += 1
        return k

    def ends_in_verb(self, first: int, last: int) -> bool:
        """Whether the finite verb stands in the group of verbs that ends a stretch."""
        k = last - 1
        while k > first and not self.words[k].is_word:
            k -= 1
        while k > first and self.roles[k]:
            if self.roles[k] == "f":
                return True
            k -= 1
        return False

    def closes_with_verb(self, first: int, last: int) -> bool:
        """Whether a stretch ends in a verb form of any kind."""
        return any(self.roles[k] for k in range(last - 1, max(first, last - 4), -1))

    def opener(self, first: int, last: int) -> tuple[ClauseKind, str] | None:
        """Return kind and introducer of a dependent clause that a stretch opens."""
        k = self.opening(first, last)
        word = self.words[k].lower
        following = self.words[k + 1].lower if k + 1 < last else ""
        final = self.ends_in_verb(k, last)
        kind = self.classes["subordinator"].get(word)
        if kind and self.roles[k] != "f":
            return kind, word  # type: ignore[return-value]  # the table holds clause kinds
        if word in self.classes["infinitive"] and (
            self.has("z", k, last) or (not self.has("f", k, last) and word == "um")
        ):
            return "infinitive", word
        if first and self.words[first - 1].text in {",", "–"}:
            alone = all(not w.is_word for w in self.words[k + 1 : last])
            if word in self.classes["relative"] and (final or alone):
                return "relative", word
            if word in self.classes["preposition"] and following in self.classes["relative"]:
                if final or not self.has("fz", k, last):
                    return "relative", following
        if word in self.classes["doubtful"] and final:
            return "subordinate", word
        if self.has("z", first, last) and not self.has("f", first, last):
            return "infinitive", "zu"
        return None

    def extends(self, first: int, last: int) -> bool:
        """Add the stretch to the last clause if it is no clause of its own."""
        if not self.drafts:
            return False
        before = self.drafts[-1]
        stopped = self.words[before.last - 1].text in _STOPS
        if self.opener(first, last) or self.is_tag(first, last):
            return False
        whole = self.complete(before)
        if self.has("f", first, last):
            joins = not whole and not before.verb_final and not stopped
            joins = joins or (not whole and before.kind == "conditional")
            joins = joins or (not whole and before.verb_final and self.ends_in_verb(first, last))
            joins = joins and self.words[before.last - 1].text != ":"
        else:
            joins = not (stopped and whole) and not (before.verb_final and whole)
            joins = joins or self.words[before.last - 1].text == "("
        if joins:
            before.last = last
        return joins

    def is_tag(self, first: int, last: int) -> bool:
        """Whether a stretch names the speaker: "..., so der Minister"."""
        k = self.opening(first, last)
        tagged = self.words[k].lower in self.classes["tag"] and bool(self.drafts)
        return tagged and not self.has("fz", first, last)

    def judge(self, first: int, last: int) -> _Draft:
        """Return the clause that a stretch begins."""
        previous = len(self.drafts) - 1 if self.drafts else None
        opened = self.opener(first, last)
        if opened:
            kind, introducer = opened
            unfinished = self.unfinished("infinitive" if kind == "infinitive" else "")
            if introducer == "zu" and unfinished is not None:
                host = self.drafts[unfinished]
                return _Draft(first, last, kind, host.introducer, host.parent, unfinished)
            return _Draft(first, last, kind, introducer, self.host(previous))
        if self.is_tag(first, last):
            return _Draft(first, last, "parenthesis", self.words[self.opening(first, last)].lower)
        k = self.opening(first, last)
        if self.roles[k] == "f" and self.is_conditional(k, last, previous):
            return _Draft(first, last, "conditional", self.words[k].lower, previous)
        if previous is None:
            return _Draft(first, last, "main")
        return self.resumed(first, last, previous)

    def host(self, previous: int | None) -> int | None:
        """Return the clause that a new dependent one hangs on."""
        return previous

    def unfinished(self, kind: str) -> int | None:
        """Return the last dependent clause that still waits for its verb."""
        for index in range(len(self.drafts) - 1, -1, -1):
            draft = self.drafts[index]
            if not draft.verb_final:
                return None
            if not self.complete(draft) and (not kind or draft.kind == kind):
                return index
        return None

    def is_conditional(self, k: int, last: int, previous: int | None) -> bool:
        """Whether a clause that begins with its verb is a condition: "sollte ... einmarschieren"."""
        if previous is None:
            rest = range(last, len(self.words))
            question = any(w.text == "?" for w in self.words[last - 1 :])
            comma = self.words[last - 1].text == ","
            then = next((i for i in rest if self.words[i].is_word), None)
            follows = then is not None and (
                self.roles[then] in {"f", "I", "P", "A"}
                or self.words[then].lower in self.classes["resumption"]
            )
            return comma and follows and not question
        before = self.drafts[previous]
        known = self.words[k].lower in self.classes["verb_first"]
        closed = self.closes_with_verb(k, last)
        return known and closed and self.complete(before) and last > k + 2

    def resumed(self, first: int, last: int, previous: int) -> _Draft:
        """Return what follows a finished clause: a resumed or a new main clause."""
        before = self.drafts[previous]
        finite = self.has("f", first, last)
        waiting = self.unfinished("")
        if waiting is not None and finite and self.ends_in_verb(first, last):
            host = self.drafts[waiting]
            return _Draft(first, last, host.kind, host.introducer, host.parent, waiting)
        k = self.opening(first, last)
        main = next((i for i in range(previous, -1, -1) if not self.drafts[i].verb_final), None)
        if not before.verb_final and finite and self.roles[k] != "f":
            return _Draft(first, last, "main")
        shares = main is not None and (before.verb_final or self.opening(first, last) > first)
        return _Draft(first, last, "main", resumes=main if shares else None)


def _stretches(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between punctuation; closing marks belong to the one before."""
    first = 0
    for i, word in enumerate(words):
        if word.text == "(" and i > first:
            yield first, i
            first = i
        if word.text not in _CUTS or word.text == "(":
            continue
        end = i + 1
        while end < len(words) and words[end].text in _CLOSING:
            end += 1
        if end > first and end > i:
            yield first, end
            first = end
    if first < len(words):
        yield first, len(words)


def _coordinated(builder: _Builder, draft: _Draft) -> Iterator[_Draft]:
    """Yield the parts of a clause that "und" joins, each with its own verb."""
    needed = "z" if draft.kind == "infinitive" else "f"
    begin = draft.first
    for k in range(draft.first + 1, draft.last - 1):
        if builder.words[k].lower not in builder.classes["coordinator"]:
            continue
        left = builder.has(needed, begin, k) and (
            not draft.verb_final or builder.roles[k - 1] != "" or not builder.words[k - 1].is_word
        )
        if left and builder.has(needed, k + 1, draft.last):
            yield _part(builder, draft, begin, k)
            begin = k
    yield _part(builder, draft, begin, draft.last)


def _part(builder: _Builder, draft: _Draft, first: int, last: int) -> _Draft:
    """Return a coordinated part; behind a subordinate clause it may go on with the main one."""
    if first == draft.first:
        return replace(draft, last=last)
    k = builder.opening(first, last)
    if draft.verb_final and draft.kind != "infinitive" and builder.roles[k] == "f":
        if not builder.ends_in_verb(k, last):
            main = (i for i, d in enumerate(builder.drafts) if not d.verb_final and d.first < first)
            return _Draft(first, last, "main", resumes=max(main, default=None))
    return replace(draft, first=first, last=last, resumes=None)


def _finish(builder: _Builder, marks: Sequence[bool]) -> tuple[Clause, ...]:
    moved: dict[int, int] = {}
    parts: list[tuple[_Draft, int | None]] = []
    for index, draft in enumerate(builder.drafts):
        moved[index] = len(parts)
        for number, part in enumerate(_coordinated(builder, draft)):
            opening = builder.opening(part.first, part.last)
            shares = number and not part.verb_final and builder.roles[opening] == "f"
            parts.append((part, len(parts) - 1 if shares else None))
    # A dependent clause hangs on the last of the coordinated parts before it.
    ends = {index: moved.get(index + 1, len(parts)) - 1 for index in moved}
    return tuple(
        _clause(builder, index, part, ends, shares, marks)
        for index, (part, shares) in enumerate(parts)
    )


def _clause(
    builder: _Builder,
    index: int,
    part: _Draft,
    ends: dict[int, int],
    shares: int | None,
    marks: Sequence[bool],
) -> Clause:
    verbs = sorted(
        (k for k in range(part.first, part.last) if builder.roles[k]),
        key=lambda k: (builder.roles[k] != "f", k),
    )
    finite = verbs[0] if verbs and builder.roles[verbs[0]] == "f" else None
    resumes = shares if part.resumes is None else ends[part.resumes]
    opening = next(
        (k for k in range(part.first, part.last) if builder.words[k].is_word), part.first
    )
    return Clause(
        index,
        part.first,
        part.last,
        part.kind,
        part.introducer,
        None if part.parent is None else ends[part.parent],
        tuple(verbs),
        marks[opening],
        finite,
        resumes,
    )


def quoted_words(words: Sequence[Word]) -> tuple[bool, ...]:
    """Return for each word whether it stands within quotation marks.

    A straight mark opens where white space precedes it. Where the first mark of the sentence
    closes, the quotation began in an earlier sentence.
    """
    turns = [_turn(words, i) for i in range(len(words))]
    inside = next((turn for turn in turns if turn), 0) < 0
    marks = []
    for turn in turns:
        inside = turn > 0 if turn else inside
        marks.append(inside)
    return tuple(marks)


def _turn(words: Sequence[Word], i: int) -> int:
    """Return 1 for a mark that opens, -1 for one that closes, 0 for other words."""
    text = words[i].text
    if text == _STRAIGHT:
        glued = i > 0 and words[i - 1].end == words[i].start
        followed = i + 1 < len(words) and words[i + 1].start == words[i].end
        return -1 if glued and not (followed and not words[i - 1].is_word) else 1
    return (text in _OPENING) - (text in _CLOSING)


@cache
def _verbs(forms: Forms) -> Verbs:
    return Verbs(forms)


def clauses_of(clip: Clip, forms: Forms) -> tuple[Clause, ...]:
    """Cut a sentence into clauses that cover all its words, in order, without overlap."""
    if not clip.words:
        return ()
    builder = _Builder(clip.words, _verbs(forms))
    builder.build()
    return _finish(builder, quoted_words(clip.words))
