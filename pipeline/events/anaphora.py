"""Whom a pronoun or a bare noun of office stands for: "er", "der Beamte", "des Ministeriums".

The article names a party once and then goes on with what it is. A noun is resolved only where all
earlier ones of its kind named the same party.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.events.cast import Cast
from pipeline.events.entities import Mention
from pipeline.events.frames import Frame, is_plural
from pipeline.events.nominal_words import verbs_of
from pipeline.events.nominals import NounPhrase
from pipeline.events.read import ReadSentence
from pipeline.events.role_nouns import kinds_of
from pipeline.events.role_nouns import stem as stem_of
from pipeline.events.roles import give_roles
from pipeline.events.sides import SEATS
from pipeline.language import Clip, Word, read_table
from pipeline.language.clauses import Clause, ancestors
from pipeline.language.forms import Forms

#: How many sentences back a noun of office, a pronoun and a surname look.
_NOUN_BACK, _PRONOUN_BACK, _NAME_BACK = 12, 3, 30
_DEFINITE = frozenset({"der", "die", "das", "des", "dem", "den", "beim", "vom", "zum", "zur"})
_ARTICLES = {"er": "der", "sie": "die", "es": "das"}


@cache
def _offices() -> frozenset[str]:
    rows = read_table("de/anaphora_nouns.tsv", ("noun",))
    return frozenset(stem_of(row["noun"]) for row in rows)


def resolve(
    here: ReadSentence,
    clips: Sequence[Clip],
    read: Callable[[int], ReadSentence],
    forms: Forms,
    cast: Cast,
) -> None:
    """Give a sentence, in place, the parties that its anaphors stand for.

    ``read`` is called for earlier sentences of ``clips`` by their index, few of them.
    """
    resolver = _Resolver(here, clips, read, forms)
    resolver.names()
    unsettled = resolver.nouns()
    resolver.pronouns()
    resolver.objects()
    give_roles(here, cast, unsettled)


class _Resolver:
    """Resolves the anaphors of one sentence."""

    def __init__(
        self,
        here: ReadSentence,
        clips: Sequence[Clip],
        read: Callable[[int], ReadSentence],
        forms: Forms,
    ) -> None:
        self._here, self._clips, self._read, self._forms = here, clips, read, forms

    # Names.

    def names(self) -> None:
        """Resolve a surname alone that an earlier sentence joins with an office: "Ruto"."""
        for phrase in self._here.phrases:
            word = self._here.clip.words[phrase.last].text
            if phrase.pronoun or not word[:1].isupper() or self._forms.lemmas(word):
                continue
            if any(True for _ in _named(self._here, phrase)):
                continue
            found = next(self._bearers(phrase, word.removesuffix("s")), None)
            if found is not None:
                phrase.mentions = (*phrase.mentions, _moved(found, phrase, self._here))

    def _bearers(self, phrase: NounPhrase, name: str) -> Iterator[Mention]:
        """Yield the parties of earlier phrases that end in a name, the nearest first."""
        at = self._here.clip.index
        for index in range(at, max(-1, at - _NAME_BACK), -1):
            if {name, name + "s"}.isdisjoint(self._clips[index].texts):
                continue
            words = self._clips[index].words
            sentence = self._here if index == at else self._read(index)
            for other in sentence.phrases:
                last = words[other.last].text
                before = index < at or other.first < phrase.first
                if before and last in {name, name + "s"} and self._is_office(words, other):
                    yield from _named(sentence, other)

    def _is_office(self, words: Sequence[Word], phrase: NounPhrase) -> bool:
        head = words[phrase.head].text
        return phrase.head < phrase.last and (stem_of(head) in _offices() or bool(kinds_of(head)))

    # Nouns of office.

    def nouns(self) -> frozenset[int]:
        """Resolve bare definite nouns where all earlier ones named the same party.

        Returns the indices of phrases that may stand for several.
        """
        unsettled: set[int] = set()
        words = self._here.clip.words
        for phrase in self._here.phrases:
            stem = stem_of(words[phrase.head].text)
            known = phrase.determiner in _DEFINITE or self._is_another(phrase)
            bare = known and phrase.head == phrase.last
            if not bare or phrase.pronoun or stem not in _offices():
                continue
            if any(True for _ in _named(self._here, phrase)):
                continue
            found = list(self._namesakes(phrase, stem))
            if len({mention.actor for mention in found}) == 1:
                phrase.mentions = (_moved(found[-1], phrase, self._here),)
            elif found:
                unsettled.add(phrase.index)
        return frozenset(unsettled)

    def _is_another(self, phrase: NounPhrase) -> bool:
        """Whether a noun speaks of one more of those named before: "ein weiterer Beamter"."""
        words = self._here.clip.words[phrase.first : phrase.head]
        return phrase.determiner.startswith("ein") and any(
            word.lower.startswith("weiter") for word in words
        )

    def _namesakes(self, phrase: NounPhrase, stem: str) -> Iterator[Mention]:
        at = self._here.clip.index
        for index in range(max(0, at - _NOUN_BACK), at + 1):
            if stem not in self._clips[index].text.lower():
                continue
            sentence = self._here if index == at else self._read(index)
            for other in sentence.phrases:
                if index == at and other.first >= phrase.first:
                    return
                head = sentence.clip.words[other.head].text
                if not other.pronoun and stem_of(head).endswith(stem):
                    yield from _named(sentence, other)

    # Pronouns.

    def pronouns(self) -> None:
        """Resolve "er", "sie" and "es" as subjects."""
        for clause in self._here.clauses:
            frame = self._here.frames.of(clause.index)
            subject = frame.subject
            if subject is None or subject.pronoun not in _ARTICLES or subject.mentions:
                continue
            if subject.pronoun == "es" and self._is_expletive(frame):
                continue
            if self._is_plural(subject):
                self._several(subject)
                continue
            antecedent = self._antecedent(clause, subject)
            if antecedent is not None:
                sentence, phrase = antecedent
                mentions = tuple(_named(sentence, phrase))
                subject.mentions = tuple(_moved(m, subject, self._here) for m in mentions[:1])

    def _several(self, pronoun: NounPhrase) -> None:
        """Give a plural "sie" the parties of the subject of the sentence before, if that is plural.

        Parties of a genitive count, too: "Delegationen der Ukraine und Russlands".
        """
        at = self._here.clip.index
        if at == 0 or pronoun.clause != 0:
            return
        sentence = self._read(at - 1)
        subject = _main_subject(sentence)
        finite = None if subject is None else sentence.clauses[subject.clause].finite
        if subject is None or finite is None:
            return
        if not is_plural(sentence.clip.words[finite].lower, self._forms):
            return
        parts = [subject, *(p for p in sentence.phrases if p.joint == subject.index)]
        owners = {part.index for part in parts}
        owned = {p.index for p in sentence.phrases if p.owner in owners and not p.preposition}
        others = [p for p in sentence.phrases if p.joint in owned]
        found = [m for p in (*parts, *others) for m in _named(sentence, p)]
        unique = {mention.actor: mention for mention in found}
        pronoun.mentions = tuple(_moved(m, pronoun, self._here) for m in unique.values())

    def objects(self) -> None:
        """Resolve "ihn" and "ihm" as the subject of the clause or sentence before."""
        for phrase in self._here.phrases:
            if phrase.pronoun not in {"ihn", "ihm"} or phrase.mentions:
                continue
            clause = self._here.clauses[phrase.clause]
            stand_in = replace(phrase, pronoun="er")
            antecedent = self._antecedent(clause, stand_in)
            own = self._here.frames.of(clause.index).subject
            if antecedent is not None and antecedent[1] is not own:
                mentions = tuple(_named(*antecedent))
                phrase.mentions = tuple(_moved(m, phrase, self._here) for m in mentions[:1])

    def _is_expletive(self, frame: Frame) -> bool:
        """Whether "es" stands for nothing: "dass es Angriffe gebe", "dass es sinnvoll sei"."""
        words = self._here.clip.words
        lemmas = {lemma for i in frame.clause.verbs for lemma in self._forms.lemmas(words[i].text)}
        finite = frame.clause.finite
        many = finite is not None and is_plural(words[finite].lower, self._forms)
        # "es starb ein Soldat", "es werde gekämpft"
        holds = frame.passive or many or any(p.cases == {"n"} for p in frame.phrases)
        copula = "sein" in lemmas and len(frame.clause.verbs) == 1
        return holds or copula or not verbs_of("expletive").isdisjoint(lemmas)

    def _antecedent(
        self, clause: Clause, pronoun: NounPhrase
    ) -> tuple[ReadSentence, NounPhrase] | None:
        """Return the subject that a pronoun stands for, with its sentence."""
        earlier = [c for c in self._here.clauses if c.index < clause.index]
        above = list(ancestors(self._here.clauses, clause))
        for other in (*above, *reversed(earlier)):
            accused = self._accused(other, clause)
            if accused is not None:
                return self._here, accused
            subject = self._here.frames.of(other.index).subject
            if subject is None or subject is pronoun or subject.pronoun == "relative":
                continue
            if self._fits(self._here, subject, pronoun):
                return self._here, subject
            if not subject.pronoun and other in above:
                return None
        at = self._here.clip.index
        for index in range(at - 1, max(-1, at - 1 - _PRONOUN_BACK), -1):
            sentence = self._read(index)
            subject = _main_subject(sentence)
            if subject is None or pronoun.pronoun == "es":
                return None
            if subject.pronoun != pronoun.pronoun:
                return (sentence, subject) if self._fits(sentence, subject, pronoun) else None
        return None

    def _accused(self, accusing: Clause, clause: Clause) -> NounPhrase | None:
        """Return who is accused of what the next clause tells: "wirft ihm vor, er ..."."""
        words = self._here.clip.words
        lemmas = {lemma for i in accusing.verbs for lemma in self._forms.lemmas(words[i].text)}
        tail = words[accusing.last - 2].lower if accusing.last > 1 else ""
        lemmas |= {j for lemma in tuple(lemmas) if (j := self._forms.joined(lemma, tail))}
        if clause.index != accusing.index + 1 or verbs_of("accusing").isdisjoint(lemmas):
            return None
        bare = self._here.frames.of(accusing.index).bare()
        return next((p for p in bare if any(True for _ in _named(self._here, p))), None)

    def _fits(self, sentence: ReadSentence, subject: NounPhrase, pronoun: NounPhrase) -> bool:
        """Whether a subject can be what a pronoun stands for, by number, gender and kind."""
        named = next(_named(sentence, subject), None)
        if named is None or subject.plural or self._is_plural(pronoun):
            return False
        words = sentence.clip.words
        head = words[subject.head].text
        office = stem_of(head) in _offices() or bool(kinds_of(head))
        person = named.kind == "leader" or office
        title = office and head.endswith("in")
        if person and pronoun.pronoun != "es":
            neuter = subject.determiner == "das"
            fits = pronoun.pronoun == "sie" if title else _may_be(subject, pronoun)
            return fits and not neuter
        if subject.determiner:
            return subject.determiner == _ARTICLES[pronoun.pronoun]
        return pronoun.pronoun == "es" and named.kind == "country" and not named.part

    def _is_plural(self, pronoun: NounPhrase) -> bool:
        """Whether the finite verb makes a "sie" plural."""
        finite = self._here.clauses[pronoun.clause].finite
        if pronoun.pronoun != "sie" or finite is None:
            return False
        return is_plural(self._here.clip.words[finite].lower, self._forms)


def _may_be(subject: NounPhrase, pronoun: NounPhrase) -> bool:
    """Whether the article of a person allows a pronoun."""
    article = "ein" if pronoun.pronoun == "er" else "eine"
    return subject.determiner in {"", article, _ARTICLES[pronoun.pronoun]}


def _main_subject(sentence: ReadSentence) -> NounPhrase | None:
    """Return the subject of the first main clause that has one."""
    for clause in sentence.clauses:
        subject = sentence.frames.of(clause.index).subject
        if clause.kind == "main" and not clause.quoted and subject is not None:
            return subject
    return None


def _named(sentence: ReadSentence, phrase: NounPhrase) -> Iterator[Mention]:
    """Yield the parties that a phrase or its attributes name."""
    own = (p for p in sentence.phrases if p.owner == phrase.index and p.preposition in {"", *SEATS})
    for part in (phrase, *own):
        for mention in part.mentions:
            if mention.kind != "location" or mention.governs:
                yield mention


def _moved(mention: Mention, phrase: NounPhrase, sentence: ReadSentence) -> Mention:
    """Return a mention in the place of an anaphor."""
    kind = "country" if mention.kind == "location" else mention.kind
    form = sentence.clip.stretch(phrase.first, phrase.last)
    return replace(
        mention, first=phrase.first, last=phrase.last, kind=kind, form=form, part="", genitive=False
    )
