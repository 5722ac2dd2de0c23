"""When a pair looks back, and for how long that is kept."""

from datetime import date, timedelta

import pytest

from jsp.rules import reflection
from jsp.rules.evaluation import Moment

TODAY = date(2026, 11, 23)
START, HALFWAY, END = Moment.START, Moment.HALFWAY, Moment.END


@pytest.mark.parametrize(("given", "lessons", "written", "moment"), [
    (0, 7, (), START), (0, 7, (START,), None), (1, 7, (), None), (3, 7, (), None), (4, 7, (), HALFWAY),
    (4, 7, (START,), HALFWAY), (4, 7, (HALFWAY,), None), (6, 7, (), HALFWAY), (7, 7, (), END),
    (7, 7, (START, HALFWAY), END), (7, 7, (END,), None), (0, 0, (), None), (1, 2, (), HALFWAY), (1, 1, (), END),
    (8, 7, (), END),
])  # fmt: skip
def test_when_a_pair_looks_back(given: int, lessons: int, written: tuple[Moment, ...], moment: Moment | None) -> None:
    assert reflection.due(given, lessons, last=TODAY, today=TODAY, written=written) is moment


@pytest.mark.parametrize(("days", "moment"), [(0, END), (28, END), (29, None)])
def test_after_some_weeks_nobody_asks_for_the_end(days: int, moment: Moment | None) -> None:
    assert reflection.due(7, 7, last=TODAY - timedelta(days=days), today=TODAY, written=()) is moment


@pytest.mark.parametrize(("days", "asks"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_lesson_asks_for_a_debrief_for_two_weeks(days: int, asks: bool) -> None:
    assert reflection.is_to_talk_over(TODAY - timedelta(days=days), TODAY) is asks


@pytest.mark.parametrize(("own", "other", "seen"), [(None, 2, None), (4, None, None), (4, 2, 2), (None, None, None)])
def test_the_pulse_of_the_other_is_seen_once_both_gave_one(
    own: int | None, other: int | None, seen: int | None
) -> None:
    assert reflection.seen_pulse(own, other) == seen


@pytest.mark.parametrize(("today", "first"), [
    (date(2026, 11, 23), date(2025, 8, 1)), (date(2027, 7, 31), date(2025, 8, 1)), (date(2027, 8, 1), date(2026, 8, 1)),
    (date(2028, 2, 29), date(2026, 8, 1)),
])  # fmt: skip
def test_it_is_kept_until_the_end_of_the_next_school_year(today: date, first: date) -> None:
    assert reflection.kept_from(today) == first


def test_there_are_five_mechanisms_and_seven_questions() -> None:
    assert len(reflection.QUESTIONS) == 5
    assert reflection.KEYS == ("1", "2", "3", "4a", "4b", "5a", "5b")


def test_answers_come_back_as_they_went() -> None:
    said = {"1": "Rust na de pauze", "4b": "Om en om", "9": "geen vraag"}
    assert reflection.from_text(reflection.to_text(said)) == dict.fromkeys(reflection.KEYS, "") | {
        "1": "Rust na de pauze", "4b": "Om en om"
    }  # fmt: skip
    assert reflection.to_text({"1": ""}) == ""
