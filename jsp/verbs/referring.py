"""What can happen to a referral, whoever makes it happen: a worker, the young person, a partner or the clock.

Every step goes by `move`: it takes turns, looks again, asks the rules, keeps the day and the trail. Nothing commits.
"""

import json
import secrets
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from jsp import audit, clock, mail, sending
from jsp.extensions import db, take_turns
from jsp.models.audit import Action
from jsp.models.reference import get_setting
from jsp.models.referral_rows import read_anew
from jsp.models.referrals import Packet, PartnerLink, Referral, ReferralNote, ReferralTask
from jsp.models.sealed import keys
from jsp.rules import consent, partner, passport, referral, retention
from jsp.rules.consent import Age, Answer, Decision, Needed, Policy, Standing, Who
from jsp.rules.keys import KEY_BYTES
from jsp.rules.passport import Line, LineKind
from jsp.rules.referral import CLOSED, NOT_OUT, SHARED, Side, State, Step, TaskKind
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.text import folded
from jsp.verbs import erasures

KIND = "referral"
SETTLED = {Age.UNDER_12: "under_12", Age.FROM_12: "from_12", Age.FROM_16: "from_16"}
DAYS = {State.SENT: "sent_on", State.RECEIVED: "received_on", State.STARTED: "started_on"}
ANSWERED = (TaskKind.SAY_CODE, TaskKind.CALL_PARTNER, TaskKind.LINK_CLOSED)  # done once the partner said something
ERASING = frozenset({State.WITHDRAWN, State.EXPIRED})  # then nothing of what was shared stays here


def about(id: UUID) -> str:
    """What people who change the same referral take turns for."""
    return f"referral {id}"


def turn(row: Referral, *, owner: int | None = None) -> None:
    """Nobody else changes it until this transaction ends; it is read as it now stands, with all that hangs on it.

    `owner`: whose it has to be still; None for the young person, the partner and the clock. Raises NotFoundError where
    it was removed meanwhile, or handed over.
    """
    id = row.id
    take_turns(about(id))
    if read_anew(id) is None or owner not in (None, row.owner_id):
        raise NotFoundError(id)
    mark_anew(row)


def take(row: Referral, key: UUID, *, owner: int) -> bool:
    """Whether a form of its worker is new (`jsp.sending.take`). From here on the caller has the turn."""
    is_new = sending.take(key, about=about(row.id))
    turn(row, owner=owner)
    return is_new


def policy(row: Referral) -> Policy:
    """Who decides at this JSP (settings), for the site of this referral."""
    who = {
        (decision, age): Who(str(get_setting(f"consent_{decision}_{name}")))
        for decision in Decision
        for age, name in SETTLED.items()
    }
    return Policy(who=who, unknown=Age(str(get_setting(f"age_unknown_{row.site.kind}"))))


def look_at_needs(row: Referral) -> None:
    """Keep whose yes it takes as the age, the custody, the partner and the settings now are."""
    share, start = (needs(row, decision) for decision in (Decision.SHARE, Decision.START))
    row.share_own, row.share_parents = share.own, share.parents
    row.start_own, row.start_parents = start.own, start.parents


def needs(row: Referral, decision: Decision) -> Needed:
    """Whose yes a decision takes now; before anybody asked the age, that of the unknown."""
    return consent.needed(
        decision, row.age or Age.UNKNOWN, policy=policy(row), custody=row.custody, receiver=row.partner.receiver_rule
    )


def standing(row: Referral, decision: Decision, on: date | None = None) -> Standing:
    """How the answers to a decision stand on a day, today by default."""
    given = [each.given for each in row.consents if each.ended_on is None]
    return consent.standing(
        decision, needs(row, decision), given, packet=row.packet_mark or "", receiver=row.partner_id,
        on=on or clock.today(),
    )  # fmt: skip


def may_share(row: Referral) -> bool:
    """Whether everybody whose yes it takes said yes to exactly this; looked at again at the moment of sending."""
    return row.age is not None and bool(row.packet_mark) and standing(row, Decision.SHARE).is_complete


def move(row: Referral, step: Step, *, user_id: int | None = None, of_nobody: bool = False) -> None:
    """Let it happen; raises DomainError for what cannot happen now. The caller has the turn."""
    if step is Step.SEND:
        look_at_needs(row)
    row.state = referral.after(row.state, step, way=row.way, may_share=may_share(row) if step is Step.SEND else False)
    today = clock.today()
    row.moved_on, row.closed_on = today, today if row.state in CLOSED else None
    if row.state in DAYS:
        setattr(row, DAYS[row.state], today)
    audit.record(Action.REFERRAL_CHANGED, KIND, row.id, user_id=user_id, of_nobody=of_nobody)
    if row.state in ERASING:
        erase(row)


def check_start(row: Referral, *, is_arranged: bool, field: str) -> None:
    """Whether help may begin. Who has to say yes to that said it here, or (`is_arranged`) to the partner itself.

    Raises DomainError, beside `field`; a no that was said here is not passed by.
    """
    start = standing(row, Decision.START)
    if start.refused:
        raise DomainError(N_("Somebody said no to starting help. Talk about that first."), field=field)
    if start.missing and not is_arranged:
        raise DomainError(
            N_("Not everybody whose yes it takes said yes to starting help. Ask it first, and tick it."), field=field
        )


