"""The lines of the lesson board, read as plain rows, say the same as the cards of the series."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.hours import Closure
from jsp.models.lesson_cards import CardOf, RowOf
from jsp.models.lesson_lines import lines
from jsp.models.lesson_rows import cards, whole
from jsp.models.lessons import LessonSeries
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.programme import Kind
from jsp.rules.session import CancelCause, GivenBy, SeriesState, SessionState
from jsp.words.lesson_terms import dot_row
from tests.lessons.rows import add_class, add_series, add_session

WEEK = timedelta(weeks=1)
GIVEN, PLANNED, OFF, OUT, ASKED, GONE = (
    SessionState.GIVEN, SessionState.PLANNED, SessionState.CANCELLED, SessionState.INTERRUPTED, SessionState.PROPOSED,
    SessionState.WITHDRAWN,
)  # fmt: skip
pytestmark = pytest.mark.usefixtures("ground")
FILM = {3: Kind.FILM}
CASES: list[tuple[dict[int, Kind], SeriesState, dict[int, list[SessionState]]]] = [
    ({}, SeriesState.RUNNING, {}),
    ({}, SeriesState.RUNNING, {1: [OFF, OFF, GIVEN], 2: [OUT], 3: [PLANNED]}),
    ({}, SeriesState.PAUSED, {1: [GONE, ASKED], 2: [PLANNED], 4: [PLANNED]}),
    ({}, SeriesState.RUNNING, {1: [GIVEN], 2: [GIVEN], 3: [GONE, GIVEN], 4: [GIVEN]}),
    (FILM, SeriesState.RUNNING, {1: [OFF], 2: [OUT], 4: [OFF, OUT]}),
    (FILM, SeriesState.RUNNING, {1: [PLANNED], 2: [PLANNED]}),
]


def add_case(code: str, kinds: dict[int, Kind], sessions: dict[int, list[SessionState]]) -> LessonSeries:
    """A series with these sessions, week by week; the first given one by the teacher alone, what waits is shut out."""
    add_class(code)
    made, day = add_series(code), date(2026, 9, 3) + timedelta(days=int(code[1:]))
    for position, kind in kinds.items():
        made.lessons[position - 1].kind, made.lessons[position - 1].sent_on = kind, day
    closure = Closure(site=made.school_class.site, kind=ClosureKind.SCHOOL_CLOSURE, effect=Effect.OPEN, name_nl="",
                      name_en="", starts_on=day, ends_on=day)  # fmt: skip
    db.session.add(closure)
    db.session.flush()
    for at, (position, state) in enumerate((place, state) for place, row in sessions.items() for state in row):
        session = add_session(made, position, day + at * WEEK, PLANNED if state is OFF else state)
        session.state, session.moves, session.cause = state, at % 3, CancelCause.TRIP if state is OFF else None
        session.settle()
        session.given_by = session.given_by and (GivenBy.TEACHER if position == 1 else GivenBy.TOGETHER)
        session.closure_id = closure.id if state is OUT and position == 2 else None
        db.session.flush()
    return made


def test_a_line_of_the_board_says_what_the_card_of_the_series_says(app: Flask) -> None:
    with app.test_request_context():
        for at, (kinds, state, sessions) in enumerate(CASES):
            add_case(f"N{at}", kinds, sessions).state = state
        db.session.commit()
        now, every = clock.local_now(), select(LessonSeries).join(LessonSeries.school_class)
        known = {each.series.id: each for each in cards(list(db.session.scalars(whole(every))), now)}
        read = lines(every, now)
        assert [each.series.code for each in read] == [f"N{at}" for at in range(len(CASES))]
        for line in read:
            card = known[line.series.id]
            assert all_of(line, now) == all_of(card, now)
            assert dot_row(line, "/x") == dot_row(card, "/x")
            pair, series = card.series.pair, card.series
            assert (line.series.teacher, line.series.worker) == (pair.teacher.first_name, pair.worker.first_name)
            assert (line.series.programme, line.series.site_id) == (
                series.version.content.name, series.school_class.site_id
            )  # fmt: skip
        assert {each.state for each in read} == {"running", "paused", "interrupted", "finished"}
        assert any(each.counts.is_shut for each in read)


def all_of(card: CardOf[Any, Any], now: datetime) -> dict[str, Any]:
    """All that a card says, so that it can be laid beside another one."""
    said = {name: said_of(getattr(card, name)) for name, each in vars(CardOf).items() if isinstance(each, property)}
    ahead, rows = said_of(card.still_ahead(now)), [row_said(each) for each in card.rows]
    return said | {"counts": card.counts, "ahead": ahead, "rows": rows, "third": said_of(card.row(3))}


def row_said(row: RowOf[Any, Any]) -> dict[str, Any]:
    said = {name: getattr(row, name) for name, each in vars(RowOf).items() if isinstance(each, property)}
    lesson = {name: getattr(row.lesson, name) for name in ("position", "key", "kind", "label", "sent_on")}
    return said | lesson | {"dot": row.dot, "moves": row.moves, "counts": said_of(row.session),
                            "all": said_of(row.sessions)}  # fmt: skip


def said_of(value: Any) -> Any:
    if isinstance(value, list):
        return [said_of(each) for each in value]
    if isinstance(value, RowOf):
        return value.lesson.position
    names = ("state", "slot", "moves", "given_by", "cause", "closure_id")
    return [getattr(value, each) for each in names] if hasattr(value, "slot") else value


def test_a_dot_is_escaped_and_speaks_the_language_of_the_page(app: Flask) -> None:
    told = {}
    with app.test_request_context():
        made = add_series()
        made.lessons[0].key = "<i>"
        db.session.flush()
        [card] = cards([made], clock.local_now())
        for language in ("nl", "en", "nl"):
            with force_locale(language):
                told[language] = dot_row(card, '/x"')
    assert "nog niet gepland" in told["nl"]
    assert "not planned yet" in told["en"]
    assert 'href="/x&#34;/1"' in told["nl"]
    assert "&lt;i&gt;" in told["nl"]
