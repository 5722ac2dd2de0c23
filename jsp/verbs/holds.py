"""Keeping one thing longer than its time, for a reason; nothing erases it by the clock or by hand while that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, select

from jsp import audit, clock, sending
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.referrals import Referral
from jsp.models.retention import ErasureEntry, RetentionHold
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.retention import GONE, HELD, HELD_BY_LAW, OUTWEIGHS, Ground, Kind, check_longer
from jsp.verbs.own_things import is_left

KEPT_AFTER = timedelta(days=365)  # a hold that ended
LIFTED = N_("This was lifted already.")
TWICE = N_("This is kept longer already. Lift that first.")


@dataclass(frozen=True, slots=True)
class Why:
    """What stands sealed with a hold."""

    ground: Ground
    reason: str


def about(kind: str, id: object) -> str:
    """What people who hold or lift the same thing take turns for."""
    return f"hold {kind} {id}"


def turn(kind: str, id: object) -> None:
    """Nobody begins or ends a hold on it until this transaction ends; nor is it erased by somebody else.

    Who erases something takes this first, before any turn for the thing itself and any lock on its row: so nobody waits
    for each other in a circle.
    """
    take_turns(about(kind, id))


def find_hold(kind: str, id: object) -> RetentionHold | None:
    """The one that stands now on this thing."""
    return db.session.scalar(_standing().where(RetentionHold.kind == kind, RetentionHold.object_id == str(id)))


def held_ids(kind: str) -> frozenset[str]:
    """The keys of all things of a kind that are held now."""
    query = _standing().where(RetentionHold.kind == kind).with_only_columns(RetentionHold.object_id)
    return frozenset(db.session.scalars(query))


def is_held(kind: str, id: object) -> bool:
    """Whether no clock may erase it; an act that goes by it has the `turn`."""
    return find_hold(kind, id) is not None


def keeps(kind: str, id: object) -> bool:
    """Whether a hold keeps it from the clock that is about to erase it; takes the `turn`."""
    turn(kind, id)
    return is_held(kind, id)


def check_free(kind: str, id: object) -> None:
    """Raises DomainError for who works here, where it is held; takes the `turn`."""
    turn(kind, id)
    if is_held(kind, id):
        raise DomainError(HELD)


def check_person(kind: str, id: object) -> None:
    """Raises DomainError for the person whom it is about, where a claim or the law outweighs their wish.

    Takes the `turn`.
    """
    turn(kind, id)
    if what_outweighs(kind, id) is not None:
        raise DomainError(HELD_BY_LAW)


def what_outweighs(kind: str, id: object, *, is_sure: bool = True) -> Ground | None:
    """On what ground it stays although the person whom it is about wants it erased; None: it goes.

    `is_sure`: more than the word of the worker says that they want so. Without that a complaint outweighs it as well:
    it may be about that worker.
    """
    hold = find_hold(kind, id)
    ground = why(hold).ground if hold is not None else None
    return ground if not is_sure or ground in OUTWEIGHS else None


def has_complaint(kind: str, id: object) -> bool:
    """Whether it is kept because of a complaint; an act that goes by it has the `turn`."""
    hold = find_hold(kind, id)
    return hold is not None and why(hold).ground is Ground.COMPLAINT


def fall(kind: str, id: object) -> None:
    """Who it is about outweighed a complaint: its hold ends, also where a count is left. The caller has the `turn`."""
    hold = find_hold(kind, id)
    if hold is not None and why(hold).ground not in OUTWEIGHS:
        db.session.delete(hold)
        db.session.flush()


def why(hold: RetentionHold) -> Why:
    """On what ground, and in which words."""
    ground, _colon, reason = hold.reason.partition(":")
    return Why(Ground(ground), reason)


def list_holds() -> Sequence[RetentionHold]:
    """Those that stand, the first to end first."""
    return db.session.scalars(_standing().order_by(RetentionHold.until, RetentionHold.id)).all()


def is_part_gone(kind: str, id: object) -> bool:
    """Whether some of it was erased before the rest: a hold keeps what is left, and brings nothing back."""
    if kind == "thread":
        reach = select(ErasureEntry.id).where(ErasureEntry.kind == Kind.REACH, ErasureEntry.object_id == str(id))
        return db.session.scalar(reach.limit(1)) is not None
    return kind == "referral" and db.session.scalar(select(Referral.erased_on).where(Referral.id == id)) is not None


def hold(kind: str, id: UUID, *, until: date, ground: Ground, reason: str, key: UUID, by: User) -> None:
    """Keep it until that day. Raises DomainError with the field; without one where it was erased meanwhile."""
    if not sending.take(key, about=about(kind, id)):
        return
    note_check.check_bsn(reason, field="reason")
    check_longer(until, reason, clock.today())
    if not is_left(kind, id):
        raise DomainError(GONE)
    _end_old(kind, id, by)
    row = RetentionHold(id=key, kind=kind, object_id=str(id), by_id=by.id, made_on=clock.today(), until=until)
    row.reason = f"{ground}:{reason.strip()}"
    db.session.add(row)
    db.session.flush()
    audit.record(Action.HELD, kind, id)


def get_hold(id: UUID) -> RetentionHold:
    """Raises NotFoundError."""
    row = db.session.get(RetentionHold, id)
    if row is None:
        raise NotFoundError(id)
    return row


def lift(row: RetentionHold, *, key: UUID, by: User) -> None:
    """Not longer after all: it goes on its own day. Raises DomainError where it ended already."""
    if not sending.take(key, about=about(row.kind, row.object_id)):
        return
    db.session.refresh(row)
    if row.lifted_on is not None:
        raise DomainError(LIFTED)
    row.lifted_on, row.lifted_by_id = clock.today(), by.id
    audit.record(Action.HELD, row.kind, row.object_id)


def forget_old() -> None:
    """Throw away holds that ended a year ago, with their reason."""
    before = clock.today() - KEPT_AFTER
    over = (RetentionHold.until < before) | (RetentionHold.lifted_on < before)
    db.session.execute(delete(RetentionHold).where(over))


def _standing() -> Select[RetentionHold]:
    return select(RetentionHold).where(RetentionHold.lifted_on.is_(None), RetentionHold.until >= clock.today())


def _end_old(kind: str, id: object, by: User) -> None:
    """One whose day has passed makes room; one that stands does not."""
    query = select(RetentionHold).where(
        RetentionHold.kind == kind, RetentionHold.object_id == str(id), RetentionHold.lifted_on.is_(None)
    )
    old = db.session.scalar(query)
    if old is not None and old.until >= clock.today():
        raise DomainError(TWICE)
    if old is not None:
        old.lifted_on, old.lifted_by_id = old.until, by.id
        db.session.flush()
