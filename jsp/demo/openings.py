"""When the desks are open and who sits there: the weekly pattern, laid over the school days around today."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from jsp.blueprints.hours.service import generation
from jsp.blueprints.hours.service.notices import News
from jsp.demo import school_days
from jsp.demo.closures import add_closures
from jsp.demo.ground import Ground
from jsp.demo.people import People
from jsp.extensions import db
from jsp.models.hours import Availability, OpeningPattern
from jsp.models.team import Attendance, Opening
from jsp.rules import school_year

AHEAD = timedelta(weeks=6)
THURSDAY = 3


class Turn(NamedTuple):
    """A desk in the weekly pattern; `now_and_then` sit there every other week."""

    site: str
    starts: time
    ends: time
    always: tuple[str, ...]
    now_and_then: tuple[str, ...] = ()


AT_RAAYLAND = (time(12, 0), time(14, 30))
AT_GILDE = (time(12, 15), time(13, 30))
PATTERN = {
    0: Turn("gilde", *AT_GILDE, ("Sanne", "Lieke")),
    1: Turn("raayland", *AT_RAAYLAND, ("Sanne", "Youssef", "Lieke")),
    2: Turn("gilde", *AT_GILDE, ("Youssef", "Daan"), ("Lieke",)),
    THURSDAY: Turn("raayland", *AT_RAAYLAND, ("Sanne", "Marga"), ("Daan",)),
}
EXTRA = Turn("gilde", time(10, 0), time(16, 0), ("Sanne", "Lieke", "Youssef"))
SICK_LEAVE = ("Marga",)
WORKDAYS = {
    "Renske": (0, 1, 2, 3), "Sanne": (0, 1, 3), "Youssef": (1, 2), "Lieke": (0, 1, 2, 3), "Daan": (2, 3), "Marga": (3,),
}  # fmt: skip


def add_openings(ground: Ground, people: People, *, today: date) -> list[Opening]:
    """Add the fixed hours and holidays of the school year, and the openings that follow; flushes.

    What has been and the coming six weeks are laid as they were lived, oldest first; the rest follows from the rules.
    """
    fixed = {weekday: _pattern(ground, people, weekday, turn, today) for weekday, turn in PATTERN.items()}
    db.session.add_all([*fixed.values(), *add_closures(ground, today=today)])
    db.session.flush()
    openings = [opening_on(ground, people, day, today, fixed) for day in _days(today)]
    db.session.add_all([*openings, *_availability(people, today)])
    db.session.flush()
    for site in ground.sites.values():
        generation.lay_out(site.id, News())
    return openings


def _pattern(ground: Ground, people: People, weekday: int, turn: Turn, today: date) -> OpeningPattern:
    site = ground.sites[turn.site]
    begins, ends = school_days.term(today)
    return OpeningPattern(
        site_id=site.id, weekday=weekday, starts=turn.starts, ends=turn.ends, room=site.room, valid_from=begins,
        valid_until=ends, every_weeks=1, members=[people.members[name] for name in turn.always],
    )  # fmt: skip


def _availability(people: People, today: date) -> list[Availability]:
    """Sanne works today as well, when it is a school day: she gives a lesson then."""
    also = {today.weekday()} if school_days.is_school_day(today) else set()
    return [
        Availability(member_id=people.members[name].id, weekday=weekday, starts=time(8, 30), ends=time(17))
        for name, days in WORKDAYS.items()
        for weekday in sorted({*days, *(also if name == "Sanne" else ())})
    ]


def _days(today: date) -> Iterator[date]:
    """The days with an opening; today is always one of them, so that the demo has a desk to look at."""
    day = school_days.first_day(today)
    while day <= today + AHEAD:
        if day == today or in_pattern(day, today):
            yield day
        day += timedelta(days=1)


def in_pattern(day: date, today: date) -> bool:
    """Whether a desk is open on that day as a rule."""
    return day.weekday() in PATTERN and school_days.is_school_day(day, today=today)


def opening_on(ground: Ground, people: People, day: date, today: date, fixed: dict[int, OpeningPattern]) -> Opening:
    """The desk of that day; of another school year it comes of no fixed hours that still stand."""
    turn = PATTERN[day.weekday()] if in_pattern(day, today) else EXTRA
    site = ground.sites[turn.site]
    names = _names(turn, day, today)
    is_fixed = turn is not EXTRA and school_days.term(day) == school_days.term(today)
    return Opening(
        site_id=site.id, on=day, starts=turn.starts, ends=turn.ends, room=site.room, takes_place=True,
        pattern_id=fixed[day.weekday()].id if is_fixed else None, has_own_crew=not is_fixed or names != turn.always,
        attendances=[
            Attendance(member_id=people.members[name].id, position=at, is_here=_is_here(name, names, day, today))
            for at, name in enumerate(names)
        ],
    )  # fmt: skip


def _names(turn: Turn, day: date, today: date) -> tuple[str, ...]:
    """Who sits there; last week's Thursday has one person only, so that the thin staffing shows."""
    monday, _ = school_year.week(today)
    if day == monday + timedelta(days=THURSDAY - 7):
        return SICK_LEAVE
    return turn.always + (turn.now_and_then if day.isocalendar().week % 2 else ())


def _is_here(name: str, names: tuple[str, ...], day: date, today: date) -> bool:
    """Everybody came to what has passed; today one person is there before the others."""
    first_in = "Lieke" if "Lieke" in names else names[:2][-1]
    return day < today or (day == today and name == first_in)
