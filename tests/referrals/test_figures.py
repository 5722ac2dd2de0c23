"""Figures are of half years that are over, made once, the same for whoever looks, and point at nobody."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import Executable, Insert, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from jsp import clock, jobs
from jsp.blueprints.referrals.service import figures
from jsp.extensions import db
from jsp.models.consents import Consent
from jsp.models.contacts import Contact
from jsp.models.ground import Setting
from jsp.models.reference import forget_reference
from jsp.models.referral_figures import ReferralRelease
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


def make(app: Flask, day: date | None = None) -> None:
    """As the job does it, on that day."""
    with app.app_context():
        figures.release(day or clock.today())
        db.session.commit()


def look(app: Flask, browser: Browser) -> str:
    """What stands there once the job was done."""
    make(app)
    return browser.get(FIGURES).words


def set_least(app: Flask, number: int) -> None:
    with app.app_context():
        db.session.add(Setting(key="min_cell_size", value=str(number)))
        db.session.commit()
        forget_reference()


def set_back(id: UUID, *, on: date, **days: date) -> None:
    """As if it was all done that day: what everybody said as well."""
    db.session.execute(update(Consent).where(Consent.referral_id == id).values(given_on=on))
    db.session.execute(update(Referral).where(Referral.id == id).values(**days))


def test_partners_stand_apart_and_nothing_is_counted(app: Flask, coordinator: Browser) -> None:
    lay(app, grip=6, woon=5)
    words = look(app, coordinator)
    assert "Grip 9 of meer van de 10 3 dagen" in words
    assert "WoonStart 1 of minder van de 10 niet getoond" in words
    assert "versturen: de helft van alles binnen 2 dagen" in words
    assert "Per thema" not in words, "one table of a half year: two could be laid beside each other"


def test_what_is_too_few_does_not_stand_there_and_cannot_be_told(app: Flask, worker: Browser) -> None:
    lay(app, grip=6, woon=4)
    words = look(app, worker)
    assert "Bekend binnen een maand 6 van de 10" in words, "all together"
    assert not [name for name in ("Grip", "WoonStart") if name in words]


def test_the_other_half_year_is_by_theme(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    lay(app, grip=6, woon=5, on=date(2026, 9, 7))
    frozen.move_to("2027-03-08 12:30")
    words = look(app, Browser(app).signed_in("renske"))
    assert "Geld 9 of meer van de 10" in words
    assert "Grip" not in words


def go_on(app: Flask, worker: Browser) -> None:
    """One is erased, and one that had run out goes on."""
    with app.app_context():
        rows = db.session.scalars(select(Referral).order_by(Referral.id)).all()
        expired = next(row.id for row in rows if row.state is State.EXPIRED)
        referring.erase(next(row for row in rows if row.state is State.STARTED))
        db.session.commit()
    assert send(worker, f"/referrals/{expired}/reopen", reason="Toch.").status == 303
    worker.get(FIGURES)  # says that it is open again


def ask_for_more(app: Flask, _worker: Browser) -> None:
    set_least(app, 6)


def delete_some(app: Flask, _worker: Browser) -> None:
    with app.app_context():
        db.session.execute(delete(Referral).where(Referral.state == State.EXPIRED))
        db.session.commit()


@pytest.mark.parametrize("act", [go_on, ask_for_more, delete_some])
def test_what_was_made_stays_whatever_happens(
    app: Flask, worker: Browser, act: Callable[[Flask, Browser], None]
) -> None:
    lay(app, grip=6, woon=5)
    before = look(app, worker)
    assert "WoonStart" in before
    act(app, worker)
    assert look(app, worker) == before


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
    assert "Aan de balie gedaan 5 van de 10" in look(app, worker)


@pytest.mark.parametrize(("days", "shown"), [(0, True), (70, True), (75, False)])
def test_what_may_have_lost_something_stays_empty_for_good(
    app: Flask, frozen: FrozenDateTimeFactory, days: int, shown: bool
) -> None:
    lay(app, grip=6, woon=5)
    frozen.tick(days * 24 * 3600)
    browser = Browser(app).signed_in("renske")
    assert ("Grip" in look(app, browser)) == shown
    with app.app_context():
        db.session.add(Setting(key="referral_days", value="730"))
        db.session.commit()
        forget_reference()
    assert ("Grip" in look(app, browser)) == shown


def test_nothing_stands_there_before_the_half_has_been_over_for_a_month(app: Flask, worker: Browser) -> None:
    lay(app, grip=6, woon=5)
    assert "Er zijn nog geen cijfers" in worker.get(FIGURES).words
    make(app, date(2026, 8, 31))
    assert "Grip" not in worker.get(FIGURES).words
    make(app, date(2026, 9, 1))
    assert "Grip 9 of meer van de 10" in worker.get(FIGURES).words


def test_halves_stand_below_each_other(app: Flask, worker: Browser) -> None:
    """Two by partner and one by theme between them; the least of each stays as it was then."""
    lay(app, grip=6, woon=5, on=date(2025, 3, 3))
    make(app, date(2025, 9, 1))
    make(app, date(2026, 3, 4))
    set_least(app, 6)
    lay(app, grip=7, woon=6)
    words = look(app, worker)
    assert "minstens 6 verwijzingen" in words
    assert "feb – jul 2026 5 van de 10 3 dagen aug 2025 – jan 2026 niet getoond niet getoond feb – jul 2025" in words
    assert page_of(worker, "2025-08").count("Te weinig om te laten zien.") == 3
    older = page_of(worker, "2025-02")
    assert "Verstuurd van 1 februari 2025" in older
    assert "minstens 5 verwijzingen" in older
    assert "WoonStart 1 of minder van de 10" in older


def page_of(browser: Browser, half: str) -> str:
    return browser.get(f"{FIGURES}?half={half}").words


def test_beside_a_partner_stands_what_was_shown_of_it_before(app: Flask, worker: Browser) -> None:
    with app.app_context():
        grip, woon = add_partner("Grip"), add_partner("WoonStart")
        for first, rows in ((date(2025, 2, 1), [[grip, 4, 9], [None, 2, 8]]), (date(2025, 8, 1), [[woon, 9, 1]]),
                            (date(2026, 2, 1), [[grip, 7, 5], [woon, 6, 6], [None, 3, 3]])):  # fmt: skip
            db.session.add(ReferralRelease(first=first, made_on=first, least=5, tenths=5, days=5, rows=rows))
        db.session.commit()
    words = worker.get(FIGURES).words
    assert (
        "Grip 7 van de 10 5 dagen Grip, feb – jul 2025 4 van de 10 9 dagen WoonStart 6 van de 10 6 dagen Andere"
        in words
    )
    assert "feb – jul 2025 4 van" not in page_of(worker, "2025-02"), "there is no earlier one"


@pytest.mark.parametrize("half", ["", "2024-08", "2026-03", "x"])
def test_another_half_is_missing(app: Flask, worker: Browser, half: str) -> None:
    lay(app, grip=6, woon=5)
    make(app)
    assert worker.get(f"{FIGURES}?half=2026-02").status == 200
    assert worker.get(f"{FIGURES}?half={half}").status == 404


def test_the_job_makes_them_once(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    lay(app, grip=6, woon=5)
    with app.app_context():
        assert jobs.release_figures in jobs.JOBS
        for _ in range(2):
            jobs.release_figures()
            frozen.tick(24 * 3600)
        (found,) = db.session.scalars(select(ReferralRelease))
        assert (found.key, found.least, found.made_on) == ("2026-02", 5, date(2026, 11, 23))
        db.session.rollback()


def in_its_place() -> Insert:
    """Another in the place of what is there, which SQLite does without a word to who watches what goes."""
    row = db.session.execute(select(ReferralRelease.__table__)).mappings().one()
    return insert(ReferralRelease).prefix_with("OR REPLACE", dialect="sqlite").values({**row, "least": 1})


@pytest.mark.parametrize("act", [
    lambda: update(ReferralRelease).values(least=1), lambda: delete(ReferralRelease), in_its_place,
], ids=["change", "delete", "replace"])  # fmt: skip
def test_the_database_lets_none_be_changed(app: Flask, act: Callable[[], Executable]) -> None:
    make(app)
    with app.app_context():
        statement = act()
        with pytest.raises(DBAPIError, match=r"made once|unique"), db.session.begin_nested():
            db.session.execute(statement)
        assert db.session.scalars(select(ReferralRelease.least)).all() == [5]


@pytest.mark.parametrize("who", ["mentor", "care_coordinator"])
def test_a_school_sees_none_of_it(app: Flask, who: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(who).get(FIGURES).status == 403
