"""What waits for somebody in the rota, asked by *Vandaag* and by the week itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.members import find_member
from jsp.models.reference import get_setting
from jsp.models.team import Opening, TeamMember
from jsp.models.turns import Cover, CoverQuestion, CoverState, Notice, Swap, SwapState
from jsp.rules import coverage

SOON = timedelta(days=14)
T = TypeVar("T", Cover, Swap)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Questions of colleagues, own questions that are not answered yet, and what changed."""

    cover_asked: list[Cover]
    swaps_asked: list[Swap]
    own_covers: list[Cover]
    own_swaps: list[Swap]
    notices: list[Notice]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return any((self.cover_asked, self.swaps_asked, self.own_covers, self.own_swaps, self.notices))


@dataclass(frozen=True, slots=True)
class Short:
    """An opening with too few people; `must_decide`: it is so near that somebody has to say whether it goes on."""

    opening: Opening
    people: int
    must_decide: bool


def waiting_for(user: User, now: datetime) -> Waiting:
    """Everything that waits for this person at local time `now`; one question where there is nothing."""
    if not db.session.scalar(_is_anything(user)):
        return Waiting([], [], [], [], [])
    member = find_member(user)
    notices = select(Notice).where(Notice.user_id == user.id, Notice.seen_at.is_(None)).order_by(Notice.id.desc())
    told = _newest_of_each(list(db.session.scalars(notices.options(joinedload(Notice.opening)))))
    if member is None:
        return Waiting([], [], [], [], told)
    return Waiting(
        _to_come(_covers_asked(member, user), now), _to_come(_swaps(Swap.other_member_id, member), now),
        _to_come(_covers_of(member), now), _to_come(_swaps(Swap.member_id, member), now), told,
    )  # fmt: skip


def _is_anything(user: User) -> Select[tuple[bool]]:
    mine = select(TeamMember.id).where(TeamMember.user_id == user.id).scalar_subquery()
    asked = (
        select(Cover.id)
        .join(Cover.questions)
        .where(CoverQuestion.member_id == mine, CoverQuestion.says_yes.is_(None), Cover.state == CoverState.OPEN)
    )
    own = select(Cover.id).where(Cover.member_id == mine, Cover.state == CoverState.OPEN)
    is_ours = or_(Swap.member_id == mine, Swap.other_member_id == mine)
    swaps = select(Swap.id).where(is_ours, Swap.state == SwapState.OPEN)
    notices = select(Notice.id).where(Notice.user_id == user.id, Notice.seen_at.is_(None))
    return select(or_(*(query.exists() for query in (notices, asked, own, swaps))))


def short_openings(site_ids: Sequence[int], now: datetime, *, ahead: timedelta = SOON) -> list[Short]:
    """The openings of today and the days `ahead` with too few people, the first one first."""
    least = int(get_setting("staff_min"))
    query = (
        select(Opening)
        .where(Opening.site_id.in_(site_ids), Opening.on.between(now.date(), now.date() + ahead), Opening.takes_place)
        .order_by(Opening.on, Opening.starts)
        .options(selectinload(Opening.attendances))
    )
    found = [each for each in db.session.scalars(query) if not each.slot.is_over(now) and len(each.places) < least]
    return [Short(each, len(each.places), _must_decide(each, now, least)) for each in found if not each.goes_on]


def _must_decide(opening: Opening, now: datetime, least: int) -> bool:
    return coverage.must_decide(opening.slot, now, people=len(opening.places), least=least)


def _covers_asked(member: TeamMember, user: User) -> list[Cover]:
    query = (
        select(Cover)
        .join(Cover.questions)
        .join(Cover.opening)
        .where(CoverQuestion.member_id == member.id, CoverQuestion.says_yes.is_(None), Cover.state == CoverState.OPEN)
        .where(Opening.takes_place, Opening.site_id.in_([site.id for site in user.open_sites]))
        .options(joinedload(Cover.opening), joinedload(Cover.member))
    )
    return [each for each in db.session.scalars(query) if each.opening.find_place(member) is None]


def _covers_of(member: TeamMember) -> list[Cover]:
    query = select(Cover).join(Cover.opening).where(Cover.member_id == member.id, Cover.state == CoverState.OPEN)
    query = query.where(Opening.takes_place)
    return list(db.session.scalars(query.options(joinedload(Cover.opening), selectinload(Cover.questions))))


def _swaps(whose: Any, member: TeamMember) -> list[Swap]:
    query = select(Swap).where(whose == member.id, Swap.state == SwapState.OPEN)
    found = db.session.scalars(query.options(joinedload(Swap.opening), joinedload(Swap.other_opening)))
    return [each for each in found if each.opening.takes_place and each.other_opening.takes_place and _sit(each)]


def _sit(swap: Swap) -> bool:
    """Whether both still have the turn that they would give."""
    own, theirs = swap.opening.find_place(swap.member), swap.other_opening.find_place(swap.other_member)
    return own is not None and theirs is not None


def _to_come(found: list[T], now: datetime) -> list[T]:
    coming = [each for each in found if not any(opening.slot.is_over(now) for opening in _openings_of(each))]
    return sorted(coming, key=lambda each: (each.opening.on, str(each.id)))


def _openings_of(each: Cover | Swap) -> tuple[Opening, ...]:
    return (each.opening, each.other_opening) if isinstance(each, Swap) else (each.opening,)


def _newest_of_each(notices: list[Notice]) -> list[Notice]:
    """What holds in the end for each opening: the last word about it; one about several openings is not outdone."""
    told: set[int] = set()
    kept = []
    for notice in notices:
        if notice.others or notice.opening_id not in told:
            kept.append(notice)
        told.add(notice.opening_id)
    return kept
