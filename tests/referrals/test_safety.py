"""When somebody is in danger two people decide, and nothing leaves the house by it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from jsp import clock
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.models.outbox import OutboxMail
from jsp.models.referrals import Referral
from jsp.models.safety_paths import SafetyPath
from jsp.rules.referral import State
from jsp.rules.safety_path import Told, Verdict
from tests.browser import Browser
from tests.intake.desk import RECORD, fill
from tests.make import id_of, person
from tests.referrals.steps import links, made
from tests.referrals.test_page import send


def asked(app: Flask, browser: Browser, owner: str = "sanne", **fields: Any) -> str:
    """The page of a path that was asked from a referral."""
    answer = send(browser, f"/referrals/safety/referral/{made(app, owner=owner, **fields)}", told="unsafe")
    assert answer.status == 303
    return str(answer.response.headers["Location"])


def path(app: Flask) -> SafetyPath:
    return db.session.scalars(select(SafetyPath)).one()


def test_the_six_questions_stand_there_and_no_field_for_their_answers(app: Flask, worker: Browser) -> None:
    page = worker.get(f"/referrals/safety/referral/{made(app)}")
    assert "Mag ik dit delen zonder toestemming?" in page.words
    assert "0800-2000" in page.words
    fields = {each.get("name") for form in page.forms() for each in form.iter() if each.get("name")}
    assert fields - {"csrf_token", "once", "told", "back", "language"} == set()


def test_nobody_agrees_with_oneself(app: Flask, worker: Browser) -> None:
    where, other = asked(app, worker), asked(app, Browser(app).signed_in("lieke"), "lieke")
    page = worker.get(f"{where}/sign")
    assert "niet met jezelf" in page.words
    theirs = worker.get(f"{other}/sign")
    form = next(theirs.form(each.get("action")) for each in theirs.forms() if each.get("action") is None)
    assert worker.post(f"{where}/sign", form | {"verdict": "agreed"}).status == 422
    with app.app_context():
        assert db.session.scalars(select(SafetyPath.verdict)).all() == [None, None]


@pytest.mark.parametrize("who", ["colleague", "coordinator"])
def test_a_second_person_of_the_site_agrees_and_the_first_calls(
    app: Flask, worker: Browser, who: str, request: pytest.FixtureRequest
) -> None:
    where = asked(app, worker)
    second: Browser = request.getfixturevalue(who)
    assert f"{where}/sign" in links(second.get("/today/"))
    assert "buiten JSP om" not in worker.get(where).words
    assert send(second, f"{where}/sign", verdict="agreed").status == 303
    page = worker.get(where)
    assert "Bel nu, buiten JSP om" in page.words
    assert worker.post(f"{where}/recorded", page.form(f"{where}/recorded")).status == 303
    with app.app_context():
        row = path(app)
        assert (row.verdict, row.is_recorded_elsewhere, row.told) == (Verdict.AGREED, True, Told.UNSAFE)
        signed = select(AuditEntry.object_id).where(AuditEntry.action == Action.SAFETY_SIGNED)
        assert db.session.scalars(signed).all() == [str(row.id)]
    assert f"{where}/sign" not in links(second.get("/today/"))


def test_who_does_not_agree_says_so_and_it_is_said_once(app: Flask, worker: Browser, colleague: Browser) -> None:
    where = asked(app, worker)
    late = Browser(app).signed_in("renske")
    form = late.get(f"{where}/sign")
    send(colleague, f"{where}/sign", verdict="not_agreed")
    hidden = next(form.form(each.get("action")) for each in form.forms() if each.get("action") is None)
    assert late.post(f"{where}/sign", hidden | {"verdict": "agreed"}).status == 422
    assert "niet eens" in worker.get(where).words


def test_a_stranger_finds_nothing(app: Flask, worker: Browser, stranger: Browser) -> None:
    where = asked(app, worker)
    assert [stranger.get(each).status for each in (where, f"{where}/sign")] == [404, 404]


@pytest.mark.parametrize("values", [{}, {"told": "nonsense"}])
def test_it_asks_when_the_young_person_is_told(app: Flask, worker: Browser, values: dict[str, str]) -> None:
    assert send(worker, f"/referrals/safety/referral/{made(app)}", **values).status == 422


def test_it_begins_at_a_contact_as_well(app: Flask, worker: Browser, colleague: Browser) -> None:
    worker.post(RECORD, fill(worker.get("/today/")))
    with app.app_context():
        id = db.session.scalars(select(Contact.id)).one()
    where = f"/referrals/safety/contact/{id}"
    assert where in links(worker.get(f"/intake/contacts/{id}/safety"))
    assert send(worker, where, told="before").status == 303
    assert colleague.get(where).status == 404
    with app.app_context():
        assert (path(app).contact_id, path(app).referral_id) == (id, None)


@pytest.mark.parametrize("state", State)
def test_there_is_no_way_from_it_to_sent(app: Flask, worker: Browser, colleague: Browser, state: State) -> None:
    """Whatever is said: the referral stands as it stood, and no mail waits because of it."""
    where = asked(app, worker, state=state)
    with app.app_context():
        before = dict(db.session.execute(select(Referral.__table__)).mappings().one())
        mails = db.session.scalar(select(func.count()).select_from(OutboxMail)) or 0
    send(colleague, f"{where}/sign", verdict="agreed")
    page = worker.get(where)
    worker.post(f"{where}/recorded", page.form(f"{where}/recorded"))
    assert not [each for each in links(page) if each.endswith(("/send", "/ways"))]
    with app.app_context():
        assert dict(db.session.execute(select(Referral.__table__)).mappings().one()) == before
        assert db.session.scalar(select(func.count()).select_from(OutboxMail)) == mails


def test_the_database_wants_somebody_else_as_well(app: Flask) -> None:
    with app.app_context():
        sanne, site = person("sanne").id, id_of(Site, "raayland")
        values = {
            "id": uuid4(), "site_id": site, "asked_by_id": sanne, "asked_on": clock.today(), "told": Told.BEFORE,
            "is_recorded_elsewhere": False, "second_id": sanne, "verdict": Verdict.AGREED,
            "decided_on": clock.today(),
        }  # fmt: skip
        with pytest.raises(IntegrityError, match="second_is_another"):
            db.session.execute(insert(SafetyPath).values(**values))


def test_none_is_as_missing_as_a_foreign_one(worker: Browser) -> None:
    for where in ("referral", "contact"):
        assert worker.get(f"/referrals/safety/{where}/{UUID(int=4)}").status == 404
    assert worker.get(f"/referrals/safety/{UUID(int=4)}").status == 404
