"""Meeting at the next opening: who sits there knows that somebody comes, its worker hears where it does not go on."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs
from jsp.extensions import db
from jsp.models.referrals import ReferralTask
from jsp.rules.referral import State, TaskKind
from tests.browser import Browser
from tests.hours.desk import close, crew, opening_id
from tests.hours.programs import call_off
from tests.referrals.rows import NAME, add_partner, add_referral, referral

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
ONE, TWO = "Sanne heeft hier een afspraak: een jongere", "Sanne heeft hier 2 afspraken: jongeren"


def meet(app: Flask, on: date = TUESDAY, site: str = "raayland", state: State = State.SENT) -> UUID:
    """A referral of Sanne that meets at that opening."""
    at = opening_id(app, site, on)
    with app.app_context():
        id = add_referral(partner_id=add_partner("Grip Verzonnen"), state=state, opening_id=at)
        db.session.commit()
    return id


def minute(app: Flask) -> list[TaskKind]:
    with app.app_context():
        jobs.look_after_referrals()
        return list(db.session.scalars(select(ReferralTask.kind).order_by(ReferralTask.id)))


def test_the_opening_says_that_somebody_comes_and_nothing_of_whom(app: Flask, worker: Browser) -> None:
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}"
    assert ONE not in worker.get(address).words
    meet(app)
    words = worker.get(address).words
    assert ONE in words
    assert not [each for each in (NAME, "Grip", "Geld") if each in words]
    meet(app)
    assert TWO in worker.get(address).words


@pytest.mark.parametrize("state", [State.AWAITING_CONSENT, State.WITHDRAWN, State.COMPLETED])
def test_what_is_not_on_its_way_is_no_appointment(app: Flask, worker: Browser, state: State) -> None:
    meet(app, state=state)
    assert ONE not in worker.get(f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}").words


def test_who_sits_there_sees_it_on_the_day(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    meet(app)
    assert ONE not in Browser(app).signed_in("sanne").get("/today/?site=raayland").words
    frozen.tick(24 * 3600)
    for who in crew(app, "raayland", TUESDAY):
        assert ONE in Browser(app).signed_in(who.lower()).get("/today/").words, who


def test_the_page_of_the_referral_says_where_and_when(app: Flask, worker: Browser) -> None:
    id = meet(app)
    assert (
        "Jullie treffen elkaar hier: Raayland, dinsdag 24 november, 12.00–14.30 uur"
        in worker.get(f"/referrals/{id}").words
    )


@pytest.mark.parametrize("how", ["called off", "closed"])
def test_its_worker_hears_once_that_it_does_not_go_on(app: Flask, coordinator: Browser, how: str) -> None:
    id = meet(app)
    assert minute(app) == []
    if how == "closed":
        close(app, coordinator, "raayland")
    else:
        call_off(coordinator, opening_id(app, "raayland", TUESDAY))
    assert minute(app) == [TaskKind.MEETING_OFF]
    with app.app_context():
        row = referral(id)
        assert (row.state, row.opening_id) == (State.SENT, None)
        row.tasks[0].done_on = MONDAY
        db.session.commit()
    assert minute(app) == [TaskKind.MEETING_OFF], "nor a second time"


def test_it_stands_among_what_there_is_to_do(app: Flask, worker: Browser, coordinator: Browser) -> None:
    meet(app)
    call_off(coordinator, opening_id(app, "raayland", TUESDAY))
    minute(app)
    assert "op een inloop die niet doorgaat" in worker.get("/today/").words