def give_key(row: Referral) -> None:
    """A key of its own, before anything is sealed with it."""
    row.key = b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def write_packet(row: Referral, lines: Sequence[Line]) -> None:
    """Keep the lines as they now are; what they say is another packet, so an earlier yes does not count for it."""
    text = json.dumps([[each.kind, each.text, each.is_ticked] for each in passport.in_order(lines)])
    sealed = row.content_keys.seal(text, place=f"packet.lines.{row.id}")
    packet = row.packet or Packet(id=row.id)
    packet.lines_sealed, packet.name_mark = sealed, name_mark(passport.full_name(lines), owner_id=row.owner_id)
    row.packet = packet
    mark_anew(row)


def mark_anew(row: Referral) -> None:
    """Until it is sent, the mark follows what is agreed to; a yes to anything else does not count."""
    if row.state in NOT_OUT and row.packet is not None:
        row.packet_mark = mark_of(row)


def mark_of(row: Referral) -> str | None:
    """The mark of all that somebody says yes to; after erasing it is the last one that there was.

    It holds the ticked lines, the receiver as it was shown, how that is reached and what it asks beyond the policy, who
    may see progress and until when, and the age that decided who is asked.
    """
    if row.packet is None or row.key_sealed is None:
        return row.packet_mark
    to = row.partner
    agreed = (
        passport.wording(read_packet(row)), to.id, *(str(getattr(to, each)) for each in partner.RECEIVER),
        str(row.progress), str(row.progress_until), str(row.age),
    )  # fmt: skip
    return row.content_keys.mark(repr(agreed), purpose="packet")


def is_same_receiver(row: Referral) -> bool:
    """Whether the partner still stands in the directory as it was shown to who said yes."""
    return mark_of(row) == row.packet_mark


def read_packet(row: Referral) -> list[Line]:
    """The lines, ticked or not; none once it was erased."""
    if row.packet is None or row.key_sealed is None:
        return []
    text = row.content_keys.open(row.packet.lines_sealed, place=f"packet.lines.{row.id}")
    return [Line(LineKind(kind), words, ticked) for kind, words, ticked in json.loads(text)]


def name_mark(name: str, *, owner_id: int) -> str | None:
    """By what a name is found again in one caseload; None without a name."""
    plain = folded(name)
    return keys().mark(f"{owner_id} {plain}", purpose="name in a caseload") if plain else None


def add_note(row: Referral, side: Side, text: str, *, id: UUID | None = None) -> None:
    """Keep some words with it, sealed; nothing where there are none."""
    if not text:
        return
    note = ReferralNote(id=id or uuid4(), position=len(row.notes), side=side, on=clock.today())
    note.text_sealed = row.content_keys.seal(text, place=f"referral_note.text.{note.id}")
    row.notes.append(note)


def read_note(row: Referral, note: ReferralNote) -> str:
    """What was said."""
    return row.content_keys.open(note.text_sealed, place=f"referral_note.text.{note.id}")


def add_task(row: Referral, kind: TaskKind, *, due_on: date | None = None) -> None:
    """Something to do for its worker; a second one of the same kind only once the first is done."""
    open_ones = select(ReferralTask.id).where(
        ReferralTask.referral_id == row.id, ReferralTask.kind == kind, ReferralTask.done_on.is_(None)
    )
    if db.session.scalar(open_ones.limit(1)) is None:
        row.tasks.append(ReferralTask(kind=kind, due_on=due_on or clock.today()))
        db.session.flush()


def close_tasks(row: Referral, *kinds: TaskKind) -> None:
    """What has been done by something else."""
    for each in [task for task in row.tasks if task.kind in kinds and task.done_on is None]:
        each.done_on = clock.today()


def withdraw(row: Referral, *, user_id: int | None = None, of_nobody: bool = False) -> None:
    """The young person, or a parent who decides, does not want it any more: sharing stops and all of it is erased here.

    Where it was sent, its worker has to tell the partner. DomainError where it has ended. The caller has the turn.
    """
    was_out = row.state in SHARED  # also where it was erased here since: the partner read it
    for each in row.consents:
        if each.ended_on is None and each.answer is not Answer.REFUSED:  # a no stays a no
            each.ended_on, each.is_withdrawn = clock.today(), each.answer is Answer.GIVEN
    audit.record(Action.WITHDRAWN, KIND, row.id, user_id=user_id, of_nobody=of_nobody)
    move(row, Step.WITHDRAW, user_id=user_id, of_nobody=of_nobody)
    close_tasks(row, *TaskKind)
    if was_out:
        ask_to_tell(row)


def ask_to_tell(row: Referral) -> None:
    """The partner read it, and has to hear that it is shared no more: nobody calls about anything else."""
    close_tasks(row, *TaskKind)
    add_task(row, TaskKind.TELL_PARTNER)


def erase(row: Referral) -> None:
    """Erase who it was about, what was shared and what was said, with the key to it; what happened when stays."""
    if row.is_erased:
        return
    if row.link is not None and row.link.mail_id is not None:
        mail.withdraw(row.link.mail_id)
    for column in (Packet.id, PartnerLink.id, ReferralNote.referral_id):
        db.session.execute(delete(column.class_).where(column == row.id))
    db.session.flush()
    db.session.expire(row, ["packet", "link", "notes"])
    row.key_sealed, row.erased_on = None, clock.today()
    close_tasks(row, TaskKind.SAY_CODE, TaskKind.CORRECTION)
    audit.record(Action.ERASED, KIND, row.id, of_nobody=True)
    erasures.note(retention.Kind.PERSON, row.id)
