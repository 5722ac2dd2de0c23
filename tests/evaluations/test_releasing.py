"""When figures may be seen: enough of them, in groups that never change again."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db, insert
from jsp.models.evaluation_figures import list_closed, releases
from jsp.models.evaluations import Evaluation, EvaluationCount, EvaluationRelease
from jsp.models.ground import Setting
from jsp.models.lessons import LessonSeries
from jsp.models.reference import forget_reference
from jsp.rules.class_disclosure import Showing
from jsp.rules.evaluation import Audience
from tests.evaluations.rows import DIVIDED, closed, given
from tests.lessons.rows import add_series

FOUR, FIVE, SIX = (1, 1, 1, 1, 0), (1, 1, 1, 1, 1), (2, 1, 1, 1, 1)


@pytest.fixture
def series(app: Flask, ground: None) -> Iterator[LessonSeries]:
    with app.app_context():
        yield add_series()


def groups(series: LessonSeries, audience: Audience) -> list[list[int]]:
    """The lessons of each release, by their place in the series."""
    found = releases(list_closed(series.id), audience)
    return [[one.session.lesson.position for one in each.evaluations] for each in found]


def fill_in(series: LessonSeries, *numbers: tuple[int, ...]) -> list[Evaluation]:
    return [closed(given(series, at), {"safe": faces}) for at, faces in enumerate(numbers, start=1)]


def test_enough_is_released_to_both_at_once(series: LessonSeries) -> None:
    fill_in(series, DIVIDED)
    assert groups(series, Audience.STAFF) == groups(series, Audience.SCHOOL) == [[1]]


def test_too_few_wait_for_the_next_lesson(series: LessonSeries) -> None:
    fill_in(series, FOUR)
    assert groups(series, Audience.STAFF) == groups(series, Audience.SCHOOL) == []
    closed(given(series, 2), {"safe": FIVE})
    assert groups(series, Audience.STAFF) == groups(series, Audience.SCHOOL) == [[1, 2]]


def test_the_same_four_are_not_eight(series: LessonSeries) -> None:
    fill_in(series, FOUR, FOUR, FOUR)
    assert groups(series, Audience.STAFF) == groups(series, Audience.SCHOOL) == []


def test_what_waits_is_sealed_in_the_database_too(series: LessonSeries) -> None:
    waiting = closed(given(series, 1), {"safe": FOUR})
    assert db.session.scalars(select(EvaluationCount)).all() == []
    closed(given(series, 2), {"safe": FIVE})
    rows = db.session.scalars(select(EvaluationCount).where(EvaluationCount.evaluation_id == waiting.id))
    assert sum(each.count for each in rows) == 4
    assert waiting.counts_sealed is None


def test_who_counted_the_paper_cannot_take_it_away_from_one_phone(series: LessonSeries) -> None:
    """Three on phones and nine invented sheets: taken away, the three would be left."""
    padded = closed(given(series, 1), {"safe": (0, 0, 1, 1, 1)}, paper={"safe": (5, 0, 0, 0, 4)})
    assert (padded.answers, padded.paper) == (12, 9)
    assert groups(series, Audience.STAFF) == groups(series, Audience.SCHOOL) == []


def test_paper_alone_counts_for_itself(series: LessonSeries) -> None:
    closed(given(series, 1), {}, paper={"safe": DIVIDED})
    assert groups(series, Audience.SCHOOL) == [[1]]


def test_the_school_sees_whole_releases_of_the_workers(series: LessonSeries) -> None:
    fill_in(series, SIX, FOUR, FIVE)
    assert groups(series, Audience.STAFF) == [[1], [2, 3]]
    assert groups(series, Audience.SCHOOL) == [[1, 2, 3]]


def test_another_series_does_not_help(app: Flask, series: LessonSeries) -> None:
    fill_in(series, FOUR)
    other = add_series("MZ31", worker="Lieke")
    closed(given(other, 2, 1), {"safe": FOUR})
    assert groups(series, Audience.STAFF) == groups(other, Audience.STAFF) == []


def put(key: str, value: str) -> None:
    db.session.execute(insert(Setting).values(key=key, value=value).on_conflict_do_update(
        index_elements=[Setting.key], set_={"value": value}
    ))  # fmt: skip
    forget_reference()


def test_another_setting_changes_nothing_that_was_released(series: LessonSeries) -> None:
    put("evaluation_min_staff", "7")
    lesson = given(series, 1)
    closed(lesson, {"safe": DIVIDED, "learned": SIX})
    before = releases(list_closed(series.id), Audience.STAFF)[0].figures
    assert before["learned"].showing is Showing.NOT
    for least in ("5", "20"):
        put("evaluation_min_staff", least)
        assert releases(list_closed(series.id), Audience.STAFF)[0].figures == before
    assert {each.least for each in db.session.scalars(select(EvaluationRelease))} == {7, 8}


def test_the_school_never_sees_what_the_workers_do_not(series: LessonSeries) -> None:
    put("evaluation_min_staff", "12")
    fill_in(series, DIVIDED, FOUR)
    assert groups(series, Audience.SCHOOL) == groups(series, Audience.STAFF) == []
    third = closed(given(series, 3), {"safe": (4, 2, 2, 2, 3)})
    assert groups(series, Audience.SCHOOL) == groups(series, Audience.STAFF) == [[1, 2, 3]]
    assert third.school_release_id is not None


def test_lessons_ask_no_more_questions_each(app: Flask, series: LessonSeries) -> None:
    fill_in(series, DIVIDED, DIVIDED, DIVIDED)
    found = releases(list_closed(series.id), Audience.SCHOOL)
    assert [each.answers for each in found] == [8, 8, 8]
    assert [each.items[0].key for each in found] == ["respect_class"] * 3


def test_an_item_that_few_answered_on_phones_is_not_hidden_behind_paper(series: LessonSeries) -> None:
    phones = {"safe": DIVIDED, "learned": (1, 0, 1, 0, 1)}
    closed(given(series, 1), phones, paper={"safe": (1, 1, 0, 0, 0), "learned": (2, 2, 2, 2, 2), "usable": DIVIDED})
    for audience in Audience:
        figures = releases(list_closed(series.id), audience)[0].figures
        assert figures["safe"].showing is Showing.FIGURES
        assert figures["learned"].showing is Showing.NOT
        assert figures["usable"].showing is Showing.FIGURES, "of paper alone nothing can be taken away"
