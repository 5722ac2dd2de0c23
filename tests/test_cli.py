"""What can be done at the server, where nobody is signed in."""

import re

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import update

from jsp import jobs
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.rules.roles import Role
from tests import make
from tests.accounts.test_invitations import accept
from tests.browser import Browser


def run(app: Flask, *words: str, typed: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=list(words), input=typed)


def way_in(result: Result) -> str:
    [path] = re.findall(r"https://jsp\.example(/accounts/invitation/\S+)", result.output)
    return path


def without_administrator(app: Flask) -> None:
    with app.app_context():
        make.person("beheer").active = False
        db.session.commit()


def test_the_first_administrator_comes_in_by_a_link(app: Flask) -> None:
    without_administrator(app)
    result = run(app, "users", "create-admin", "Daan@demo.example", "--name", "Daan")
    browser = Browser(app)
    assert accept(app, way_in(result), browser).status == 303
    with app.app_context():
        assert make.person("daan").role_set == {Role.ADMINISTRATOR}


def test_where_there_is_one_they_invite_the_next(app: Flask) -> None:
    result = run(app, "users", "create-admin", "daan@demo.example", "--name", "Daan")
    assert (result.exit_code, "can invite others" in result.output) == (1, True)


@pytest.mark.parametrize("address", ["niet een adres", "daan@", "jörg@demo.example"])
def test_what_is_no_address_opens_no_account(app: Flask, address: str) -> None:
    without_administrator(app)
    result = run(app, "users", "create-admin", address, "--name", "Daan")
    assert (result.exit_code, "is no e-mail address" in result.output) == (1, True)


def test_a_name_is_one_line(app: Flask) -> None:
    without_administrator(app)
    run(app, "users", "create-admin", "daan@demo.example", "--name", "Daan\n\nKlik hier")
    with app.app_context():
        assert make.person("daan").first_name == "Daan Klik hier"


def test_a_fresh_link_stops_the_old_one(app: Flask) -> None:
    without_administrator(app)
    old = way_in(run(app, "users", "create-admin", "daan@demo.example", "--name", "Daan"))
    new = way_in(run(app, "users", "invite-again", "daan@demo.example"))
    assert [Browser(app).get(path).status for path in (old, new)] == [404, 200]


def test_who_uses_the_account_needs_no_link(app: Flask) -> None:
    result = run(app, "users", "invite-again", "bart@demo.example")
    assert (result.exit_code, "accepted an invitation already" in result.output) == (1, True)


def test_a_lost_factor_can_go_where_nobody_is_left(app: Flask) -> None:
    assert run(app, "users", "reset-factor", "renske@demo.example").exit_code == 0
    with app.app_context():
        assert not make.person("renske").has_second_factor


def test_what_waits_gets_its_yes(app: Flask) -> None:
    with app.app_context():
        make.person("nora").roles = []
        db.session.commit()
    from_app(app, "nora", Role.WORKER)
    assert "Confirmed: grant_role worker" in run(app, "users", "confirm", "nora@demo.example").output
    with app.app_context():
        assert make.person("nora").role_set == {Role.WORKER}


def test_what_may_no_longer_be_is_said_in_words(app: Flask) -> None:
    with app.app_context():
        make.person("nora").roles = []
        db.session.commit()
    from_app(app, "nora", Role.WORKER)
    from_app(app, "nora", Role.MENTOR)
    result = run(app, "users", "confirm", "nora@demo.example")
    assert (result.exit_code, "pupils must know who hears them" in result.output) == (1, True)
    assert "Traceback" not in result.output


def from_app(app: Flask, name: str, role: Role) -> None:
    """An administrator asks for a role."""
    admin = Browser(app).signed_in("beheer")
    with app.app_context():
        address = f"/accounts/people/{make.person(name).id}/grant_role"
    page = admin.get(address)
    form = next(each for each in page.forms() if any(field.get("name") == "reason" for field in each.iter()))
    hidden = {field.get("name"): field.get("value") for field in form.iter() if field.get("type") == "hidden"}
    admin.post(address, hidden | {"role": role.value, "reason": "begint"})


def test_nobody_by_that_address_is_said(app: Flask) -> None:
    result = run(app, "users", "confirm", "wie@demo.example")
    assert (result.exit_code, "Nobody has an account" in result.output) == (1, True)


def test_a_job_that_fails_is_heard_and_holds_up_no_other(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def broken() -> None:
        with db.session.begin_nested():
            db.session.execute(update(User).values(email="the same for all"))

    monkeypatch.setattr(jobs, "JOBS", (broken, lambda: done.append("the next")))
    result = run(app, "jobs", "run")
    assert (result.exit_code, "1 of the jobs failed" in result.output, done) == (1, True, ["the next"])


def test_the_demo_stays_out_of_a_database_in_use(app: Flask) -> None:
    result = run(app, "demo", "load")
    assert (result.exit_code, "not empty" in result.output) == (1, True)
