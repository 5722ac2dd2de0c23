"""Workers more than the small world has, and what they say when one of them cannot come."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.team import TeamMember
from jsp.models.turns import Cover, CoverQuestion
from tests.browser import Browser, Page
from tests.hours.desk import opening_id, press

TUESDAY, WEDNESDAY, LATER = date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 3)


def drop_out(app: Flask, by: Browser, site: str = "raayland", on: date = TUESDAY) -> Page:
    """One tap in the week."""
    return press(by, f"/hours/?week={on}", f"/hours/openings/{opening_id(app, site, on)}/cannot")


def asked(app: Flask) -> list[str]:
    """Who was asked, in the order of asking."""
    query = select(TeamMember.first_name).join(CoverQuestion, CoverQuestion.member_id == TeamMember.id)
    with app.app_context():
        return sorted(db.session.scalars(query))


def answer(app: Flask, by: Browser, word: str) -> Page:
    """Yes or no to the one question."""
    with app.app_context():
        id = db.session.scalars(select(Cover.id)).one()
    address = f"/hours/cover/{id}/{word}"
    return by.post(address, by.get("/today/").form(address), follow=True)
