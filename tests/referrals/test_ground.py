"""Why a JSP decides as it does about consent stands beside what it decides, for who has to explain it."""

from flask import Flask

from jsp.extensions import db
from jsp.models.ground import Setting
from jsp.models.reference import forget_reference
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.steps import answer, asked, partner, tap

GROUND = "Advies van onze jurist, november 2026."


def test_it_is_said_to_who_asks_the_parents(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_12")
    answer(worker, at)
    tap(worker, worker.get(f"{at}/tell"), f"{at}/tell", telling="together")
    assert "Zo is het hier besloten" not in worker.get(f"{at}/parents").words
    with app.app_context():
        db.session.add(Setting(key="consent_ground", value=GROUND))
        db.session.commit()
        forget_reference()
    for page in ("parents", "ways"):
        assert f"Zo is het hier besloten: {GROUND}" in worker.get(f"{at}/{page}").words, page
