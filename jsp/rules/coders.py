"""How far two coders agree on a text, letter by letter: Cohen's kappa, and where they do not.

Every letter (code point) of what was said is judged by both: it has the code or not. Questions of the guide and the
tags of who spoke are nobody's judgement and do not count. Source: J. Cohen, A coefficient of agreement for nominal
scales (1960); several codes together: the pooled kappa of H. de Vries and others (2008).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jsp.rules.spans import Span
from jsp.rules.stretches import joined, length, shared, without
from jsp.rules.talk_text import paragraphs


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `letters` those that both, only the first or only the second gave the code; and where they differ."""

    letters: int
    both: int
    only_one: tuple[Span, ...]
    only_other: tuple[Span, ...]

    @property
    def observed(self) -> float | None:
        """The share of letters on which they agree; None for an empty text."""
        differ = length(self.only_one) + length(self.only_other)
        return (self.letters - differ) / self.letters if self.letters else None

    @property
    def expected(self) -> float | None:
        """The share on which two would agree who give the code as often, but anywhere."""
        if not self.letters:
            return None
        one = (self.both + length(self.only_one)) / self.letters
        other = (self.both + length(self.only_other)) / self.letters
        return one * other + (1 - one) * (1 - other)

    @property
    def kappa(self) -> float | None:
        """From -1 to 1; None where there is nothing to tell: nobody gave the code, or both gave it everywhere."""
        return _kappa(self.observed, self.expected)


def judged(text: str) -> list[Span]:
    """The letters of a text that coders judge, as stretches."""
    return joined(each.words for each in paragraphs(text) if not each.is_heading)


def compare(one: Iterable[Span], other: Iterable[Span], universe: Sequence[Span]) -> Agreement:
    """Two coders of one code beside each other; `universe`: what `judged` gives for the text."""
    first, second = (shared(joined(spans), universe) for spans in (one, other))
    return Agreement(
        length(universe), length(shared(first, second)), tuple(without(first, second)), tuple(without(second, first))
    )  # fmt: skip


def pooled_kappa(found: Iterable[Agreement]) -> float | None:
    """One kappa for several codes of a text; codes that neither gave are left out."""
    used = [each for each in found if each.kappa is not None]
    if not used:
        return None
    observed = sum(each.observed or 0 for each in used) / len(used)
    return _kappa(observed, sum(each.expected or 0 for each in used) / len(used))


def _kappa(observed: float | None, expected: float | None) -> float | None:
    if observed is None or expected is None or expected == 1:
        return None
    return (observed - expected) / (1 - expected)
