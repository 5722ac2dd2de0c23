"""Figures are of a half year that is over, the same for whoever looks, and point at nobody."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, update

from jsp.extensions import db
from jsp.models.consents import Consent
from jsp.models.contacts import Contact
from jsp.models.referrals import Referral
from jsp.rules.referral import State
from jsp.verbs import referring
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.rows import add_partner, add_referral
from tests.referrals.test_page import send

FIGURES = "/referrals/figures"
MARCH = date(2026, 3, 2)


def lay(app: Flask, *, grip: int, woon: int, on: date = MARCH) -> None:
    """That many were sent on that day to each; of those to Grip help started after three days."""
    with app.app_context():
        for name, number, state in (("Grip", grip, State.STARTED), ("WoonStart", woon, State.EXPIRED)):
            partner = add_partner(name)
            for _ in range(number):
                id = add_referral(state=state, partner_id=partner, theme="money" if name == "Grip" else "school")
                days = {"sent_on": on, "moved_on": on, "contact_on": on - timedelta(days=2)}
                later = {"started_on": on + timedelta(days=3)} if state is State.STARTED else {}
                late = {"closed_on": on + timedelta(days=15)} if state is State.EXPIRED else {}
                set_back(id, on=on, **days, **later, **late)
        db.session.commit()


def set_back(id: UUID, *, on: date, **days: date) -> None:
    """As if it was all done that day: what everybody said as well."""
    db.session.execute(update(Consent).where(Consent.referral_id == id).values(given_on=on))
    db.session.execute(update(Referral).where(Referral.id == id).values(**days))


def test_partners_stand_apart_and_nothing_is_counted(app: Flask, coordinator: Browser) -> None:
    lay(app, grip=6, woon=5)
    page = coordinator.get(FIGURES)
    assert "Grip 10 van de 10 3 dagen" in page.words
    assert "WoonStart 0 van de 10 niet getoond" in page.words
    assert "versturen, de helft binnen 2 dagen" in page.words
    assert "Per thema" not in page.words, "one table of a half year: two could be laid beside each other"


def test_what_is_too_few_does_not_stand_there_and_cannot_be_told(app: Flask, worker: Browser) -> None:
    lay(app, grip=6, woon=4)
    page = worker.get(FIGURES)
    assert "Bekend binnen een maand 6 van de 10" in page.words, "all together"
    assert not [name for name in ("Grip", "WoonStart") if name in page.words]


def test_the_other_half_year_is_by_theme(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    lay(app, grip=6, woon=5, on=date(2026, 9, 7))
    frozen.move_to("2027-03-08 12:30")
    page = Browser(app).signed_in("renske").get(FIGURES)
    assert "Geld 10 van de 10" in page.words
    assert "Grip" not in page.words


def test_what_is_shown_stays_when_something_goes_on_or_is_erased(app: Flask, worker: Browser) -> None:
    lay(app, grip=6, woon=5)
    before = worker.get(FIGURES).words
    with app.app_context():
        rows = db.session.scalars(select(Referral).order_by(Referral.id)).all()
        expired = next(row.id for row in rows if row.state is State.EXPIRED)
        referring.erase(next(row for row in rows if row.state is State.STARTED))
        db.session.commit()
    assert send(worker, f"/referrals/{expired}/reopen", reason="Toch.").status == 303
    worker.get(FIGURES)  # says that it is open again
    assert worker.get(FIGURES).words == before


def test_a_contact_counts_once_and_only_where_something_went_out(app: Flask, worker: Browser) -> None:
    """Of twelve contacts six led to a partner, two of them twice, and one of the others only to a draft."""
    contacts = [log(app, worker) for _ in range(12)]
    referred = [*contacts[:6], *contacts[:2]]
    with app.app_context():
        for id in referred:
            set_back(add_referral(contact_id=id), on=MARCH, sent_on=MARCH)
        add_referral(contact_id=contacts[6], state=State.DRAFT)
        db.session.execute(update(Contact).values(on=MARCH))
        db.session.commit()
    assert "Aan de balie gedaan 5 van de 10" in worker.get(FIGURES).words


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
