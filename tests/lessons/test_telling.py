"""Who hears of a change, and what is kept of the preparation when a lesson gets another date."""

import json
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service import handing_over
from jsp.extensions import db
from jsp.models.lesson_rows import Card
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.outbox import OutboxMail
from jsp.rules.opening import Slot
from jsp.rules.session import ActKind, CancelCause, SessionState
from jsp.verbs import planning
from tests import make
from tests.lessons.acting import act, member_id, sanne
from tests.lessons.conftest import FIFTH_HOUR
from tests.lessons.rows import THURSDAY, add_series, add_session

WEEK = timedelta(weeks=1)
OFF = {"state": SessionState.CANCELLED, "cause": CancelCause.ILLNESS}
pytestmark = pytest.mark.usefixtures("ground")


def letters() -> list[str]:
    """What was written to Sanne about lessons."""
    kept = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "lessons_changed"))
    found = [json.loads(each.letter) for each in kept]
    return [each["body"] for each in found if each["to"] == make.person("sanne").email]


def drops_out(session: LessonSession, kind: ActKind = ActKind.CANCELLED) -> None:
    """As Bart would say it."""
    series = db.session.scalars(select(LessonSeries)).one()
    act = planning.Act(series, kind, uuid4(), make.person("bart"))
    act.change([(session, OFF)])
    act.finish()
    db.session.flush()


@pytest.mark.parametrize(("later", "mails"), [(timedelta(0), 2), (WEEK, 1)])
def test_what_falls_out_in_the_coming_days_is_always_mailed(app: Flask, later: timedelta, mails: int) -> None:
    with app.app_context():
        series = add_series()
        session = add_session(series, 1, THURSDAY + later)
        planning.tell(series, ActKind.GIVEN, 1, pairs=[series.pair], besides=make.person("bart"))
        drops_out(session)
        assert len(letters()) == mails, "the first one is not read yet"
        assert ("Een les valt uit." in letters()[-1]) is (mails == 2)
        assert not [text for text in letters() if "V2B" in text or "Bart" in text]


@pytest.mark.parametrize(("later", "mails"), [(timedelta(0), 2), (WEEK, 1)])
def test_who_is_not_to_give_a_lesson_of_the_coming_days_is_always_mailed(
    app: Flask, later: timedelta, mails: int
) -> None:
    """Whoever named another pair, and whatever is unread: Sanne would stand there, or hear too late that others did."""
    with app.app_context():
        series = add_series()
        add_session(series, 1, THURSDAY + later)
        planning.tell(series, ActKind.GIVEN, 1, pairs=[series.pair], besides=make.person("bart"))
        db.session.commit()

    def does(card: Card, **by: Any) -> None:
        handing_over.replace_pair(
            card, teacher_id=card.series.pair.teacher_id, worker_id=member_id("Lieke"), reason="ziek",
            seen=handing_over.mark_of(card.series.pair), **by,
        )  # fmt: skip

    act(app, "renske", does)
    with app.app_context():
        assert len(letters()) == mails


def test_one_mail_however_many_series_fall_out_at_once(app: Flask) -> None:
    with app.app_context():
        series = add_series()
        for at in range(2):
            drops_out(add_session(series, at + 1, THURSDAY - timedelta(days=at)), ActKind.PAUSED)
        assert len(letters()) == 1


def test_a_new_date_keeps_what_the_pair_prepared(app: Flask) -> None:
    with app.app_context():
        series = add_series()
        old = prepared(series)
        drops_out(old)
        new = add_session(series, 1, THURSDAY + WEEK)
        assert (new.checks, new.plays) == (["goal", "room"], "let op de groep achterin")
        assert (new.prepared_on, new.prepared_at) == (date(2026, 11, 25), time(15, 30))
        assert (new.teacher_ready, new.worker_ready) == (False, False)
        assert old.plays == "", "it stands in one place"


def test_another_pair_does_not_get_it(app: Flask) -> None:
    with app.app_context():
        series = add_series()
        drops_out(prepared(series))
        series.pair.until = date(2026, 11, 23)
        db.session.flush()
        series.pairs.append(SeriesPair(
            teacher_id=make.person("annelies").id, worker_id=sanne().id, since=date(2026, 11, 23)
        ))  # fmt: skip
        db.session.flush()
        act = planning.Act(series, ActKind.BOOKED, uuid4(), None)
        new = act.add(series.lessons[0], Slot(THURSDAY, *FIFTH_HOUR), number=5, room="", keys={"has_teacher_key": True})
        assert (new.checks, new.plays, new.prepared_on) == ([], "", None)


def prepared(series: LessonSeries) -> LessonSession:
    """Lesson 1 with half of its preparation."""
    session = add_session(series, 1, THURSDAY)
    session.checks, session.plays = ["goal", "room"], "let op de groep achterin"
    session.prepared_on, session.prepared_at, session.teacher_ready = date(2026, 11, 25), time(15, 30), True
    db.session.flush()
    return session
