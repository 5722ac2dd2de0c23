"""What was found at a request of a person, and was erased in another way or is no more than a count.

By another request, by the clock, or by who it is about themselves. It is derived from what erasing leaves behind, so
that no request goes on saying of something that it is there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.messages import Thread
from jsp.models.person_requests import Outcome, PersonRequest, PersonRequestItem, RequestState, Wish
from jsp.models.referrals import Referral
from jsp.models.retention import ErasureEntry
from jsp.rules.retention import Kind
from jsp.verbs.own_things import MORE

Key = tuple[str, str]
Days = Mapping[tuple[str, str], date]
WHOLE = {
    "contact": (Kind.CONTACT, Kind.NOTE), "thread": (Kind.THREAD,), "referral": (Kind.PERSON, Kind.REFERRAL),
}  # fmt: skip
PART = {"contact": Kind.NOTE, "thread": Kind.REACH, "referral": None}


@dataclass(frozen=True, slots=True)
class Went:
    """`on`: the day, None where nobody knows it any more. `is_whole`: nothing but what stays anyway is left of it.

    `is_count`: nothing else stands here either, and nobody knows of anything that went.
    """

    on: date | None
    is_whole: bool
    is_count: bool = False


def went_of(items: Iterable[PersonRequestItem]) -> dict[Key, Went]:
    """Those of these of which something went in another way, and those that only count, by kind and key."""
    asked = [each.key for each in items if each.outcome is not Outcome.ERASED]
    left = {kind: LEFT[kind]([UUID(id) for of, id in asked if of == kind]) for kind in LEFT}
    days = _days([id for _kind, id in asked])
    found = {(kind, id): _went(kind, id, left[kind], days) for kind, id in asked}
    return {key: went for key, went in found.items() if went is not None}


def gone_of(went: Mapping[Key, Went]) -> dict[Key, Went]:
    """Of these the ones of which all went."""
    return {key: each for key, each in went.items() if each.is_whole}


def done_of(wish: Wish, went: Mapping[Key, Went]) -> set[Key]:
    """Of these the ones that wait for nobody: all went, or it is to be erased and only counts."""
    return {key for key, each in went.items() if each.is_whole or (each.is_count and wish is Wish.ERASE)}


def is_bare(item: PersonRequestItem) -> bool:
    """Whether nothing is there to erase: all of it went in another way, or it only counts."""
    return any(each.is_whole or each.is_count for each in went_of([item]).values())


def was_erased(kind: str, id: object) -> bool:
    """Whether who it is about had it erased, or was answered so when nothing was left to erase; its count may be left.

    As far back as requests are kept.
    """
    item, answered = PersonRequestItem, (PersonRequest.wish == Wish.ERASE, PersonRequest.state == RequestState.DONE)
    query = select(item).join(PersonRequest, PersonRequest.id == item.request_id)
    found = db.session.scalars(
        query.where(item.kind == kind, item.object_id == str(id), or_(item.outcome == Outcome.ERASED, and_(*answered)))
    )
    return any(each.outcome is Outcome.ERASED or is_bare(each) for each in found)


def _went(kind: str, id: str, left: Mapping[str, bool | date], days: Days) -> Went | None:
    """`left`: True where more than what stays anyway is left; the day of the erasing where its row says so."""
    here = left.get(id)
    on = here if isinstance(here, date) else next((days[of, id] for of in WHOLE[kind] if (of, id) in days), None)
    if here is None or (here is not True and on is not None):
        return Went(on, is_whole=True)
    if here is False:
        return Went(None, is_whole=False, is_count=True)
    part = days.get((str(PART[kind]), id))
    return Went(part, is_whole=False) if part is not None else None


def _contacts(ids: Sequence[UUID]) -> dict[str, bool | date]:
    return {
        str(id): has_more for id, has_more in db.session.execute(select(Contact.id, MORE).where(Contact.id.in_(ids)))
    }


def _threads(ids: Sequence[UUID]) -> dict[str, bool | date]:
    return {str(id): True for id in db.session.scalars(select(Thread.id).where(Thread.id.in_(ids)))}


def _referrals(ids: Sequence[UUID]) -> dict[str, bool | date]:
    query = select(Referral.id, Referral.erased_on).where(Referral.id.in_(ids))
    return {str(id): erased_on or True for id, erased_on in db.session.execute(query)}


def _days(ids: Sequence[str]) -> Days:
    """By kind of erasing and key; the last one, where something was erased twice."""
    entry = ErasureEntry
    query = select(entry.kind, entry.object_id, func.max(entry.on)).where(entry.object_id.in_(ids))
    rows = db.session.execute(query.group_by(entry.kind, entry.object_id))
    return {(kind, id): on for kind, id, on in rows}


LEFT: dict[str, Callable[[Sequence[UUID]], dict[str, bool | date]]] = {
    "contact": _contacts, "thread": _threads, "referral": _referrals,
}  # fmt: skip
