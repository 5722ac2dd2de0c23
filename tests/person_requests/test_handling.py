"""Who says what became of a thing, what stands on the page with all of it, and how long a request is kept."""

from datetime import timedelta

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs
from jsp.blueprints.person_requests.service import finding
from jsp.extensions import db
from jsp.models.person_requests import Outcome, PersonRequest, PersonRequestItem
from jsp.rules.referral import State
from tests.browser import Browser
from tests.make import person
from tests.person_requests.test_requests import NEW, begin, outcomes, send
from tests.referrals.rows import add_referral
from tests.retention import rows


def test_only_who_may_read_it_says_what_became_of_it(app: Flask, worker: Browser, colleague: Browser) -> None:
    with app.app_context():
        id, own = rows.add_contact(app, days=3), rows.add_contact(app, days=3, owner="lieke")
        db.session.commit()
    page, other = begin(worker, f"{NEW}/contact/{id}"), begin(colleague, f"{NEW}/contact/{own}")
    sent = colleague.get(other).form(f"{other}/shown/contact/{own}")
    assert colleague.post(f"{page}/shown/contact/{id}", sent).status == 404
    with app.app_context():
        assert set(db.session.scalars(select(PersonRequestItem.outcome))) == {Outcome.FOUND}


def test_all_of_a_conversation_is_shown(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    words = worker.get(f"{begin(worker, f'{NEW}/contact/{id}')}/all").words
    for each in (rows.NOTE, rows.REASON, "Wat goed gaat", "Who asked", "What we did", "20 November 2026"):
        assert each in words


def test_it_is_kept_as_long_as_the_trail_once_it_was_answered(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    begin(worker)
    page = begin(worker, f"{NEW}/contact/{id}")
    send(worker, page, "close", note="Blijft staan")
    for days, left in ((730, 2), (1, 1)):
        frozen.tick(timedelta(days=days))
        with app.app_context():
            jobs.tidy()
            db.session.commit()
            assert len(db.session.scalars(select(PersonRequest)).all()) == left
            assert len(outcomes()) == left - 1


def test_a_referral_in_which_another_goes_on_is_found_with_it(app: Flask) -> None:
    with app.app_context():
        first = add_referral(state=State.COMPLETED)
        second = add_referral(state=State.STARTED, reopened_from_id=first)
        for each, other in ((first, second), (second, first)):
            assert finding.with_more(("referral", each)) == [("referral", each), ("referral", other)]


def test_it_is_with_the_site_of_what_it_is_about(app: Flask, worker: Browser) -> None:
    with app.app_context():
        ids = {site.id: rows.add_contact(app, days=3, site=site.code) for site in person("sanne").sites}
        db.session.commit()
    for id in ids.values():
        begin(worker, f"{NEW}/contact/{id}")
    with app.app_context():
        assert len(ids) > 1
        assert set(db.session.scalars(select(PersonRequest.site_id))) == set(ids)
