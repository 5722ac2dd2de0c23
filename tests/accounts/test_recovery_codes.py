"""Recovery codes: shown once, slow to try, each good for one time, and only beside a second factor."""

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.credentials import mark
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from tests.accounts.factors import fill
from tests.accounts.test_second_factor import CODES, RECOVERY, SECOND, bare, is_in, type_code
from tests.browser import Browser
from tests.make import person


def made_codes(browser: Browser) -> list[str]:
    page = fill(browser, CODES)
    return ["".join(item.itertext()).strip() for item in page._all("li") if "jsp-num" in (item.get("class") or "")]


def test_recovery_codes_are_shown_once_and_kept_as_passwords_are(app: Flask, worker: Browser) -> None:
    codes = made_codes(worker)
    assert len(set(codes)) == 10
    for address in (CODES, f"{CODES}?show_codes=1"):
        text = worker.get(address).text
        assert not [code for code in codes if code in text]
    with app.app_context():
        kept = person("sanne").mf_recovery_codes or []
        assert len(kept) == 10
        assert all(each.startswith("$argon2id$") for each in kept)
        salts = {each.split("$")[4] for each in kept}
        assert len(salts) == 10


def test_a_recovery_code_opens_the_door_once(app: Flask, worker: Browser, browser: Browser) -> None:
    code = made_codes(worker)[3]
    browser.signs_in("sanne")
    fill(browser, RECOVERY, code=f" {code.upper().replace('-', ' ')} ")
    assert is_in(browser)
    other = Browser(app)
    other.signs_in("sanne")
    assert "klopt niet, of is al eens gebruikt" in fill(other, RECOVERY, code=code).words
    assert not is_in(other)


def test_a_code_of_before_they_were_slow_opens_the_door_once(app: Flask, browser: Browser) -> None:
    code = "12ab-34cd-56ef"
    with app.app_context():
        person("sanne").mf_recovery_codes = [mark(code), mark("65fe-43dc-21ba")]
        db.session.commit()
    browser.signs_in("sanne")
    fill(browser, RECOVERY, code=code)
    assert is_in(browser)
    other = Browser(app)
    other.signs_in("sanne")
    fill(other, RECOVERY, code=code)
    assert not is_in(other)


def test_wrong_codes_leave_the_way_back_with_a_recovery_code(app: Flask, worker: Browser, browser: Browser) -> None:
    code = made_codes(worker)[0]
    browser.signs_in("sanne")
    for _ in range(6):
        type_code(browser, "000000")
    fill(browser, RECOVERY, code=code)
    assert is_in(browser)


@pytest.mark.parametrize("action", [Action.CODES_MADE, Action.CODE_USED])
def test_recovery_codes_leave_a_trail(app: Flask, worker: Browser, browser: Browser, action: Action) -> None:
    code = made_codes(worker)[0]
    browser.signs_in("sanne")
    fill(browser, RECOVERY, code=code)
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)).one()
        assert entry.user_id == person("sanne").id


def test_recovery_codes_wait_for_a_second_factor(app: Flask, browser: Browser) -> None:
    bare(app, "sanne")
    browser.signs_in("sanne")
    assert browser.get(CODES).response.headers["Location"] == SECOND
    token = browser.get(SECOND).form("/accounts/sign-out")["csrf_token"]
    assert browser.post(CODES, {"csrf_token": token}).response.headers["Location"] == SECOND
    with app.app_context():
        assert not person("sanne").mf_recovery_codes
