"""What was said is kept longer for a reason, for a while, by who may."""

from uuid import UUID

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup
from jsp.rules.talk import TalkState
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups import rows
from tests.focus_groups.approved import DAY, made


def keeps(browser: Browser, id: UUID, days: int, reason: str = "Het artikel is niet af.") -> Page:
    where = f"/focus-groups/{id}/keep"
    values = {"until": (make.MONDAY + days * DAY).isoformat(), "reason": reason}
    return browser.post(where, browser.get(where).form(where) | values)


@pytest.mark.parametrize(
    ("days", "reason", "status"),
    [(200, "Artikel", 303), (365, "Artikel", 303), (366, "Artikel", 422), (180, "Artikel", 422), (200, "", 422),
     (200, "Bel 111222333", 422), (200, "x" * 201, 422)],
)  # fmt: skip
def test_keeping_it_longer(app: Flask, worker: Browser, days: int, reason: str, status: int) -> None:
    id = made(app)
    assert keeps(worker, id, days, reason).status == status
    with app.app_context():
        group = db.session.get_one(FocusGroup, id)
        kept = (make.MONDAY + days * DAY, reason) if status == 303 else (None, "")
        assert (group.keep_until, group.keep_reason) == kept
        assert group.keep_reason_before == "", "for processes of the release before, that read it"
        assert reason.encode() not in (group.keep_reason_sealed or b"") or not reason


def test_and_not_longer_after_all(app: Flask, worker: Browser) -> None:
    id = made(app)
    keeps(worker, id, 200)
    where = f"/focus-groups/{id}/keep"
    worker.post(f"{where}/as-usual", worker.get(where).form(f"{where}/as-usual"))
    with app.app_context():
        group = db.session.get_one(FocusGroup, id)
        assert (group.keep_until, group.keep_reason) == (None, "")


@pytest.mark.parametrize(("who", "may"), [("sanne", True), ("renske", True), ("nora", False), ("lieke", False)])
def test_who_holds_it_or_coordinates_the_site_keeps_it(app: Flask, who: str, may: bool) -> None:
    id = made(app)
    browser, form = Browser(app).signed_in(who), Browser(app).signed_in("sanne")
    where = f"/focus-groups/{id}/keep"
    assert browser.get(where).status == (200 if may else 404)
    sent = browser.get(where).form(where) if may else form.get(where).form(where)
    answer = browser.client.post(where, data=sent | {"until": "2027-06-30", "reason": "Artikel"})
    assert (answer.status_code == 303) is may
    with app.app_context():
        assert (db.session.get_one(FocusGroup, id).keep_until is not None) is may


@pytest.mark.parametrize("state", [TalkState.DRAFT, TalkState.READ_BACK])
def test_there_is_nothing_to_keep_before_approval(app: Flask, worker: Browser, state: TalkState) -> None:
    id = made(app)
    where = f"/focus-groups/{id}/keep"
    form = worker.get(where).form(where)
    with app.app_context():
        other = rows.add_group(state=state).id
        db.session.commit()
    where = f"/focus-groups/{other}/keep"
    assert where not in [each.get("action") for each in worker.get(where).forms()]
    assert worker.post(where, form | {"until": "2027-06-30", "reason": "Artikel"}).status == 422
