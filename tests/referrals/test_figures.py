"""Figures are of a half year that is over, the same for whoever looks, and point at nobody."""

from datetime import date, timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import update

from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.rules.referral import State
from tests.browser import Browser
from tests.referrals.rows import add_partner, add_referral

FIGURES = "/referrals/figures"
MARCH = date(2026, 3, 2)


def lay(app: Flask, *, grip: int, woon: int) -> None:
    """That many were sent in March to each; of those to Grip help started after three days."""
    with app.app_context():
        for name, number, state in (("Grip", grip, State.STARTED), ("WoonStart", woon, State.EXPIRED)):
            partner = add_partner(name)
            for _ in range(number):
                id = add_referral(state=state, partner_id=partner, theme="money" if name == "Grip" else "school")
                days = {"sent_on": MARCH, "moved_on": MARCH, "contact_on": MARCH - timedelta(days=2)}
                later = {"started_on": MARCH + timedelta(days=3)} if state is State.STARTED else {}
                late = {"closed_on": MARCH + timedelta(days=15)} if state is State.EXPIRED else {}
                db.session.execute(update(Referral).where(Referral.id == id).values(**days, **later, **late))
        db.session.commit()


def test_partners_and_themes_stand_apart_and_nothing_is_counted(app: Flask, coordinator: Browser) -> None:
    lay(app, grip=6, woon=5)
    page = coordinator.get(FIGURES)
    assert "Grip 10 van de 10 3 dagen" in page.words
    assert "WoonStart 0 van de 10 niet getoond" in page.words
    assert "versturen, de helft binnen 2 dagen" in page.words


def test_what_is_too_few_stands_together_or_not_at_all(app: Flask, worker: Browser) -> None:
    lay(app, grip=6, woon=4)
    assert "Grip en WoonStart" in worker.get(FIGURES).words


@pytest.mark.parametrize(("days", "shown"), [(0, True), (70, True), (75, False)])
def test_a_half_year_of_which_something_may_be_gone_is_not_shown(
    app: Flask, frozen: FrozenDateTimeFactory, days: int, shown: bool
) -> None:
    lay(app, grip=6, woon=5)
    frozen.tick(days * 24 * 3600)
    page = Browser(app).signed_in("renske").get(FIGURES)
    assert ("Grip" in page.words) == shown


@pytest.mark.parametrize("who", ["mentor", "care_coordinator"])
def test_a_school_sees_none_of_it(app: Flask, who: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(who).get(FIGURES).status == 403
