"""Decides which word form satisfies which element of a pattern."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.events.patterns import Element
from pipeline.language.forms import Forms

#: Letters that the first part of a compound has at least.
_FIRST_PART = 3


class Lexicon:
    """Decides which word satisfies which element.

    Args:
        forms: Inflection.
        excluded: Compounds that no head element matches, nor any word that ends in one.
        limits: What may not stand right before the head of a compound.
    """

    def __init__(
        self, forms: Forms, excluded: Iterable[str] = (), limits: Iterable[str] = ()
    ) -> None:
        self._forms = forms
        self._limits = tuple(limits)
        self._excluded = frozenset(
            form.lower() for word in excluded for form in (word, *forms.forms(word))
        )

    def inflected(self, element: Element) -> frozenset[str]:
        """Return the forms that satisfy a lemma, or that end a compound with a head."""
        forms = (element.value, *self._forms.forms(element.value))
        if element.kind == "head":
            return frozenset(form.lower() for form in forms)
        return frozenset(forms)

    def particle(self, element: Element) -> tuple[str, str] | None:
        """Return base and particle if the element is a separable verb."""
        return self._forms.split(element.value) if element.kind == "lemma" else None

    def compound(self, text: str, heads: tuple[str, ...]) -> bool:
        """Whether a word is one of some heads or a compound with one.

        The first part has at least three letters or a hyphen: "Flüge" is no kind of "Lüge".
        """
        lower = text.lower()
        if not text[:1].isupper() or not lower.endswith(heads) or self._is_excluded(lower):
            return False
        first = min((lower.removesuffix(head) for head in heads if lower.endswith(head)), key=len)
        if not first or first.endswith("-"):
            return True
        return len(first) >= _FIRST_PART and not first.endswith(self._limits)

    def _is_excluded(self, lower: str) -> bool:
        """Whether a word is an excluded compound or ends in one: "US-Wahlkampf"."""
        return any(lower[cut:] in self._excluded for cut in range(len(lower)))

    def is_verb_only(self, text: str) -> bool:
        """Whether a form is a verb, never an attribute, wherever it stands as one."""
        return text[:1].islower() and set(self._forms.kinds(text)) <= set("fipz")
