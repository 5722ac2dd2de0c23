"""Today leads to a talk of today, for who holds it."""

from datetime import timedelta

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.talk import TalkState
from tests import make
from tests.browser import Browser
from tests.focus_groups.rows import add_group

TALKS = {
    "Vandaag praten": {"held_on": make.MONDAY},
    "Van een ander": {"held_on": make.MONDAY, "holders": ("otto",)},
    "Morgen pas": {"held_on": make.MONDAY + timedelta(days=1)},
    "Al geweest": {"held_on": make.MONDAY - timedelta(days=1)},
    "Al klaar": {"held_on": make.MONDAY, "state": TalkState.APPROVED},
}


@pytest.mark.parametrize("who", ["sanne", "renske", "nora"])
def test_today_leads_to_a_talk_of_today_that_one_holds(app: Flask, who: str) -> None:
    with app.app_context():
        for subject, more in TALKS.items():
            add_group(**{"subject": subject, "holders": (who,), **more})
        db.session.commit()
    words = Browser(app).signed_in(who).get("/today/").words
    assert {subject for subject in TALKS if subject in words} == {"Vandaag praten"}
