"""Erasing what is about the person who asks, and what the paper says that they get."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock
from jsp.blueprints.person_requests.service import asked, shown
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.person_requests import Outcome, PersonRequest, PersonRequestItem
from jsp.models.referral_rows import find_referral
from jsp.rules.referral import Step, can
from jsp.rules.retention import OUTWEIGHS, Ground, Kind
from jsp.verbs import erasures, holds, referring
from jsp.verbs.own_things import is_more_than_count, oversees
from jsp.verbs.went import Went, done_of, gone_of, is_bare, went_of

GOES = {"contact": Kind.CONTACT, "thread": Kind.THREAD, "referral": Kind.PERSON}


class Plan(StrEnum):
    """What erasing does now to something that this person may read, where no hold keeps it."""

    GOES = "goes"
    COUNTED = "counted"  # nothing is left but what stays anyway
    UNSURE = "unsure"  # it stays: nothing but the word of who works on it says that they want so


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the paper: what it was and of which day where that is known still, erased when. No name."""

    kind: str
    day: date | None
    on: date
    by_coordinator: bool


@dataclass(frozen=True, slots=True)
class Stays:
    """Something that was found and is there still: on what ground and until when, where this person may know.

    `part`: what went of it in another way, or that it only counts.
    """

    kind: str
    day: date | None
    ground: Ground | None
    until: date | None
    part: Went | None


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that was found and went in another way than at this request: of which day, and on which day."""

    kind: str
    day: date | None
    on: date | None


@dataclass(slots=True)
class Done:
    """How many went, only count, are for a claim or the law, wait for a complaint or a code, are others'."""

    gone: int = 0
    counted: int = 0
    kept: int = 0
    waiting: int = 0
    unsure: int = 0
    others: int = 0


def erase(request: PersonRequest, *, by: User) -> Done:
    """Erase all that this person may read of it, but for what is held on a ground that weighs more."""
    asked.check_open(request)
    mine = _readable(request, by)
    bare = done_of(request.wish, went_of(request.items))
    done = Done(others=len([each for each in _there(request) if each not in mine and each.key not in bare]))
    for each in mine:
        holds.turn(each.kind, each.object_id)
        stays = _stays(each, by)
        if stays is None:
            had_more = _erase_item(each, by)
            done.gone, done.counted = done.gone + had_more, done.counted + (not had_more)
        elif stays in OUTWEIGHS:
            if each.outcome is Outcome.FOUND:  # that it was shown or changed stays known
                asked.settle(each, Outcome.KEPT)
            done.kept += 1
        else:  # not settled: their code, or a coordinator, can still do it
            done.unsure, done.waiting = done.unsure + (stays is Plan.UNSURE), done.waiting + (stays is not Plan.UNSURE)
    return done


def plan(request: PersonRequest, by: User) -> dict[tuple[str, str], Plan | Ground]:
    """What erasing does now to what this person may read of it: it goes, or why it stays."""
    return {(each.kind, each.object_id): _stays(each, by) or _plan(each) for each in _readable(request, by)}


def statement(request: PersonRequest) -> list[Erased]:
    """What was erased for this request."""
    return [each for item in request.items if item.outcome is Outcome.ERASED
            for each in _when(item.kind, item.object_id)]  # fmt: skip


def what_stays(request: PersonRequest, by: User) -> list[Stays]:
    """What was found and is there still."""
    found, went = [], went_of(request.items)
    gone = gone_of(went)
    for each in [one for one in _there(request) if one.key not in gone]:
        id = UUID(each.object_id)
        hold = holds.find_hold(each.kind, id) if shown.may_read(each.kind, id, by) else None
        ground, until = (holds.why(hold).ground, hold.until) if hold else (None, None)
        found.append(Stays(each.kind, shown.day_of(each.kind, id), ground, until, went.get(each.key)))
    return found


def what_went(request: PersonRequest) -> list[Gone]:
    """What was found and went in another way than at this request, by all that is known of it now."""
    gone = gone_of(went_of(request.items))
    return [Gone(kind, shown.day_of(kind, UUID(id)), went.on) for (kind, id), went in gone.items()]


def _there(request: PersonRequest) -> list[PersonRequestItem]:
    there = [each for each in request.items if each.outcome is not Outcome.ERASED]
    return [each for each in there if shown.find_row(each.kind, UUID(each.object_id)) is not None]


def _readable(request: PersonRequest, by: User) -> list[PersonRequestItem]:
    """In one order, so that two who erase the same things do not wait for each other."""
    found = [each for each in _there(request) if shown.may_read(each.kind, UUID(each.object_id), by)]
    return sorted(found, key=lambda each: (each.kind, each.object_id))


def _plan(item: PersonRequestItem) -> Plan:
    id = UUID(item.object_id)
    if item.kind == "contact":
        return Plan.GOES if is_more_than_count(id) else Plan.COUNTED
    return Plan.COUNTED if item.kind == "referral" and shown.find_row(item.kind, id).is_erased else Plan.GOES


def _stays(item: PersonRequestItem, by: User) -> Ground | Plan | None:
    """Why it stays; None: it goes (decision 29).

    By their own word alone a worker outweighs no complaint: it may be about them. Nor does it erase a question without
    a name, which every worker of the site can open, and which nobody can know to be theirs but by its code.
    """
    id = UUID(item.object_id)
    is_sure = item.code_typed_on is not None or oversees(item.kind, id, by)
    ground = holds.what_outweighs(item.kind, id, is_sure=is_sure)
    return ground or (Plan.UNSURE if item.kind == "thread" and not is_sure else None)


def _erase_item(item: PersonRequestItem, by: User) -> bool:
    """Whether anything went. What went in another way, or only counts, was not erased here; its sharing can stop."""
    id = UUID(item.object_id)
    if is_bare(item):
        return item.kind == "referral" and _stop(id, by)
    asked.settle(item, Outcome.ERASED)
    audit.record(Action.ERASED, item.kind, id, behalf=Behalf.PERSON)
    return (item.kind == "referral" and _stop(id, by)) or erasures.WAYS[GOES[item.kind]].again(str(id))


def _stop(id: UUID, by: User) -> bool:
    """Whether a referral could still be taken back, which ends all sharing first."""
    row = find_referral(id)
    if row is None:
        return False
    referring.turn(row)
    if not row.is_erased:
        holds.fall(referring.KIND, id)
    if not can(row.state, Step.WITHDRAW, way=row.way):
        return False
    referring.withdraw(row, user_id=by.id)
    return True


def _when(kind: str, id: str) -> list[Erased]:
    of_it = (AuditEntry.object_id == id, AuditEntry.object_kind == kind)
    query = select(AuditEntry).where(
        *of_it, AuditEntry.action == Action.ERASED, AuditEntry.on_behalf_of == Behalf.PERSON
    )
    rows = db.session.scalars(query.order_by(AuditEntry.id).limit(1))
    day = shown.day_of(kind, UUID(id))
    return [Erased(kind, day, each.at.astimezone(clock.LOCAL).date(), _was_opened(each)) for each in rows]


def _was_opened(erased: AuditEntry) -> bool:
    """Whether who erased it had opened it with a reason: as a coordinator, whatever their roles became since."""
    query = select(AuditEntry.id).where(
        AuditEntry.object_id == erased.object_id, AuditEntry.object_kind == erased.object_kind,
        AuditEntry.action == Action.GLASS_BROKEN, AuditEntry.user_id == erased.user_id, AuditEntry.id < erased.id,
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None
