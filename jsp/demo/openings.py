"""When the desks are open and who sits there: the weekly pattern, laid over the school days around today."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from jsp.demo import school_days
from jsp.demo.ground import Ground
from jsp.demo.people import People
from jsp.extensions import db
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


def add_openings(ground: Ground, people: People, *, today: date) -> list[Opening]:
    """Add the openings from the first day of the demo until six weeks ahead, oldest first; flushes."""
    openings = [_opening(ground, people, day, today) for day in _days(today)]
    db.session.add_all(openings)
    db.session.flush()
    return openings


def _days(today: date) -> Iterator[date]:
    """The days with an opening; today is always one of them, so that the demo has a desk to look at."""
    day = school_days.first_day(today)
    while day <= today + AHEAD:
        if day == today or _in_pattern(day):
            yield day
        day += timedelta(days=1)


def _in_pattern(day: date) -> bool:
    return day.weekday() in PATTERN and school_days.is_school_day(day)


def _opening(ground: Ground, people: People, day: date, today: date) -> Opening:
    turn = PATTERN[day.weekday()] if _in_pattern(day) else EXTRA
    site = ground.sites[turn.site]
    names = _names(turn, day, today)
    return Opening(
        site_id=site.id, on=day, starts=turn.starts, ends=turn.ends, room=site.room,
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
