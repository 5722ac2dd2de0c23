"""Questions about referrals that more than one room asks."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from jsp.extensions import db
from jsp.models.accounts import RoleRow, User, user_site
from jsp.models.contacts import Contact
from jsp.models.directory import Partner
from jsp.models.messages import Thread
from jsp.models.referrals import Referral, ReferralTask
from jsp.models.safety_paths import SafetyPath
from jsp.models.team import Opening
from jsp.rules.referral import CLOSED, SHARED, TaskKind
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Role

SHOWN = (
    joinedload(Referral.site), joinedload(Referral.theme), joinedload(Referral.partner), joinedload(Referral.owner),
)  # fmt: skip
WHOLE = (*SHOWN, selectinload(Referral.consents), selectinload(Referral.tasks), joinedload(Referral.packet),
         joinedload(Referral.link), joinedload(Referral.opening), selectinload(Referral.notes))  # fmt: skip


def get_referral(user: User, id: UUID) -> Referral:
    """A referral that this worker may see, with all that hangs on it; raises NotFoundError for any other."""
    found = db.session.scalar(Referral.visible_to(user).where(Referral.id == id).options(*WHOLE))
    if found is None:
        raise NotFoundError(id)
    return found


def find_referral(id: UUID) -> Referral | None:
    """A referral by its key, for who comes with a code or a link."""
    return db.session.scalar(select(Referral).where(Referral.id == id).options(*WHOLE))


def read_anew(id: UUID) -> Referral | None:
    """The same, as it now stands in the database: what this transaction had read of it before is replaced."""
    query = select(Referral).where(Referral.id == id).options(*WHOLE)
    return db.session.scalar(query.execution_options(populate_existing=True))


def open_referrals(user: User) -> list[Referral]:
    """The open referrals of this worker, what has waited longest first."""
    query = (
        select(Referral)
        .where(Referral.owner_id == user.id, Referral.state.not_in(CLOSED))
        .order_by(Referral.moved_on, Referral.id)
        .options(*SHOWN)
    )
    return list(db.session.scalars(query))


def is_any_waiting(user: User, today: date, opening: Opening | None) -> bool:
    """Whether anything is open, to do, left by who is gone or to look along with, or somebody comes to this opening.

    Asked at once.
    """
    mine = Referral.owner_id == user.id
    tasks = select(ReferralTask.id).join(ReferralTask.referral).where(mine, ReferralTask.done_on.is_(None))
    kinds = (
        select(Referral.id).where(mine, Referral.state.not_in(CLOSED)),
        tasks.where(ReferralTask.due_on <= today),
        left_behind(user, today).with_only_columns(Referral.id),
        _running(user),
        _meeting_at(opening).with_only_columns(Referral.id),
    )
    return bool(db.session.scalar(select(or_(*(each.exists() for each in kinds)))))


def tasks_of(user: User, today: date) -> list[ReferralTask]:
    """What this worker has to do for referrals: that partners stop using what they read first, then by what is due."""
    stop_first = (ReferralTask.kind != TaskKind.TELL_PARTNER, ReferralTask.due_on, ReferralTask.id)
    query = (
        select(ReferralTask)
        .join(ReferralTask.referral)
        .where(Referral.owner_id == user.id, ReferralTask.done_on.is_(None), ReferralTask.due_on <= today)
        .order_by(*stop_first)
        .options(contains_eager(ReferralTask.referral).options(*SHOWN))
    )
    return list(db.session.scalars(query))


def left_behind(user: User, today: date) -> Select[Referral]:
    """Those at the sites of this worker that need somebody, and whose owner does not work there any more.

    Who does is who would be a colleague there (`jsp.models.caseload.colleagues`).
    """
    works_at = (
        select(user_site.c.user_id, user_site.c.site_id)
        .join(User, User.id == user_site.c.user_id)
        .join(User.roles)
        .where(RoleRow.name == Role.WORKER, User.active)
    )
    is_gone = tuple_(Referral.owner_id, Referral.site_id).not_in(works_at)
    return select(Referral).where(
        Referral.site_id.in_([site.id for site in user.sites]), is_gone, _needs_somebody(today)
    )


def count_left(user: User, today: date) -> int:
    """How many there are of those."""
    return db.session.scalar(left_behind(user, today).with_only_columns(func.count())) or 0


def count_unfinished(owner: User, today: date) -> int:
    """How many of somebody's own would need somebody else once they left."""
    query = select(func.count()).select_from(Referral).where(Referral.owner_id == owner.id, _needs_somebody(today))
    return db.session.scalar(query) or 0


def _needs_somebody(today: date) -> ColumnElement[bool]:
    to_do = Referral.tasks.any(and_(ReferralTask.done_on.is_(None), ReferralTask.due_on <= today))
    return or_(Referral.state.not_in(CLOSED), to_do)


def referrals_of(contact: Contact, owner: User) -> list[Referral]:
    """The referrals of this worker that came of a contact."""
    query = select(Referral).where(Referral.contact_id == contact.id, Referral.owner_id == owner.id)
    return list(db.session.scalars(query.order_by(Referral.made_on, Referral.id).options(*SHOWN)))


def referrals_of_thread(thread: Thread, owner: User) -> list[Referral]:
    """The referrals of this worker that came of a question."""
    query = select(Referral).where(Referral.thread_id == thread.id, Referral.owner_id == owner.id)
    return list(db.session.scalars(query.order_by(Referral.made_on, Referral.id).options(*SHOWN)))


def meetings_at(opening: Opening) -> list[tuple[str, int]]:
    """Who meets a partner at this opening together with a young person, and how often; nothing of whom or why."""
    query = (
        _meeting_at(opening)
        .join(Referral.owner)
        .with_only_columns(User.first_name, func.count())
        .group_by(User.id, User.first_name)
        .order_by(User.first_name, User.id)
    )
    return [(name, number) for name, number in db.session.execute(query)]


def open_at(partner: Partner) -> list[Referral]:
    """The open referrals to a partner, whoever they belong to."""
    query = select(Referral).where(Referral.partner_id == partner.id, Referral.state.not_in(CLOSED))
    return list(db.session.scalars(query.order_by(Referral.moved_on, Referral.id)))


def running_paths(user: User) -> list[SafetyPath]:
    """What a colleague of the own sites asks somebody to look along with, and what this person asked and has to end."""
    query = _running(user).order_by(SafetyPath.asked_on, SafetyPath.id)
    people = (joinedload(SafetyPath.asked_by), joinedload(SafetyPath.second), joinedload(SafetyPath.site))
    return list(db.session.scalars(query.options(*people)))


def _running(user: User) -> Select[SafetyPath]:
    is_own, here = SafetyPath.asked_by_id == user.id, SafetyPath.site_id.in_([site.id for site in user.sites])
    to_sign = and_(here, ~is_own, SafetyPath.verdict.is_(None))
    return select(SafetyPath).where(or_(to_sign, and_(is_own, SafetyPath.is_recorded_elsewhere.is_(False))))


def _meeting_at(opening: Opening | None) -> Select[Referral]:
    if opening is None or not opening.takes_place:
        return select(Referral).where(false())
    return select(Referral).where(
        Referral.opening_id == opening.id, Referral.state.in_(SHARED), Referral.erased_on.is_(None)
    )
