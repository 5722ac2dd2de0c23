"""One opening at a time: extra ones, other hours, calling off and on again."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from jsp import audit, clock, sending
from jsp.blueprints.hours.service import ABOUT, crew
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.hours import OpeningPattern
from jsp.models.promises import count_promised
from jsp.models.rota import closures_from
from jsp.models.team import Opening, TeamMember
from jsp.models.turns import NoticeKind
from jsp.rules import opening as rules
from jsp.rules import patterns
from jsp.rules.opening import CancelReason, OpeningState, Slot
from jsp.rules.refusal import N_, DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraDraft:
    """An opening apart from the fixed hours, with its people in their order."""

    key: UUID
    site_id: int
    slot: Slot
    room: str
    member_ids: tuple[int, ...]


def plan_extra(draft: ExtraDraft, *, by: User) -> None:
    """Add an opening apart from any pattern. Raises DomainError for one that cannot be."""
    if not sending.take(draft.key, about=ABOUT):
        return
    _check_slot(draft.site_id, draft.slot, besides=None)
    opening = Opening(
        site_id=draft.site_id, on=draft.slot.on, starts=draft.slot.starts, ends=draft.slot.ends, room=draft.room,
        takes_place=True, has_own_crew=True, attendances=[],
    )  # fmt: skip
    members = list(db.session.scalars(select(TeamMember).where(TeamMember.id.in_(draft.member_ids))))
    crew.check_sites(members, draft.site_id)
    _check_in_team(members, draft.slot.on)
    _check_free(members, draft.slot, besides=None)
    db.session.add(opening)
    db.session.flush()
    news = News()
    crew.seat(opening, sorted(members, key=lambda each: (each.position, each.id)), news)
    _tell(opening, news, by)


def change_hours(opening: Opening, *, starts: time, ends: time, room: str, seen: str, key: UUID, by: User) -> None:
    """Other hours or another room on this day only. Raises DomainError where site or people are busy then."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(opening)
    sending.check_unchanged(seen, mark(opening), sending.IN_SIGHT)
    check_stands(opening)
    slot = Slot(opening.on, starts, ends)
    _check_slot(opening.site_id, slot, besides=opening)
    _check_free([place.member for place in opening.attendances], slot, besides=opening)
    opening.starts, opening.ends, opening.room, opening.is_own = starts, ends, room, True
    opening.goes_on, opening.warned_at = False, None
    opening.settle()
    news = News()
    news.add(NoticeKind.CHANGED, opening, [place.member for place in opening.attendances])
    _tell(opening, news, by)


def call_off(opening: Opening, reason: CancelReason, *, key: UUID, by: User) -> None:
    """It does not go on; the public page and the feeds say so at once. Raises DomainError for one that is over."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(opening)
    if opening.state is not OpeningState.PLANNED:
        raise DomainError(sending.SETTLED)
    if opening.slot.is_over(clock.local_now()):
        raise DomainError(N_("This opening is over."))
    opening.state, opening.reason = OpeningState.CANCELLED, reason
    opening.settle()
    news = News()
    news.add(NoticeKind.CALLED_OFF, opening, [place.member for place in opening.attendances])
    _tell(opening, news, by)


def call_on_again(opening: Opening, *, key: UUID, by: User) -> None:
    """It goes on after all, with who sat there and is not elsewhere by now. Raises DomainError."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(opening)
    if opening.state is not OpeningState.CANCELLED:
        raise DomainError(sending.SETTLED)
    _check_slot(opening.site_id, opening.slot, besides=opening)
    news = News()
    crew.leave_out_who_cannot(opening, opening.slot, news)
    opening.has_own_crew = True  # who sat there comes back, whoever sits there as a rule by now
    if not _is_asked_for(opening):
        opening.pattern_id = None  # from here on it stands on its own
    opening.state, opening.reason = OpeningState.PLANNED, None
    opening.settle()
    news.add(NoticeKind.ON_AGAIN, opening, [place.member for place in opening.attendances])
    _tell(opening, news, by)


def let_it_go_on(opening: Opening, *, key: UUID, by: User) -> None:
    """It goes on with fewer people than wanted; nobody asks again."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(opening)
    if not opening.goes_on:
        opening.goes_on = True
        audit.record(Action.HOURS_CHANGED, "opening", opening.id)


def check_stands(opening: Opening) -> None:
    """Raises DomainError for one that is over or does not take place: nobody comes to it or leaves it."""
    if not opening.takes_place or opening.slot.is_over(clock.local_now()):
        raise DomainError(N_("This opening is over, or does not go on any more."))


def count_answers(opening: Opening) -> int:
    """How many questions are promised an answer on that day at that site."""
    return count_promised(opening.on, opening.on, [opening.site_id]).get(opening.site_id, 0)


def call_backs(opening: Opening) -> list[tuple[str, int]]:
    """Who promised to call back on that day at that site: first names and numbers, never what about."""
    query = (
        select(User.first_name, func.count())
        .join(Contact, Contact.owner_id == User.id)
        .where(Contact.site_id == opening.site_id, Contact.follow_up_on == opening.on)
        .where(Contact.follow_up_done_on.is_(None))
        .group_by(User.id, User.first_name)
        .order_by(User.first_name)
    )
    return [(name, count) for name, count in db.session.execute(query)]


def mark(opening: Opening) -> str:
    """What it holds, to notice that somebody else changed it."""
    members = [place.member_id for place in opening.attendances]
    return sending.marked(opening.slot, opening.room, str(opening.state), members)


def openings_between(first: date, last: date, *, site_ids: list[int]) -> list[Opening]:
    """Everything of these sites in those days, called off and closed ones too, in order."""
    query = (
        select(Opening)
        .where(Opening.site_id.in_(site_ids), Opening.on.between(first, last))
        .where(Opening.state != OpeningState.DROPPED)
        .order_by(Opening.on, Opening.starts)
        .options(selectinload(Opening.attendances))
    )
    return list(db.session.scalars(query))


def _check_slot(site_id: int, slot: Slot, *, besides: Opening | None) -> None:
    rules.check_hours(slot.starts, slot.ends)
    closures = closures_from(slot.on, site_ids=[site_id]).get(site_id, [])
    rules.check_day(slot.on, today=clock.today(), closed=[each.days for each in closures])
    if slot.is_over(clock.local_now()):
        raise DomainError(N_("These hours are over."), field="ends")
    query = select(Opening).where(Opening.site_id == site_id, Opening.on == slot.on, Opening.takes_place)
    if any(each.slot.meets(slot) for each in db.session.scalars(query) if each is not besides):
        raise DomainError(N_("There is an opening then already."), field="starts")


def _check_in_team(members: list[TeamMember], day: date) -> None:
    for member in members:
        if not member.is_in_team(day):
            raise DomainError(N_("%(name)s is not in the team on that day."), field="members", name=member.first_name)


def _check_free(members: list[TeamMember], slot: Slot, *, besides: Opening | None) -> None:
    elsewhere = crew.elsewhere(members, slot, besides=besides)
    for member in members:
        if member.id in elsewhere:
            raise crew.refusal(member, elsewhere[member.id])


def _is_asked_for(opening: Opening) -> bool:
    """Whether its fixed hours still hold on that day."""
    pattern = db.session.get(OpeningPattern, opening.pattern_id) if opening.pattern_id else None
    if pattern is None or pattern.ended_at is not None:
        return False
    return opening.on in patterns.days(pattern.hours, opening.on, opening.on)


def _tell(opening: Opening, news: News, by: User) -> None:
    db.session.flush()
    news.send(by=by)
    audit.record(Action.HOURS_CHANGED, "opening", opening.id)
