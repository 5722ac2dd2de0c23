"""More people than the small world has."""

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Discipline, Site
from jsp.rules.roles import Role
from tests import make
from tests.browser import Browser


@pytest.fixture
def team(app: Flask) -> dict[str, Browser]:
    """Three more workers of both sites: two family coaches like Sanne, and a youth worker like Lieke."""
    with app.app_context():
        sites = {each.code: each for each in db.session.scalars(select(Site))}
        for name, code in (("anna", "family_coach"), ("bram", "family_coach"), ("cato", "youth_worker")):
            user = make.make_user(name, Role.WORKER, sites["raayland"], sites["gilde"])
            discipline = db.session.scalars(select(Discipline).where(Discipline.code == code)).one()
            make.make_member(user, discipline, sites)
        db.session.commit()
    return {name: Browser(app).signed_in(name) for name in ("anna", "bram", "cato")}
