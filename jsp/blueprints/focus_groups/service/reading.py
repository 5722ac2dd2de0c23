"""Letting who took part read back, and approving what they read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jsp import audit, clock, mail
from jsp.blueprints.focus_groups.service.left_standing import count_waiting, left_in
from jsp.blueprints.focus_groups.service.planning import KIND
from jsp.blueprints.focus_groups.service.turns import take
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Passage
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.outbox import OutboxMail
from jsp.models.reference import get_setting
from jsp.models.talk_texts import Correction, TalkText
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.talk import TalkState, check_step
from jsp.rules.talk_reading import (
    NO_TEXT,
    TICK_SO,
    TICK_STAYS,
    check_looked_at,
    check_may_stay,
    check_reading,
    check_replaced,
    check_ripe,
    check_start,
    is_ripe,
)  # fmt: skip
from jsp.verbs import talk_links, talk_names

MAILED_TODAY = N_("Who has not read it and has an address was mailed today already, or the mail still waits to go out.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far reading back is, and what asks for a look before the text is approved."""

    corrections: list[Correction]
    unread: list[Participant]
    without_address: list[Participant]
    refused: list[Participant]
    silent: list[Participant]
    to_check: int
    suspicious: list[TalkText]
    is_ripe: bool

    @property
    def unseen(self) -> list[Correction]:
        """What no holder looked at yet."""
        return [each for each in self.corrections if each.seen_on is None]


def standing(group: FocusGroup) -> Standing:
    """How it stands now."""
    query = select(Correction).where(Correction.group_id == group.id).options(joinedload(Correction.participant))
    corrections = sorted(db.session.scalars(query), key=lambda each: (each.made_on, each.kind, each.id), reverse=True)
    unread = [seat for seat in group.participants if seat.read_on is None]
    until = group.read_until or clock.today()
    return Standing(
        corrections, unread, [seat for seat in unread if not seat.mail_sealed],
        [seat for seat in group.participants if seat.may_quote is False],
        [seat for seat in group.participants if seat.may_quote is None],
        _count_to_check(group), [each for each in texts_of(group) if _is_suspicious(each.words)],
        is_ripe(read_until=until, today=clock.today(), unread=len(unread)),
    )  # fmt: skip


def start(id: UUID, until: date, *, looked: bool, key: UUID, by: User) -> int:
    """Let everybody read it until that day; how many are mailed. `looked`: it may be read so. Raises DomainError."""
    group = take(id, key, by)
    if group is None:
        return 0
    check_step(group.state, TalkState.READ_BACK)
    check_start(texts=len(texts_of(group)), held_on=group.held_on, until=until, today=clock.today())
    left = left_in(group)
    check_replaced(left.waiting)
    check_may_stay(left.suspicious, why=TICK_SO, said=looked)
    group.state, group.read_until = TalkState.READ_BACK, until
    for seat in group.participants:
        seat.read_on = None
    audit.record(Action.TALK_CHANGED, KIND, id)
    return _mail([seat for seat in group.participants if seat.mail_sealed], group)


def remind(id: UUID, *, key: UUID, by: User) -> int:
    """A mail for who has not read it, one a day at most; how many. Raises DomainError."""
    group = take(id, key, by)
    if group is None:
        return 0
    check_reading(group.state)
    unread = [seat for seat in group.participants if seat.read_on is None and seat.mail_sealed]
    seats = [seat for seat in unread if not _was_mailed_today(seat)]
    if not seats:
        raise DomainError(MAILED_TODAY)
    audit.record(Action.TALK_CHANGED, KIND, id)
    return _mail(seats, group)


def see(id: UUID, correction_id: UUID, *, key: UUID, by: User) -> None:
    """Somebody who holds the talk looked at what was put right."""
    group = take(id, key, by)
    if group is None:
        return
    row = db.session.get(Correction, correction_id)
    if row is None or row.group_id != group.id:
        raise NotFoundError(correction_id)
    row.seen_on = row.seen_on or clock.today()


def reopen(id: UUID, *, key: UUID, by: User) -> None:
    """Back to a draft: nobody reads it until reading back begins anew. Raises DomainError."""
    group = take(id, key, by)
    if group is None:
        return
    check_step(group.state, TalkState.DRAFT)
    group.state, group.read_until = TalkState.DRAFT, None
    for seat in group.participants:
        seat.read_on = None
    audit.record(Action.TALK_CHANGED, KIND, id)


def approve(id: UUID, *, anyway: bool, looked: bool, key: UUID, by: User) -> None:
    """It stays as it is from here on. `anyway`: though not everybody read it. Raises DomainError.

    `looked`: what looks like a number or an address may stay.
    """
    group = take(id, key, by)
    if group is None:
        return
    check_step(group.state, TalkState.APPROVED)
    if not texts_of(group):
        raise DomainError(NO_TEXT)
    now = standing(group)
    check_looked_at(len(now.unseen))
    check_replaced(count_waiting(group))
    until = group.read_until or clock.today()
    check_ripe(read_until=until, today=clock.today(), unread=len(now.unread), anyway=anyway)
    check_may_stay(len(now.suspicious), why=TICK_STAYS, said=looked)
    group.state, group.approved_on, group.approved_by_id = TalkState.APPROVED, clock.today(), by.id
    audit.record(Action.TALK_APPROVED, KIND, id)


def _mail(seats: list[Participant], group: FocusGroup) -> int:
    """Each gets one that says only that something waits, in place of the one before."""
    phone = str(get_setting("jsp_phone") or group.sites[0].phone)
    for seat in seats:
        talk_names.withdraw_mail(seat)
        seat.mail_id = mail.queue_to(
            "talk_read_back", address=seat.mail, language="nl", link=talk_links.address(seat), phone=phone,
            until=group.read_until,
        )  # fmt: skip
    return len(seats)


def _was_mailed_today(seat: Participant) -> bool:
    row = db.session.get(OutboxMail, seat.mail_id) if seat.mail_id else None
    if row is None or row.given_up_at is not None:
        return False
    return row.sent_at is None or row.sent_at.astimezone(clock.LOCAL).date() == clock.today()


def _count_to_check(group: FocusGroup) -> int:
    query = select(func.count()).select_from(Passage).join(Passage.text)
    return db.session.scalar(query.where(TalkText.group_id == group.id, Passage.to_check)) or 0


def _is_suspicious(words: str) -> bool:
    """Whether a number, an address or a citizen service number seems to stand in it."""
    return bool(note_check.concerns(words)) or note_check.holds_address(words) or note_check.holds_bsn(words)
