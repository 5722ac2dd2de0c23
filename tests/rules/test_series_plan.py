"""What is left of a series gets its dates: never a lesson skipped, none out of order, none where it cannot be."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.rules import series_plan
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.opening import Slot
from jsp.rules.refusal import DomainError
from jsp.rules.series_plan import WEEK, NoRoomError, Placed, Wanted, moved, suggests_start
from jsp.rules.slots import Busy, Closed, Diary, Hour, Obstacle

THURSDAY = date(2026, 11, 26)
FIRST, LAST = date(2026, 8, 24), date(2027, 7, 8)
STARTS, ENDS = time(12, 50), time(13, 35)
NOON = datetime(2026, 11, 23, 12, 30)  # noqa: DTZ001 - the clock on the wall
HOURS = {weekday: (time(8), time(17)) for weekday in range(7)}
DAYS = st.dates(FIRST, LAST)
MOMENTS = st.datetimes(datetime(2026, 8, 24), datetime(2027, 1, 31))  # noqa: DTZ001
SLOTS = st.builds(lambda on, at: Slot(on, time(at, 50), time(at + 1, 35)), DAYS, st.integers(8, 15))
ROWS = st.lists(SLOTS, min_size=1, max_size=8).map(lambda slots: in_a_row(*slots))
SPANS = st.tuples(DAYS, st.integers(0, 10)).map(lambda span: (span[0], span[0] + timedelta(days=span[1])))
BUSY = st.lists(SLOTS, max_size=6).map(lambda slots: {slot.on: [slot] for slot in slots})
KINDS = ("class_busy", "teacher_busy", "worker_busy", "at_desk")
MENTOR = st.lists(
    st.builds(lambda day, at: Hour(day, time(at, 50), time(at + 1, 35)), st.integers(0, 4), st.integers(8, 15)),
    min_size=1, max_size=3, unique=True,
)  # fmt: skip
LENGTHS = st.integers(0, 20).map(lambda days: timedelta(days=days))
CLOSURES = st.builds(
    lambda first, length, kind: Closed(first, first + length, Effect.CLOSED, kind),
    DAYS, LENGTHS, st.sampled_from(list(ClosureKind)),
)  # fmt: skip


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """Of somebody who works all week, with days and hours at which it cannot be."""
    busy: dict[str, Busy] = {kind: draw(BUSY) for kind in KINDS}
    return Diary(
        closed=draw(st.lists(CLOSURES, max_size=5)), at_work=draw(st.frozensets(st.integers(0, 4), max_size=1)),
        at_work_from=draw(st.none() | DAYS), at_work_until=draw(st.none() | DAYS),
        open_hours=HOURS, away=draw(st.lists(SPANS, max_size=2)), **busy,
    )  # fmt: skip


def lay_out(
    wanted: Sequence[Wanted], look: series_plan.Look, *, hours: Sequence[Hour] = (), since: datetime, last: date,
    after: Slot | None = None,
) -> list[Placed]:  # fmt: skip
    """With the hours that the lessons had, where no others are given: the class has its mentor then still."""
    had = [Hour(each.slot.on.weekday(), each.slot.starts, each.slot.ends) for each in wanted]
    return series_plan.lay_out(wanted, look, hours=hours or had, since=since, last=last, after=after)


def in_a_row(*slots: Slot) -> list[Wanted]:
    """Lessons 1, 2, 3 and so on at these hours, whatever their order in time."""
    return [Wanted(at, str(at), slot) for at, slot in enumerate(slots, start=1)]


def weekly(number: int, first: date = THURSDAY) -> list[Wanted]:
    return in_a_row(*(Slot(first + at * WEEK, STARTS, ENDS) for at in range(number)))


def free(_slot: Slot) -> None:
    """Nothing is in the way."""


def plan(wanted: Sequence[Wanted], diary: Diary, since: datetime) -> list[tuple[Wanted, Slot]]:
    placed = lay_out(wanted, diary.obstacle, since=since, last=LAST)
    return [(before, each.after) for before, each in zip(wanted, placed, strict=True)]


def fitting(wanted: Sequence[Wanted], diary: Diary, since: datetime) -> list[tuple[Wanted, Slot]]:
    """The plan, or nothing where there is none: that has its own test."""
    try:
        return plan(wanted, diary, since)
    except NoRoomError:
        return []


@settings(max_examples=60, deadline=None)
@given(ROWS, diaries(), MOMENTS)
def test_no_lesson_is_skipped_or_out_of_order_and_none_is_where_it_cannot_be(
    wanted: list[Wanted], diary: Diary, since: datetime
) -> None:  # fmt: skip
    placed = lay_out(wanted, free, since=since, last=date.max)
    assert [(each.position, each.label) for each in placed] == [(each.position, each.label) for each in wanted]
    former: tuple[date, time] = (since.date(), since.time())
    for before, slot in fitting(wanted, diary, since):
        assert (slot.on.weekday(), slot.starts, slot.ends) == (before.slot.on.weekday(), *hours_of(before)), "as before"
        assert (slot.on, slot.starts) >= former, "after the one before it, and never at the same hour"
        assert slot.on <= LAST, "within the school year"
        assert not can_not_be(diary, slot)
        former = (slot.on, slot.ends)


def hours_of(wanted: Wanted) -> tuple[time, time]:
    return wanted.slot.starts, wanted.slot.ends


def can_not_be(diary: Diary, slot: Slot) -> bool:
    """Told without the rule itself: the school is closed, the class at work, or one of the three elsewhere."""
    shut = any(
        each.first <= slot.on <= each.last for each in diary.closed if each.kind is not ClosureKind.EXAM_WEEK
    )  # fmt: skip
    at_work = slot.on.weekday() in diary.at_work and (
        (diary.at_work_from is None or diary.at_work_from <= slot.on)
        and (diary.at_work_until is None or slot.on <= diary.at_work_until)
    )
    taken = [other for kind in KINDS for other in getattr(diary, kind).get(slot.on, ())]
    elsewhere = any(other.starts < slot.ends and slot.starts < other.ends for other in taken)
    away = any(first <= slot.on <= last for first, last in diary.away)
    return shut or at_work or elsewhere or away


@settings(max_examples=60, deadline=None)
@given(ROWS, MENTOR, diaries(), MOMENTS)
def test_what_lost_its_hour_goes_to_a_mentor_hour_one_a_week(
    wanted: list[Wanted], hours: list[Hour], diary: Diary, since: datetime
) -> None:  # fmt: skip
    """E11: next year the class has another timetable."""
    try:
        placed = lay_out(wanted, diary.obstacle, hours=hours, since=since, last=LAST)
    except NoRoomError:
        return
    week = None
    for each in placed:
        kept = any(hour.is_at(each.before) for hour in hours)
        assert each.hour in hours
        assert each.hour.is_at(each.after)
        assert each.asks_again is not kept
        assert not can_not_be(diary, each.after)
        assert each.after.on >= each.before.on
        assert kept or week is None or each.after.on.isocalendar()[:2] > week
        week = each.after.on.isocalendar()[:2]


def test_what_lost_its_hour_takes_the_first_one_that_is_free() -> None:
    tuesday, friday = Hour(1, time(9), time(9, 45)), Hour(4, time(9), time(9, 45))
    absent = Diary(open_hours={weekday: HOURS[weekday] for weekday in (0, 1, 2, 3)})
    placed = lay_out(weekly(2), absent.obstacle, hours=[tuesday, friday], since=NOON, last=LAST)
    assert [each.after.on for each in placed] == [date(2026, 12, 1), date(2026, 12, 8)]


@pytest.mark.parametrize("since", [datetime(2027, 7, 9), datetime(9999, 12, 31)])  # noqa: DTZ001
def test_from_a_day_on_after_which_nothing_comes(since: datetime) -> None:
    with pytest.raises(NoRoomError) as refused:
        plan(weekly(1), Diary(open_hours=HOURS), since)
    assert refused.value.obstacle is None


@settings(max_examples=40, deadline=None)
@given(ROWS, diaries(), MOMENTS)
def test_pausing_and_resuming_at_once_changes_nothing(wanted: list[Wanted], diary: Diary, since: datetime) -> None:
    planned = in_a_row(*(slot for _before, slot in fitting(wanted, diary, since)))
    assert [slot for _before, slot in plan(planned, diary, since)] == [each.slot for each in planned]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40))
def test_moving_all_by_some_weeks_and_back_leaves_all_as_it_was(number: int, weeks: int) -> None:
    wanted = weekly(number)
    there = lay_out(moved(wanted, weeks), free, since=NOON, last=date.max)
    back = [Wanted(each.position, each.label, each.after) for each in there]
    again = lay_out(moved(back, -weeks), free, since=NOON, last=date.max)
    assert [each.after for each in again] == [each.slot for each in wanted]
    assert all(each.after.on - before.slot.on == weeks * WEEK for each, before in zip(there, wanted, strict=True))


@settings(max_examples=40, deadline=None)
@given(ROWS, diaries(), MOMENTS)
def test_as_little_as_possible_changes(wanted: list[Wanted], diary: Diary, since: datetime) -> None:
    """The hour that a lesson gets is the first one of its weekday that is possible at all."""
    former = (since.date(), since.time())
    for before, slot in fitting(wanted, diary, since):
        tries = [
            Slot(before.slot.on + at * WEEK, *hours_of(before)) for at in range((slot.on - before.slot.on).days // 7)
        ]
        assert all((each.on, each.starts) < former or can_not_be(diary, each) for each in tries)
        former = (slot.on, slot.ends)


def test_a_row_goes_around_a_closure_of_two_weeks() -> None:
    lockdown = Closed(date(2026, 11, 30), date(2026, 12, 13), Effect.REMOTE, ClosureKind.SCHOOL_CLOSURE)
    placed = plan(weekly(3), Diary(closed=[lockdown], open_hours=HOURS), NOON)
    assert [slot.on for _before, slot in placed] == [THURSDAY, THURSDAY + 3 * WEEK, THURSDAY + 4 * WEEK]


def test_in_a_test_week_the_lesson_stays() -> None:
    tests = Closed(THURSDAY, THURSDAY, Effect.CLOSED, ClosureKind.EXAM_WEEK)
    assert plan(weekly(1), Diary(closed=[tests], open_hours=HOURS), NOON)[0][1].on == THURSDAY


def test_the_hour_of_this_morning_is_over() -> None:
    now = datetime.combine(THURSDAY, STARTS) + timedelta(minutes=1)
    assert plan(weekly(1), Diary(open_hours=HOURS), now)[0][1].on == THURSDAY + WEEK
    assert plan(weekly(1), Diary(open_hours=HOURS), now - timedelta(minutes=1))[0][1].on == THURSDAY


def test_none_comes_before_the_lesson_that_went_before_these() -> None:
    lesson_two = Slot(THURSDAY + 2 * WEEK, STARTS, ENDS)
    [placed] = lay_out(weekly(1), free, since=NOON, last=LAST, after=lesson_two)
    assert placed.after.on == THURSDAY + 3 * WEEK
    assert placed.is_moved


def test_two_of_a_day_do_not_overlap() -> None:
    wanted = in_a_row(
        Slot(THURSDAY, STARTS, ENDS), Slot(THURSDAY, time(13), time(13, 45)), Slot(THURSDAY, ENDS, time(14, 20))
    )
    placed = [each.after for each in lay_out(wanted, free, since=NOON, last=LAST)]
    assert [each.on for each in placed] == [THURSDAY, THURSDAY + WEEK, THURSDAY + WEEK + WEEK]
    close = in_a_row(Slot(THURSDAY, STARTS, ENDS), Slot(THURSDAY, ENDS, time(14, 20)))
    assert not any(each.is_moved for each in lay_out(close, free, since=NOON, last=LAST))


def test_forty_lessons_fit_in_a_year_or_it_is_told_which_one_does_not() -> None:
    assert len(plan(weekly(40, FIRST), Diary(open_hours=HOURS), datetime.combine(FIRST, time(8)))) == 40
    with pytest.raises(NoRoomError) as refused:
        plan(weekly(40), Diary(open_hours=HOURS), NOON)
    assert refused.value.wanted.label == "34", "the 33rd is on the last Thursday of the year"
    assert refused.value.obstacle is None, "it is just too late"
    assert (refused.value.values["label"], refused.value.values["last"]) == ("34", LAST)


def test_a_closure_beyond_the_end_of_the_school_year_leaves_no_hour() -> None:
    long = Closed(date(2027, 5, 1), date(2027, 7, 31), Effect.CLOSED, ClosureKind.SCHOOL_CLOSURE)
    with pytest.raises(DomainError) as refused:
        plan(weekly(2, date(2027, 5, 6)), Diary(closed=[long], open_hours=HOURS), NOON)
    assert isinstance(refused.value, NoRoomError)
    assert (refused.value.wanted.label, refused.value.obstacle) == ("1", Obstacle.CLOSED)


def test_what_is_told_is_in_the_way_most_often() -> None:
    """The last weeks of a school year are holidays: that is not why somebody without hours finds none."""
    summer = Closed(LAST - 2 * WEEK, LAST, Effect.CLOSED, ClosureKind.SCHOOL_HOLIDAY)
    with pytest.raises(NoRoomError) as refused:
        plan(weekly(1), Diary(closed=[summer]), NOON)
    assert refused.value.obstacle is Obstacle.NO_HOURS


def test_a_series_begins_best_while_the_group_forms() -> None:
    assert [month for month in range(1, 13) if suggests_start(month)] == [8, 9, 10]
