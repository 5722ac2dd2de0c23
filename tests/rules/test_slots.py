"""What a class is offered: exactly its own hours at which nothing is in the way, against counting them out by hand."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.opening import Slot
from jsp.rules.slots import Busy, Closed, Diary, Hour, Obstacle, occurrences, offers

FIRST, LAST = date(2026, 11, 23), date(2026, 12, 13)  # three weeks from a Monday on
THURSDAY = 3
FIFTH = Hour(THURSDAY, time(12, 50), time(13, 35), 5, "A118")
ON_THURSDAY = FIFTH.on(date(2026, 11, 26))
ALL_DAY = {weekday: (time(8), time(17)) for weekday in range(5)}
DAYS = st.dates(FIRST, LAST)
WEEKDAYS = st.integers(0, 4)
TIMES = st.integers(8, 16).flatmap(lambda hour: st.sampled_from([time(hour), time(hour, 30), time(hour, 50)]))
PAIRS = st.lists(TIMES, min_size=2, max_size=2, unique=True).map(sorted)
SLOTS = st.builds(lambda on, pair: Slot(on, *pair), DAYS, PAIRS)
HOURS = st.lists(
    st.builds(lambda weekday, pair: Hour(weekday, *pair), WEEKDAYS, PAIRS),
    max_size=4,
    unique_by=lambda each: each.weekday,
)
SPANS = st.tuples(DAYS, st.integers(0, 6)).map(lambda span: (span[0], span[0] + timedelta(days=span[1])))
CLOSURES = st.builds(
    lambda span, kind, effect: Closed(*span, effect, kind), SPANS, st.sampled_from(list(ClosureKind)),
    st.sampled_from(list(Effect)),
)  # fmt: skip


def by_day(slots: list[Slot]) -> Busy:
    return {slot.on: [each for each in slots if each.on == slot.on] for slot in slots}


BUSY = st.lists(SLOTS, max_size=4).map(by_day)
DIARIES = st.builds(
    Diary, closed=st.lists(CLOSURES, max_size=2), at_work=st.frozensets(WEEKDAYS, max_size=2),
    at_work_from=st.none() | DAYS, at_work_until=st.none() | DAYS, class_busy=BUSY, teacher_busy=BUSY,
    worker_busy=BUSY, at_desk=BUSY, open_hours=st.dictionaries(WEEKDAYS, PAIRS.map(tuple)),
    away=st.lists(SPANS, max_size=1),
)  # fmt: skip


def minute_by_minute(slot: Slot) -> set[tuple[date, int]]:
    """Every minute of it."""
    starts, ends = (each.hour * 60 + each.minute for each in (slot.starts, slot.ends))
    return {(slot.on, minute) for minute in range(starts, ends)}


def taken(diary: Diary) -> set[tuple[date, int]]:
    """Every minute at which the class, the teacher or the worker is elsewhere."""
    kinds = (diary.class_busy, diary.teacher_busy, diary.worker_busy, diary.at_desk)
    slots = [slot for busy in kinds for slots in busy.values() for slot in slots]
    return set().union(*(minute_by_minute(slot) for slot in slots))


def school_days(diary: Diary) -> list[date]:
    """The days on which the class is there and the worker works, from a calendar with days crossed out."""
    pages = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)]
    for closed in diary.closed:
        if closed.kind is not ClosureKind.EXAM_WEEK:
            pages = [page for page in pages if page < closed.first or page > closed.last]
    for first, last in diary.away:
        pages = [page for page in pages if page < first or page > last]
    at_work = [page for page in pages if page.weekday() in diary.at_work]
    since, until = diary.at_work_from or FIRST, diary.at_work_until or LAST
    return [page for page in pages if page not in at_work or page < since or page > until]


def works(diary: Diary) -> set[tuple[date, int]]:
    """Every minute at which the worker can come."""
    pages = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)]
    mine = [Slot(page, *diary.open_hours[page.weekday()]) for page in pages if page.weekday() in diary.open_hours]
    return set().union(*(minute_by_minute(slot) for slot in mine))


@settings(max_examples=120, deadline=None)
@given(HOURS, DIARIES)
def test_every_hour_that_is_possible_is_offered_and_no_other(hours: list[Hour], diary: Diary) -> None:
    busy, can, days = taken(diary), works(diary), school_days(diary)
    expected = [
        hour.on(day)
        for day in days
        for hour in hours
        if hour.weekday == day.weekday()
        and not minute_by_minute(hour.on(day)) & busy
        and minute_by_minute(hour.on(day)) <= can
    ]
    found = [slot for _hour, slot in offers(hours, FIRST, LAST, diary)]
    assert found == sorted(expected, key=lambda slot: (slot.on, slot.starts))


@settings(max_examples=30, deadline=None)
@given(HOURS, DIARIES)
def test_nothing_that_is_added_to_a_diary_frees_an_hour(hours: list[Hour], diary: Diary) -> None:
    offered = {slot for _hour, slot in offers(hours, FIRST, LAST, diary)}
    assert offered <= {slot for _hour, slot in offers(hours, FIRST, LAST, Diary(open_hours=diary.open_hours))}
    assert {slot for _hour, slot in occurrences(hours, FIRST, LAST) if diary.obstacle(slot) is None} == offered


def shut(kind: ClosureKind) -> Closed:
    return Closed(ON_THURSDAY.on, ON_THURSDAY.on, Effect.OPEN, kind)


@pytest.mark.parametrize(("diary", "obstacle"), [
    (Diary(open_hours=ALL_DAY), None),
    (Diary(open_hours=ALL_DAY, closed=[shut(ClosureKind.TRAINING_DAY)]), Obstacle.CLOSED),
    (Diary(open_hours=ALL_DAY, closed=[shut(ClosureKind.EXAM_WEEK)]), None),
    (Diary(open_hours=ALL_DAY, at_work=[THURSDAY]), Obstacle.AT_WORK),
    (Diary(open_hours=ALL_DAY, at_work=[THURSDAY], at_work_from=ON_THURSDAY.on), Obstacle.AT_WORK),
    (Diary(open_hours=ALL_DAY, at_work=[THURSDAY], at_work_until=ON_THURSDAY.on), Obstacle.AT_WORK),
    (Diary(open_hours=ALL_DAY, at_work=[THURSDAY], at_work_from=date(2026, 11, 27)), None),
    (Diary(open_hours=ALL_DAY, at_work=[THURSDAY], at_work_until=date(2026, 11, 25)), None),
    (Diary(open_hours=ALL_DAY, at_work=[2]), None),
    (Diary(open_hours=ALL_DAY, class_busy=by_day([ON_THURSDAY])), Obstacle.CLASS),
    (Diary(open_hours=ALL_DAY, teacher_busy=by_day([ON_THURSDAY])), Obstacle.TEACHER),
    (Diary(open_hours=ALL_DAY, worker_busy=by_day([ON_THURSDAY])), Obstacle.WORKER),
    (Diary(open_hours=ALL_DAY, at_desk=by_day([ON_THURSDAY])), Obstacle.AT_DESK),
    (Diary(open_hours=ALL_DAY, at_desk=by_day([Slot(ON_THURSDAY.on, time(12), FIFTH.starts)])), None),
    (Diary(open_hours=ALL_DAY, at_desk=by_day([Slot(ON_THURSDAY.on, FIFTH.ends, time(15))])), None),
    (Diary(open_hours=ALL_DAY, away=[(ON_THURSDAY.on, ON_THURSDAY.on)]), Obstacle.AWAY),
    (Diary(), Obstacle.NO_HOURS),
    (Diary(open_hours={0: (time(8), time(17))}), Obstacle.NOT_WORKING),
    (Diary(open_hours={THURSDAY: (FIFTH.starts, FIFTH.ends)}), None),
    (Diary(open_hours={THURSDAY: (time(12, 51), time(17))}), Obstacle.NOT_WORKING),
    (Diary(open_hours={THURSDAY: (time(8), time(13, 34))}), Obstacle.NOT_WORKING),
    (Diary(closed=[shut(ClosureKind.SCHOOL_CLOSURE)]), Obstacle.CLOSED),
])  # fmt: skip
def test_what_is_in_the_way_is_told(diary: Diary, obstacle: Obstacle | None) -> None:
    assert diary.obstacle(ON_THURSDAY) is obstacle


def test_a_test_week_warns_and_a_holiday_does_not() -> None:
    tests, holiday = shut(ClosureKind.EXAM_WEEK), shut(ClosureKind.SCHOOL_HOLIDAY)
    assert Diary(closed=[holiday, tests]).warning(ON_THURSDAY) is tests
    assert Diary(closed=[holiday]).warning(ON_THURSDAY) is None
    assert Diary(closed=[tests]).warning(FIFTH.on(date(2026, 12, 3))) is None


def test_hours_come_in_the_order_of_the_week() -> None:
    second = Hour(THURSDAY, time(9, 20), time(10, 5), 2)
    monday = Hour(0, time(14), time(14, 45))
    told = [
        (slot.on.day, slot.starts.hour)
        for _hour, slot in occurrences([FIFTH, monday, second], FIRST, date(2026, 12, 3))
    ]
    assert told == [(23, 14), (26, 9), (26, 12), (30, 14), (3, 9), (3, 12)]
    assert list(occurrences([FIFTH], LAST, FIRST)) == []
