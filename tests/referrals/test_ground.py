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


def test_who_decides_at_this_age_stands_there_with_its_ground(app: Flask, worker: Browser) -> None:
    with app.app_context():
        db.session.add(Setting(key="consent_share_from_12", value="own"))
        db.session.add(Setting(key="consent_share_from_12_ground", value=GROUND))
        db.session.add(Setting(key="consent_start_from_16_ground", value="Van een andere leeftijd"))
        db.session.commit()
        forget_reference()
    contact = log(app, worker)
    at = asked(worker.in_language("en"), contact, partner(app), "from_12")
    answer(worker, at)
    words = worker.get(f"{at}/ways").words
    assert (
        f"The pupil alone Sharing with a partner, 12 to 15: who says yes Your JSP chose this itself: {GROUND}" in words
    )
    assert "Youth Act 7.3.4: pupil and parents" in words, "and of the other decision the ground of the default"
    assert "andere leeftijd" not in words
    start = worker.get(f"{at}/start/parent_1")
    assert GROUND in start.words


def test_an_age_that_is_not_told_goes_by_a_rule_that_stands_there_as_well(app: Flask, worker: Browser) -> None:
    contact = log(app, worker)
    at = asked(worker.in_language("en"), contact, partner(app), "unknown")
    words = worker.get(f"{at}/ways").words
    assert "16 or 17 Age not told, at a vocational college: as Somebody" in words
    assert "Starting help, 16 or 17: who says yes" in words


def test_a_choice_without_a_ground_is_told_and_an_adult_needs_none(app: Flask, worker: Browser) -> None:
    with app.app_context():
        db.session.add(Setting(key="consent_share_from_12", value="own"))
        db.session.commit()
        forget_reference()
    contact = log(app, worker)
    at = asked(worker.in_language("en"), contact, partner(app), "from_12")
    assert "wrote down no ground yet" in worker.get(f"{at}/ways").words
    at = asked(worker, contact, partner(app, name="Een ander"), "from_18")
    assert "Who decides here" not in worker.get(f"{at}/ways").words
