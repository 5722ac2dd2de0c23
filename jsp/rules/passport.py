"""The passport: the lines that go to a receiver, each ticked by or with the young person, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError
from jsp.rules.settings import NO_PHONE_NUMBER, SHAPES, Shape


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
NOTHING_TICKED = N_("Nothing is ticked, so there is nothing to share. Tick a line, or let them make contact.")
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
        _check_kept(each)


def _check_kept(line: Line) -> None:
    if len(line.text) > LONGEST[line.kind]:
        raise DomainError(
            N_("This is longer than %(most)d characters."), field=line.kind.value, most=LONGEST[line.kind]
        )
    note_check.check_bsn(line.text, field=line.kind.value)


def keepable(line: Line) -> Line:
    """What of it may be kept: no more than fits, and no citizen service number."""
    return replace(line, text=note_check.without_bsn(line.text[: LONGEST[line.kind]]).strip())


def check(lines: Sequence[Line]) -> None:
    """Raises DomainError, with the field of the line, for what may not or cannot be sent."""
    for each in problems(lines):
        raise each


def problems(lines: Sequence[Line]) -> list[DomainError]:
    """All that stands in the way of sending it, the first of each line; whoever reads them mends them at once."""
    found = [error for error in map(_problem, lines) if error is not None]
    if not any(each.is_ticked for each in lines):
        found.append(DomainError(NOTHING_TICKED))
    return found


def _problem(line: Line) -> DomainError | None:
    try:
        _check_kept(line)
        if line.is_ticked:
            _check_sent(line)
    except DomainError as error:
        return error
    return None


def _check_sent(line: Line) -> None:
    if not line.text:
        raise DomainError(N_("Fill this in, or take the tick away."), field=line.kind.value)
    if line.kind is LineKind.PHONE and not is_phone_number(line.text):
        raise DomainError(NO_PHONE_NUMBER, field=line.kind.value)


def is_phone_number(text: str) -> bool:
    """Whether it is written as a phone number, and long enough to be that of a person."""
    figures = sum(each.isdigit() for each in text)
    return SHAPES[Shape.PHONE][0].fullmatch(text) is not None and figures >= note_check.PHONE_DIGITS.start


def full_name(lines: Sequence[Line]) -> str:
    """The name in it, ticked or not; empty where nobody gave one."""
    return " ".join(each.text for each in in_order(lines) if each.kind in NAMES and each.text)
