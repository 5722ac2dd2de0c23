"""Two coders of a text beside each other."""

from dataclasses import dataclass
from uuid import UUID

from jsp.models.accounts import User
from jsp.models.coding import Code, Codebook, Coding
from jsp.models.coding_rows import codes_of, codings
from jsp.models.talk_texts import TalkText
from jsp.rules.around import Around, around
from jsp.rules.coders import Agreement, compare, judged, pooled_kappa
from jsp.rules.spans import Span

AROUND = 60  # characters that are shown on either side of words on which they differ


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that only one of the two gave the code, with a little of what stands around them."""

    at: Around
    by: User


@dataclass(frozen=True, slots=True)
class Compared:
    """A code as both used it, and where they differ."""

    code: Code
    agreement: Agreement
    differences: list[Difference]

    @property
    def places(self) -> int:
        """At how many places they differ."""
        return len(self.differences)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All codes that one of the two used, and one figure for all of them together."""

    codes: list[Compared]
    kappa: float | None


def coders_of(user: User, text: TalkText, book: Codebook) -> list[User]:
    """Who gave codes of the book in this text, by name."""
    found = {each.coder.id: each.coder for each in _codings(user, text, codes_of(book))}
    return sorted(found.values(), key=lambda each: (each.first_name.casefold(), each.id))


def compare_coders(user: User, text: TalkText, book: Codebook, one: User, other: User) -> Comparison:
    """Letter by letter, for each code of the book that one of them used."""
    codes, whole = codes_of(book), text.words
    universe, spans = judged(whole), _spans(_codings(user, text, codes))
    found = []
    for code in codes:
        first, second = (spans.get((code.id, each.id), []) for each in (one, other))
        if first or second:
            agreement = compare(first, second, universe)
            found.append(Compared(code, agreement, _differences(whole, agreement, one, other)))
    return Comparison(found, pooled_kappa(each.agreement for each in found))


def _codings(user: User, text: TalkText, codes: list[Code]) -> list[Coding]:
    return codings(user, [each.id for each in codes], text_id=text.id)


def _spans(rows: list[Coding]) -> dict[tuple[UUID, int], list[Span]]:
    found: dict[tuple[UUID, int], list[Span]] = {}
    for each in rows:
        found.setdefault((each.code_id, each.coder_id), []).append(each.passage.span)
    return found


def _differences(whole: str, agreement: Agreement, one: User, other: User) -> list[Difference]:
    both = [(span, one) for span in agreement.only_one] + [(span, other) for span in agreement.only_other]
    return [
        Difference(around(whole, span, AROUND), who)
        for span, who in sorted(both, key=lambda each: each[0])
        if whole[span.start : span.end].strip()
    ]
