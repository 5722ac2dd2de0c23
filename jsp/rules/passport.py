"""The passport: the lines that go to a receiver, each ticked by or with the young person, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError


class LineKind(StrEnum):
    """What a line holds. The order is that of the card."""

    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PHONE = "phone"
    MAIL = "mail"
    AGE = "age"
    ABOUT = "about"
    REACH = "reach"


LONGEST = {
    LineKind.FIRST_NAME: 60, LineKind.LAST_NAME: 80, LineKind.PHONE: 20, LineKind.MAIL: 254, LineKind.AGE: 40,
    LineKind.ABOUT: 600, LineKind.REACH: 160,
}  # fmt: skip
NAMES = (LineKind.FIRST_NAME, LineKind.LAST_NAME)


@dataclass(frozen=True, slots=True)
class Line:
    """One line. What is not ticked stays here and is not shared."""

    kind: LineKind
    text: str
    is_ticked: bool


def shared(lines: Sequence[Line]) -> list[Line]:
    """What is sent: the ticked lines that say something, in the order of the card."""
    return [each for each in in_order(lines) if each.is_ticked and each.text]


def in_order(lines: Sequence[Line]) -> list[Line]:
    """In the order of the card."""
    return sorted(lines, key=lambda line: list(LineKind).index(line.kind))


def wording(lines: Sequence[Line]) -> str:
    """What is sent, as one text of which a mark is kept: another word, or another tick, is another packet.

    A line that goes on below is moved in, so that no words can pass for a line of their own.
    """
    return "\n".join(f"{each.kind}\t{each.text}".replace("\n", "\n\t") for each in shared(lines))


def check_draft(lines: Sequence[Line]) -> None:
    """Raises DomainError, with the field of the line, for what may not be kept."""
    for each in lines:
        if len(each.text) > LONGEST[each.kind]:
            raise DomainError(
                N_("This is longer than %(most)d characters."), field=each.kind.value, most=LONGEST[each.kind]
            )
        note_check.check_bsn(each.text, field=each.kind.value)


def keepable(line: Line) -> Line:
    """What of it may be kept: no more than fits, and no citizen service number."""
    return replace(line, text=note_check.without_bsn(line.text[: LONGEST[line.kind]]).strip())


def check(lines: Sequence[Line]) -> None:
    """Raises DomainError, with the field of the line, for what may not or cannot be sent."""
    check_draft(lines)
    for each in lines:
        if each.is_ticked and not each.text:
            raise DomainError(N_("Fill this in, or take the tick away."), field=each.kind.value)
    if not shared(lines):
        raise DomainError(N_("Nothing is ticked, so there is nothing to share. Tick a line, or let them make contact."))


def full_name(lines: Sequence[Line]) -> str:
    """The name in it, ticked or not; empty where nobody gave one."""
    return " ".join(each.text for each in in_order(lines) if each.kind in NAMES and each.text)
