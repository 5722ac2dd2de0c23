"""The hours at which the mentor has a class: who takes one away sees first what stands at it."""

from uuid import UUID

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.lessons import ClassHour
from tests.browser import Browser
from tests.lessons.acting import days
from tests.lessons.conftest import add_hour
from tests.lessons.rows import THURSDAY, WEEK, add_series, add_session


def test_an_hour_is_removed_after_a_page_that_asks(app: Flask, ground: None, mentor: Browser) -> None:
    with app.app_context():
        made = add_series()
        for at in range(2):
            add_session(made, at + 1, THURSDAY + at * WEEK)
        hours = f"/lessons/series/{made.id}/hours"
        own = db.session.scalars(select(ClassHour.id)).one()
        add_hour("MZ31")
        db.session.commit()
        foreign = db.session.scalars(select(ClassHour.id).where(ClassHour.id != own)).one()
    remove = f"{hours}/{own}/remove"
    page = mentor.get(remove)
    assert "12.50–13.35" in page.words
    assert "2 les" in page.words or "2 lessons have a date" in page.words
    with app.app_context():
        assert db.session.get(ClassHour, own) is not None, "looking changes nothing"
    mentor.post(remove, page.form(remove))
    with app.app_context():
        assert db.session.get(ClassHour, own) is None
    assert days(app) == [THURSDAY, THURSDAY + WEEK]
    for hour in (own, foreign, UUID(int=1).int):
        assert mentor.get(f"{hours}/{hour}/remove").status == 404
