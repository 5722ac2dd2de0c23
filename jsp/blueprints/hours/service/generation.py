"""Openings follow from fixed hours and closures. Doing it again changes nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp import clock
from jsp.blueprints.hours.service import crew
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db
from jsp.models.hours import Closure, OpeningPattern
from jsp.models.rota import closures_from
from jsp.models.team import Opening
from jsp.models.turns import NoticeKind
from jsp.rules import patterns
from jsp.rules.closures import shut_by
from jsp.rules.coverage import is_absent
from jsp.rules.opening import OpeningState, Slot


@dataclass(slots=True)
class _Site:
    """What there is of one site from today on; `openings` are not over yet, `over` are those of today that are."""

    now: datetime
    openings: list[Opening]
    over: list[Opening]
    patterns: dict[int, OpeningPattern]
    closures: list[Closure]

    def closure_on(self, day: date) -> Closure | None:
        """Why nobody can walk in on that day."""
        found = shut_by(day, [each.days for each in self.closures])
        return next((each for each in self.closures if each.days == found), None)

    def is_taken(self, slot: Slot, *, besides: Opening | None = None) -> bool:
        """Whether the desk is in use then already."""
        that_day = [each for each in (*self.openings, *self.over) if each.on == slot.on and each is not besides]
        return any(each.takes_place and each.slot.meets(slot) for each in that_day)


def lay_out(site_id: int, news: News) -> None:
    """Let the openings of a site from today on follow from what is fixed, and from what is closed.

    What people changed by hand stays as they left it on the days that remain. Whoever hears of it is noted in `news`.
    """
    db.session.flush()
    held = _read(site_id, clock.local_now())
    before = {opening.id: (opening.takes_place, opening.slot, opening.room) for opening in held.openings}
    _close(held)
    _drop(held)
    db.session.flush()  # what makes room goes first: the database lets nobody be in two places for a moment either
    _follow(held, news)
    _open(held, news)
    _add(site_id, held)
    _seat_regulars(held, news)
    for opening in held.openings:
        if opening.id in before:
            _tell(before[opening.id], opening, news)


def extra_on(pattern: patterns.Pattern, site_id: int, *, besides: int | None) -> date | None:
    """The first day on which the pattern would get in the way of an opening that was planned apart from `besides`."""
    held = _read(site_id, clock.local_now())
    apart = [each for each in held.openings if each.takes_place and (each.pattern_id is None or each.is_own)]
    foreign = [each for each in apart if besides is None or each.pattern_id != besides]
    closed = [each.days for each in held.closures]
    slots = patterns.slots(pattern, closed, since=held.now.date())
    return next((slot.on for slot in slots if any(each.slot.meets(slot) for each in foreign)), None)


def _read(site_id: int, now: datetime) -> _Site:
    query = select(Opening).where(Opening.site_id == site_id, Opening.on >= now.date()).order_by(Opening.on)
    fresh = query.options(selectinload(Opening.attendances)).execution_options(populate_existing=True)
    openings = list(db.session.scalars(fresh))
    active = select(OpeningPattern).where(OpeningPattern.site_id == site_id, OpeningPattern.ended_at.is_(None))
    return _Site(
        now,
        [each for each in openings if not each.slot.is_over(now)],
        [each for each in openings if each.slot.is_over(now)],
        {each.id: each for each in db.session.scalars(active.order_by(OpeningPattern.id))},
        closures_from(now.date(), site_ids=[site_id]).get(site_id, []),
    )


def _close(held: _Site) -> None:
    for opening in held.openings:
        closure = held.closure_on(opening.on)
        if closure is not None and opening.closure_id != closure.id:
            opening.closure_id = closure.id
            opening.settle()


def _open(held: _Site, news: News) -> None:
    """What is no longer closed comes back with its people, but for who sits elsewhere by now."""
    for opening in held.openings:
        if opening.closure_id is None or held.closure_on(opening.on) is not None:
            continue
        if opening.state is OpeningState.PLANNED:
            if held.is_taken(opening.slot, besides=opening):
                opening.state = OpeningState.DROPPED
            crew.leave_out_who_cannot(opening, opening.slot, news)
        opening.closure_id = None
        opening.settle()
        db.session.flush()


def _drop(held: _Site) -> None:
    """What no pattern asks for any more."""
    for opening in held.openings:
        if opening.pattern_id is None or opening.state is not OpeningState.PLANNED:
            continue
        pattern = held.patterns.get(opening.pattern_id)
        if pattern is None or opening.on not in patterns.days(pattern.hours, opening.on, opening.on):
            opening.state = OpeningState.DROPPED
            opening.settle()


def _follow(held: _Site, news: News) -> None:
    """What a pattern asks for gets its hours and room, unless somebody changed them by hand."""
    for opening in held.openings:
        pattern = held.patterns.get(opening.pattern_id or 0)
        if pattern is None or opening.on not in patterns.days(pattern.hours, opening.on, opening.on):
            continue
        held_now = (opening.starts, opening.ends, opening.room)
        wanted = held_now if opening.is_own else (pattern.starts, pattern.ends, pattern.room)
        is_back, is_moved = opening.state is OpeningState.DROPPED, held_now != wanted
        slot = Slot(opening.on, wanted[0], wanted[1])
        if (is_back or is_moved) and not held.is_taken(slot, besides=opening) and not slot.is_over(held.now):
            crew.leave_out_who_cannot(opening, slot, news)
            opening.starts, opening.ends, opening.room = wanted
            opening.state = OpeningState.PLANNED if is_back else opening.state
            opening.settle()
            db.session.flush()


def _add(site_id: int, held: _Site) -> None:
    there = {(each.pattern_id, each.on) for each in [*held.openings, *held.over]}
    closed = [each.days for each in held.closures]
    for pattern in held.patterns.values():
        for slot in patterns.slots(pattern.hours, closed, since=held.now.date()):
            if (pattern.id, slot.on) in there or slot.is_over(held.now) or held.is_taken(slot):
                continue
            opening = Opening(
                site_id=site_id, pattern_id=pattern.id, on=slot.on, starts=slot.starts, ends=slot.ends,
                room=pattern.room, takes_place=True, attendances=[],
            )  # fmt: skip
            db.session.add(opening)
            held.openings.append(opening)
    db.session.flush()


def _seat_regulars(held: _Site, news: News) -> None:
    """Who sits there as a rule, where nobody changed that by hand: not who is absent, elsewhere, or cannot come."""
    openings = [each for each in held.openings if each.takes_place and each.pattern_id and not each.has_own_crew]
    members = {member for pattern in held.patterns.values() for member in pattern.members}
    today = held.now.date()
    turns, away, cannot = crew.busy(members, today), crew.away(members, today), crew.who_cannot(openings)
    for opening in openings:
        wanted = [
            member for member in held.patterns[opening.pattern_id or 0].members
            if member.is_in_team(opening.on) and not is_absent(opening.on, away[member.id])
            and opening.site in member.sites
            and (opening.id, member.id) not in cannot
            and crew.is_free(turns[member.id, opening.on], opening.slot, besides=opening.id)
        ]  # fmt: skip
        if crew.seat(opening, wanted, news):
            for member in wanted:
                turns[member.id, opening.on].append((opening.id, opening.slot))


def _tell(before: tuple[bool, Slot, str], opening: Opening, news: News) -> None:
    took_place, *where = before
    crew = [place.member for place in opening.attendances]
    if took_place and not opening.takes_place:
        news.add(NoticeKind.CALLED_OFF, opening, crew)
    elif opening.takes_place and not took_place:
        news.add(NoticeKind.ON_AGAIN, opening, crew)
    elif opening.takes_place and where != [opening.slot, opening.room]:
        news.add(NoticeKind.CHANGED, opening, crew)
