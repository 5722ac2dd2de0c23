"""Who took part puts right what they said, says something about the rest, and whether they may be quoted."""

from datetime import timedelta
from uuid import UUID, uuid4

from jsp import audit, clock, pace, sending
from jsp.blueprints.read_back.service.opening import KIND
from jsp.extensions import db, look_again
from jsp.models.audit import Action
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import Participant
from jsp.models.talk_texts import Correction, CorrectionKind
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.talk_reading import check_reading
from jsp.rules.talk_text import SPEAKER, one_line
from jsp.verbs import talk_texts

NOT_YOURS = N_("These are not your words. Tell us in a remark what is not right about them.")
NO_WORDS = N_("Nothing is left in it. Do you not want this to stand there? Then take it back.")
SAY_SOMETHING = N_("Fill this in.")
BUSY = N_("A lot was sent with this link in a short while, so this was not saved. Wait a minute and send it again.")
AT_ONCE, WHILE = 20, timedelta(minutes=1)  # acts of one link: twice what somebody does who puts right line after line


class BusyError(DomainError):
    """Too much was sent with one link in a short while; nothing was done with this."""


def put_right(seat: Participant, text_id: UUID, at: int, *, seen: str, words: str, key: UUID) -> None:
    """Let this stand in the place of what they said; `seen`: the line as they saw it. Raises DomainError."""
    if not take_turn(seat, key):
        return
    check_own(seat, seen)
    line = one_line(words)
    if not line:
        raise DomainError(NO_WORDS, field="words")
    note_check.check_bsn(line, field="words")
    before = SPEAKER.sub("", seen, count=1)
    if before == line:
        return
    text = next((each for each in texts_of(seat.group) if each.id == text_id), None)
    if text is None:
        raise NotFoundError(text_id)
    talk_texts.change_paragraph(text, at, seen=seen, words=f"{seat.tag}: {line}")
    _note(seat, CorrectionKind.CHANGED, before=before, after=line)
    audit.record(Action.TALK_CHANGED, KIND, seat.group_id, of_nobody=True)


def remark(seat: Participant, words: str, *, key: UUID) -> None:
    """Something about the rest of the text, for who wrote it. Raises DomainError."""
    if not take_turn(seat, key):
        return
    if not words.strip():
        raise DomainError(SAY_SOMETHING, field="words")
    note_check.check_bsn(words, field="words")
    _note(seat, CorrectionKind.REMARK, after=words.strip())
    audit.record(Action.TALK_CHANGED, KIND, seat.group_id, of_nobody=True)


def is_right(seat: Participant, *, key: UUID) -> None:
    """They read it, and it is right as it stands. Raises DomainError."""
    if take_turn(seat, key):
        seat.read_on = seat.read_on or clock.today()


def answer_quoting(seat: Participant, may_quote: bool, *, key: UUID) -> None:
    """Whether their words may be quoted without a name; until approval this can change. Raises DomainError."""
    if not _is_new(seat, key):
        return
    talk_texts.check_open(seat.group)
    seat.may_quote, seat.answered_on = may_quote, clock.today()


def take_turn(seat: Participant, key: UUID) -> bool:
    """Whether this was not sent before; then it is our turn, and the text is being read back. Raises DomainError."""
    if not _is_new(seat, key):
        return False
    check_reading(seat.group.state)
    return True


def check_own(seat: Participant, line: str) -> None:
    """Refuse a line that somebody else said. Raises DomainError."""
    said = SPEAKER.match(line)
    if said is None or said[1] != seat.tag or "\n" in line:
        raise DomainError(NOT_YOURS)


def _is_new(seat: Participant, key: UUID) -> bool:
    """Whether this was not sent before; then the talk is read again, and it counts for the pace. Raises BusyError."""
    if not sending.take(key, about=f"talk {seat.group_id}"):
        return False
    if not pace.count_here(f"read back {seat.id}", most=AT_ONCE, within=WHILE):
        raise BusyError(BUSY)
    talk_texts.turn(seat.group)
    look_again(seat)
    return True


def _note(seat: Participant, kind: CorrectionKind, *, before: str = "", after: str = "") -> None:
    row = Correction(
        id=uuid4(), group_id=seat.group_id, participant_id=seat.id, kind=kind, made_on=clock.today()
    )  # fmt: skip
    row.before, row.after = before, after
    db.session.add(row)
