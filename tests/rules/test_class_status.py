"""What a class is told about its lessons, minute by minute."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from jsp.clock import LOCAL
from jsp.rules.class_status import ClassStatus, Course, Dated, class_status
from jsp.rules.opening import Slot
from jsp.rules.session import SeriesState, SessionState

TODAY = date(2026, 11, 26)
WEEK = timedelta(weeks=1)
FIFTH = Slot(TODAY, time(12, 50), time(13, 35))
SEVENTH = Slot(TODAY, time(14, 20), time(15, 5))
ONE = Dated(1, "1", "Zo doen wij het hier", SessionState.PLANNED, FIFTH, 5, "A118")
GIVEN, PROPOSED, CANCELLED = SessionState.GIVEN, SessionState.PROPOSED, SessionState.CANCELLED
INTERRUPTED, WITHDRAWN = SessionState.INTERRUPTED, SessionState.WITHDRAWN
RUNNING = Course(SeriesState.RUNNING, frozenset({1, 2}))


def in_weeks(weeks: int, lesson: int = 1, state: SessionState = SessionState.PLANNED) -> Dated:
    """A lesson at the fifth hour, so many weeks from today."""
    return replace(ONE, lesson=lesson, name=str(lesson), state=state, slot=replace(FIFTH, on=TODAY + weeks * WEEK))


def at(clock: str, *dated: Dated, courses: tuple[Course, ...] = (RUNNING,), **day: bool) -> ClassStatus:
    now = datetime.combine(TODAY, time.fromisoformat(clock), LOCAL)
    return class_status(dated, now, courses=courses, **day)


def words(status: ClassStatus) -> list[str]:
    """In short: what is said of each lesson of today, and when it comes instead; how it stands, and what is next."""
    said = [f"{each.told} {each.lesson.name}" + (f" > {when(each.instead)}" if each.instead else "")
            for each in status.today]  # fmt: skip
    return [*said, status.standing + (f" {when(status.next)}" if status.next else "")]


def when(dated: Dated) -> str:
    return f"{dated.name} in {(dated.slot.on - TODAY).days // 7}" + ("" if dated.is_firm else "?")


@pytest.mark.parametrize(("clock", "told"), [
    ("00:00", ["on 1", "next 2 in 1"]), ("12:49:59", ["on 1", "next 2 in 1"]), ("12:50", ["now 1", "next 2 in 1"]),
    ("13:34:59", ["now 1", "next 2 in 1"]), ("13:35", ["next 2 in 1"]), ("23:59", ["next 2 in 1"]),
])  # fmt: skip
def test_a_lesson_of_today_is_on_until_exactly_its_end(clock: str, told: list[str]) -> None:
    assert words(at(clock, ONE, in_weeks(1, 2))) == told


@pytest.mark.parametrize(("clock", "told"), [
    ("12:49", ["unsure 1", "nothing"]), ("12:50", ["nothing"]), ("13:35", ["nothing"]),
])  # fmt: skip
def test_what_is_not_firm_is_never_said_to_be_on(clock: str, told: list[str]) -> None:
    assert words(at(clock, replace(ONE, state=PROPOSED))) == told


@pytest.mark.parametrize(("dated", "off"), [
    ((in_weeks(1, 1, CANCELLED), in_weeks(2, 1)), "1 in 1?"), ((in_weeks(1, 1, INTERRUPTED),), "1 in 1?"),
    ((in_weeks(1, 2), in_weeks(2, 1, CANCELLED)), None), ((in_weeks(1, 1, CANCELLED), in_weeks(1, 2)), None),
    ((in_weeks(-1, 1, CANCELLED), in_weeks(2, 1)), None), ((replace(ONE, state=CANCELLED), in_weeks(2, 1)), None),
])  # fmt: skip
def test_what_drops_out_before_the_next_one_is_told(dated: tuple[Dated, ...], off: str | None) -> None:
    found = at("09:00", *dated).off
    assert (when(found) if found else None) == off


@pytest.mark.parametrize(("clock", "told"), [("13:34", "off 1"), ("13:35", "nothing")])
def test_a_lesson_that_was_cancelled_is_off_as_long_as_it_would_have_lasted(clock: str, told: str) -> None:
    assert words(at(clock, replace(ONE, state=CANCELLED)))[0] == told


CALLED_OFF = replace(ONE, state=CANCELLED)
LATER_TODAY = replace(ONE, slot=SEVENTH)
MOVED_AWAY = replace(in_weeks(1), left=FIFTH)
OTHER = replace(ONE, lesson=11, name="B1", slot=SEVENTH)
GATE = Course(SeriesState.RUNNING, frozenset({11}))


@pytest.mark.parametrize(("dated", "told"), [
    ([CALLED_OFF, in_weeks(1)], ["off 1 > 1 in 1", "next 1 in 1"]),
    ([CALLED_OFF, in_weeks(1, state=PROPOSED)], ["off 1 > 1 in 1?", "next 1 in 1?"]),
    ([CALLED_OFF, in_weeks(1, 2)], ["off 1", "next 2 in 1"]),
    ([CALLED_OFF, in_weeks(2), in_weeks(1, 2)], ["off 1 > 1 in 2", "next 2 in 1"]),
    ([CALLED_OFF, LATER_TODAY], ["on 1", "nothing"]),
    ([CALLED_OFF, in_weeks(-1, state=GIVEN)], ["nothing"]),
    ([MOVED_AWAY], ["off 1 > 1 in 1", "next 1 in 1"]),
    ([replace(LATER_TODAY, left=FIFTH)], ["on 1", "nothing"]),
    ([replace(MOVED_AWAY, state=CANCELLED)], ["off 1", "nothing"]),
    ([replace(ONE, state=INTERRUPTED)], ["off 1", "interrupted"]),
    ([replace(ONE, state=WITHDRAWN)], ["nothing"]),
    ([replace(ONE, state=GIVEN), in_weeks(1, 2)], ["next 2 in 1"]),
    ([ONE, OTHER], ["on 1", "on B1", "nothing"]),
    ([CALLED_OFF, OTHER], ["off 1", "on B1", "nothing"]),
])  # fmt: skip
def test_what_is_said_in_the_morning(dated: list[Dated], told: list[str]) -> None:
    assert words(at("08:00", *dated, courses=(RUNNING, GATE))) == told


@pytest.mark.parametrize(("dated", "told"), [
    ([replace(ONE, state=INTERRUPTED), in_weeks(1, 2)], ["closed 2 in 1"]),
    ([CALLED_OFF], ["closed"]),
    ([replace(ONE, state=PROPOSED)], ["closed"]),
    ([], ["closed"]),
    ([ONE], ["on 1", "nothing"]),
])  # fmt: skip
def test_on_a_day_without_school_only_what_is_firm_goes_on(dated: list[Dated], told: list[str]) -> None:
    assert words(at("08:00", *dated, is_shut=True)) == told


BOTH = [in_weeks(-2, 1, GIVEN), in_weeks(-1, 2)]  # of the second nobody said yet that it was given
STOPPED, PAUSED = Course(SeriesState.STOPPED, frozenset({1, 2})), Course(SeriesState.PAUSED, frozenset({1, 2}))


@pytest.mark.parametrize(("dated", "courses", "told"), [
    (BOTH, [RUNNING], "finished"),
    (BOTH, [RUNNING, GATE], "nothing"),
    (BOTH, [RUNNING, STOPPED], "finished"),
    ([in_weeks(-2, 1, GIVEN)], [RUNNING], "nothing"),
    ([in_weeks(-2, 1, GIVEN)], [STOPPED], "stopped"),
    ([in_weeks(-2, 1, GIVEN), in_weeks(-1, 2, INTERRUPTED)], [RUNNING], "interrupted"),
    ([in_weeks(-2, 1, INTERRUPTED), in_weeks(-1, 1, GIVEN)], [RUNNING], "nothing"),
    ([in_weeks(-2, 1, GIVEN)], [PAUSED], "interrupted"),
    ([in_weeks(-1, 1, INTERRUPTED), in_weeks(3)], [RUNNING], "next 1 in 3"),
    ([in_weeks(2, 2), in_weeks(1, 1, PROPOSED)], [RUNNING], "next 1 in 1?"),
    ([], [RUNNING], "nothing"),
])  # fmt: skip
def test_how_it_stands_without_a_lesson_today(dated: list[Dated], courses: list[Course], told: str) -> None:
    assert words(at("08:00", *dated, courses=tuple(courses))) == [told]


def test_a_class_of_a_former_year_is_over() -> None:
    assert words(at("08:00", ONE, is_over=True)) == ["over"]


def test_there_was_a_lesson_today_once_it_is_over() -> None:
    assert [at(clock, ONE).had_today for clock in ("13:34", "13:35")] == [False, True]


@pytest.mark.parametrize(("clock", "moment"), [
    ("08:00", "2026-11-26T12:50"), ("12:50", "2026-11-26T13:35"), ("13:35", "2026-11-27T00:00"),
])  # fmt: skip
def test_the_page_knows_when_it_says_something_else(clock: str, moment: str) -> None:
    assert at(clock, ONE).changes_at == datetime.fromisoformat(moment).replace(tzinfo=LOCAL)
