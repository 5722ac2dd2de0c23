"""Openings follow from fixed hours and closures. Doing it again changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp import clock
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db
from jsp.models.hours import Absence, Closure, OpeningPattern
from jsp.models.rota import closures_from
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import Cover, CoverState, NoticeKind
from jsp.rules import patterns
from jsp.rules.closures import shut_by
from jsp.rules.coverage import is_absent
from jsp.rules.opening import OpeningState, Slot


@dataclass(slots=True)
class _Site:
    """What there is of one site from today on."""

    today: date
    openings: list[Opening]
    patterns: dict[int, OpeningPattern]
    closures: list[Closure]

    def closure_on(self, day: date) -> Closure | None:
        """Why nobody can walk in on that day."""
        found = shut_by(day, [each.days for each in self.closures])
        return next((each for each in self.closures if each.days == found), None)

    def is_taken(self, slot: Slot, *, besides: Opening | None = None) -> bool:
        """Whether the desk is in use then already."""
        return any(each.takes_place and each is not besides and each.slot.meets(slot) for each in self.openings)


def lay_out(site_id: int, news: News) -> None:
    """Let the openings of a site from today on follow from what is fixed, and from what is closed.

    What people changed by hand stays as they left it. Whoever hears of it is noted in `news`.
    """
    db.session.flush()
    held = _read(site_id, clock.today())
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


def extra_on(pattern: patterns.Pattern, site_id: int) -> date | None:
    """The first day on which the pattern would get in the way of an opening that was planned apart."""
    held = _read(site_id, clock.today())
    apart = [each for each in held.openings if each.takes_place and (each.pattern_id is None or each.is_own)]
    closed = [each.days for each in held.closures]
    slots = patterns.slots(pattern, closed, since=held.today)
    return next((slot.on for slot in slots if any(each.slot.meets(slot) for each in apart)), None)


def _read(site_id: int, today: date) -> _Site:
    openings = select(Opening).where(Opening.site_id == site_id, Opening.on >= today).order_by(Opening.on)
    active = select(OpeningPattern).where(OpeningPattern.site_id == site_id, OpeningPattern.ended_at.is_(None))
    return _Site(
        today,
        list(
            db.session.scalars(
                openings.options(selectinload(Opening.attendances)).execution_options(populate_existing=True)
            )
        ),
        {each.id: each for each in db.session.scalars(active.order_by(OpeningPattern.id))},
        closures_from(today, site_ids=[site_id]).get(site_id, []),
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
            leave_out_who_is_elsewhere(opening, opening.slot, news)
        opening.closure_id = None
        opening.settle()
        db.session.flush()


def leave_out_who_is_elsewhere(opening: Opening, slot: Slot, news: News) -> None:
    """Take off whoever sits at another opening then."""
    members = [place.member for place in opening.attendances]
    busy = _busy(members, slot.on)
    free = [each for each in members if not any(slot.meets(s) for id, s in busy[each.id] if id != opening.id)]
    seat(opening, free, news)


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
        wanted = (pattern.starts, pattern.ends, pattern.room)
        is_back = opening.state is OpeningState.DROPPED
        is_moved = not opening.is_own and (opening.starts, opening.ends, opening.room) != wanted
        slot = Slot(opening.on, pattern.starts, pattern.ends)
        if (is_back or is_moved) and not held.is_taken(slot, besides=opening):
            leave_out_who_is_elsewhere(opening, slot, news)
            opening.starts, opening.ends, opening.room = wanted
            opening.state = OpeningState.PLANNED if is_back else opening.state
            opening.settle()
            db.session.flush()


def _add(site_id: int, held: _Site) -> None:
    there = {(each.pattern_id, each.on) for each in held.openings}
    closed = [each.days for each in held.closures]
    for pattern in held.patterns.values():
        for slot in patterns.slots(pattern.hours, closed, since=held.today):
            if (pattern.id, slot.on) in there or held.is_taken(slot):
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
    busy, away, cannot = _busy(members, held.today), _away(members, held.today), _cannot(openings)
    for opening in openings:
        wanted = [
            member for member in held.patterns[opening.pattern_id or 0].members
            if member.is_in_team(opening.on) and not is_absent(opening.on, away[member.id])
            and (opening.id, member.id) not in cannot
            and not any(slot.meets(opening.slot) for id, slot in busy[member.id] if id != opening.id)
        ]  # fmt: skip
        if seat(opening, wanted, news):
            for member in wanted:
                busy[member.id].append((opening.id, opening.slot))


def seat(opening: Opening, wanted: Sequence[TeamMember], news: News) -> bool:
    """Let exactly these people sit at the opening, in that order; returns whether anything changed."""
    ids = [member.id for member in wanted]
    if [place.member_id for place in opening.attendances] == ids:
        return False
    leaving = [place for place in opening.attendances if place.member_id not in ids]
    for place in leaving:
        opening.attendances.remove(place)
    db.session.flush()
    there = {place.member_id: place for place in opening.attendances}
    for position, member in enumerate(wanted):
        if member.id in there:
            there[member.id].position = position
        else:
            opening.attendances.append(Attendance(member=member, position=position))
    opening.settle()
    news.add(NoticeKind.TAKEN_OFF, opening, [place.member for place in leaving])
    news.add(NoticeKind.PLANNED, opening, [member for member in wanted if member.id not in there])
    db.session.flush()
    return True


def _busy(members: Iterable[TeamMember], today: date) -> dict[int, list[tuple[int, Slot]]]:
    query = select(
        Attendance.member_id, Attendance.opening_id, Attendance.on, Attendance.starts, Attendance.ends
    ).where(Attendance.member_id.in_([each.id for each in members]), Attendance.on >= today, Attendance.takes_place)
    found: dict[int, list[tuple[int, Slot]]] = defaultdict(list)
    for member_id, opening_id, on, starts, ends in db.session.execute(query):
        found[member_id].append((opening_id, Slot(on, starts, ends)))
    return found


def _away(members: Iterable[TeamMember], today: date) -> dict[int, list[tuple[date, date]]]:
    query = select(Absence).where(Absence.member_id.in_([each.id for each in members]), Absence.ends_on >= today)
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for absence in db.session.scalars(query):
        found[absence.member_id].append((absence.starts_on, absence.ends_on))
    return found


def _cannot(openings: Iterable[Opening]) -> set[tuple[int, int]]:
    query = select(Cover.opening_id, Cover.member_id).where(
        Cover.opening_id.in_([each.id for each in openings]), Cover.state != CoverState.TAKEN_BACK
    )
    return {(opening_id, member_id) for opening_id, member_id in db.session.execute(query)}


def _tell(before: tuple[bool, Slot, str], opening: Opening, news: News) -> None:
    took_place, *where = before
    crew = [place.member for place in opening.attendances]
    if took_place and not opening.takes_place:
        news.add(NoticeKind.CALLED_OFF, opening, crew)
    elif opening.takes_place and not took_place:
        news.add(NoticeKind.ON_AGAIN, opening, crew)
    elif opening.takes_place and where != [opening.slot, opening.room]:
        news.add(NoticeKind.CHANGED, opening, crew)
