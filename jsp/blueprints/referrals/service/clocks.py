"""What happens to a referral by itself: each step may be taken twice, and at any moment. Nothing commits."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from jsp import audit, clock
from jsp.extensions import db, take_turns
from jsp.models.audit import Action
from jsp.models.consents import Consent
from jsp.models.directory import Partner
from jsp.models.reference import get_setting
from jsp.models.referral_rows import read_anew
from jsp.models.referrals import PartnerLink, Referral, ReferralTask
from jsp.rules.consent import Answer, Decision
from jsp.rules.referral import NOT_OUT, SHARED, Progress, State, Step, TaskKind
from jsp.rules.referral_clock import SILENT, Days, Due, Standing, due
from jsp.rules.retention import Kind
from jsp.verbs import consenting, erasures, holds, partner_links, referring


def list_due() -> Sequence[UUID]:
    """Those that something may be due for; which of it, `look_after` finds out."""
    today = clock.today()
    return db.session.scalars(_maybe_due(today).order_by(Referral.id)).all()


def _maybe_due(today: date) -> Select[UUID]:
    days = _days()
    lapsed = Referral.consents.any(and_(
        Consent.decision == Decision.SHARE, Consent.answer == Answer.GIVEN, Consent.ended_on.is_(None),
        Consent.until < today,
    ))  # fmt: skip
    old = today - timedelta(days=days.identity)
    return select(Referral.id).outerjoin(Referral.link).where(or_(
        and_(Referral.closed_on < old, Referral.erased_on.is_(None)),
        Referral.closed_on < today - timedelta(days=days.referral),
        and_(Referral.state.in_(NOT_OUT), Referral.moved_on < old),
        _silent_too_long(today, days),
        and_(Referral.state.in_(SHARED), Referral.erased_on.is_(None), lapsed),
        and_(Referral.erased_on.is_not(None), Referral.moved_on < today - timedelta(days=days.referral)),
    ))  # fmt: skip


def _silent_too_long(today: date, days: Days) -> ColumnElement[bool]:
    """Those that run out, of which nobody was reminded yet, or for which nobody was asked to call yet."""
    made = func.coalesce(PartnerLink.made_on, Referral.sent_on)
    call, nudge, link = (today - timedelta(days=each) for each in (days.call, days.nudge, days.link))
    asked = and_(
        ReferralTask.kind == TaskKind.CALL_PARTNER,
        ReferralTask.due_on >= Referral.moved_on,
        ReferralTask.due_on >= made,
    )
    hears = and_(
        Referral.progress != Progress.NOBODY,
        or_(Referral.progress_until.is_(None), Referral.progress_until >= today),
    )
    is_sent = Referral.state == State.SENT
    has_mail = Referral.partner.has(and_(Partner.mail != "", Partner.archived_on.is_(None)))
    return and_(Referral.state.in_(SILENT), or_(
        and_(is_sent, made < link),
        and_(is_sent, made <= nudge, PartnerLink.nudged_on.is_(None), PartnerLink.closed_on.is_(None), has_mail),
        and_(or_(is_sent, hears), made <= call, Referral.moved_on <= call, ~Referral.tasks.any(asked)),
    ))  # fmt: skip


def look_after(id: UUID) -> Due | None:
    """Do the one thing it is time for, if any; what was done."""
    holds.turn(referring.KIND, id)
    take_turns(referring.about(id))
    row = read_anew(id)
    step = due(_standing(row), clock.today(), _days()) if row is not None else None
    if row is None or step is None or (step in GOES and holds.is_held(referring.KIND, id)):
        return None
    ACTS[step](row)
    return step


def list_that(step: Due, day: date) -> list[UUID]:
    """Those that it is time to erase or to delete by that day, as they now are."""
    days = _days()
    rows = [read_anew(id) for id in db.session.scalars(_maybe_due(day).order_by(Referral.id)).all()]
    return [row.id for row in rows if row is not None and due(_standing(row), day, days) is step]


def _days() -> Days:
    names = {
        "nudge": "partner_nudge_days", "call": "partner_call_days", "link": "partner_link_days",
        "identity": "contact_identity_days", "referral": "referral_days",
    }  # fmt: skip
    return Days(**{name: int(get_setting(key)) for name, key in names.items()})


def _standing(row: Referral) -> Standing:
    return Standing(
        state=row.state, moved_on=row.moved_on, closed_on=row.closed_on, share_until=consenting.share_until(row),
        made_on=_made_on(row),
        called_on=_called_on(row), is_erased=row.is_erased,
        may_nudge=_may_nudge(row),
    )  # fmt: skip


def _made_on(row: Referral) -> date | None:
    """The day of the link that is out; none where nobody may ask how it goes, once it was seen."""
    if row.state is State.RECEIVED and not row.lets_hear(clock.today()):
        return None
    return row.sent_on if row.link is None else row.link.made_on


def _called_on(row: Referral) -> date | None:
    """Since when its worker was asked to call, the last time; None where that never was."""
    return max((each.due_on for each in row.tasks if each.kind is TaskKind.CALL_PARTNER), default=None)


def _may_nudge(row: Referral) -> bool:
    """Whether there is an open link to remind somebody of by mail, who was not reminded yet and is still there."""
    link, partner = row.link, row.partner
    is_open = link is not None and link.nudged_on is None and link.closed_on is None
    return is_open and bool(partner.mail) and not partner.is_archived


def _delete(row: Referral) -> None:
    audit.record(Action.ERASED, referring.KIND, row.id, of_nobody=True)
    erasures.note(Kind.REFERRAL, row.id)
    db.session.delete(row)
    db.session.flush()


def _expire(row: Referral) -> None:
    referring.move(row, Step.EXPIRE, of_nobody=True)


def _lapse(row: Referral) -> None:
    """The time of a yes is over, so it is said no more: what somebody answered ends with what was shared."""
    consenting.end(row)
    referring.erase(row)
    referring.ask_to_tell(row)


def _nudge(row: Referral) -> None:
    """By mail; where another stands there by now than was said yes to, its worker calls instead, if not asked yet."""
    link, called_on = row.link, _called_on(row)
    if link is None:
        return
    link.nudged_on = clock.today()
    if referring.is_same_receiver(row):
        partner_links.write_mail(row, "partner_nudge")
    elif called_on is None or called_on < link.made_on:
        _call(row)


def _call(row: Referral) -> None:
    referring.close_tasks(row, TaskKind.SAY_CODE, TaskKind.CALL_PARTNER)  # it asks the same
    referring.add_task(row, TaskKind.CALL_PARTNER)


def _again(act: Callable[[Referral], None], id: str) -> bool:
    take_turns(referring.about(UUID(id)))
    row = read_anew(UUID(id))
    if row is None or (act is not _delete and row.is_erased):
        return False
    act(row)
    return True


GOES = frozenset({Due.DELETE, Due.ERASE})
ACTS = {
    Due.DELETE: _delete, Due.ERASE: referring.erase, Due.LAPSE: _lapse, Due.EXPIRE: _expire, Due.NUDGE: _nudge,
    Due.CALL: _call,
}  # fmt: skip


def _did(step: Due, id: UUID) -> bool:
    return look_after(id) is step


def _way(step: Due, *tables: str) -> erasures.Way:
    return erasures.Way(partial(list_that, step), partial(_did, step), partial(_again, ACTS[step]), tables=tables)


erasures.bind(Kind.PERSON, _way(Due.ERASE, "packet", "partner_link", "referral_note", "referral"))
erasures.bind(Kind.REFERRAL, _way(Due.DELETE, "referral", "consent", "referral_task"))
