"""What has ended stays as it ended: going on makes a new referral, in which everything is asked anew."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import inspect, select

from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.models.referrals import Referral
from jsp.rules.referral import CLOSED, Side, State, TaskKind, Way
from jsp.verbs import referring
from tests.browser import Browser, Page
from tests.referrals.rows import LINES, referral
from tests.referrals.steps import links, made, where
from tests.referrals.test_page import send as send_to

WHY = "Toch eerder plek."


def reopen(browser: Browser, id: UUID, reason: str = WHY) -> Page:
    return send_to(browser, f"/referrals/{id}/reopen", reason=reason)


def reopened(browser: Browser, id: UUID) -> UUID:
    return UUID(where(reopen(browser, id)).rsplit("/", 1)[1])


def as_it_is(app: Flask, id: UUID) -> dict[str, object]:
    with app.app_context():
        row = db.session.get_one(Referral, id)
        return {each.key: getattr(row, each.key) for each in inspect(Referral).column_attrs}


@pytest.mark.parametrize("state", sorted(CLOSED - {State.WITHDRAWN}))
def test_the_ended_one_is_not_touched_and_every_yes_is_asked_anew(app: Flask, worker: Browser, state: State) -> None:
    id = made(app, state=state)
    before = as_it_is(app, id)
    new = reopened(worker, id)
    assert as_it_is(app, id) == before
    with app.app_context():
        old, row = referral(id), referral(new)
        assert (row.state, row.age, row.consents, row.sent_on) == (State.DRAFT, None, [], None)
        assert not referring.may_share(row)
        same = ("contact_id", "thread_id", "theme_id", "site_id", "partner_id", "owner_id")
        assert [getattr(row, each) for each in same] == [getattr(old, each) for each in same]
        assert [(each.side, referring.read_note(row, each)) for each in row.notes] == [(Side.WORKER, WHY)]
        assert db.session.scalars(select(OutboxMail.kind)).all() in ([], ["partner_packet"]), "nothing is sent by it"


def test_what_was_on_the_card_goes_along_under_a_key_of_its_own(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.NOT_STARTED)
    new = reopened(worker, id)
    with app.app_context():
        old, row = referral(id), referral(new)
        assert referring.read_packet(row) == referring.read_packet(old) == list(LINES)
        assert old.key != row.key
        assert old.packet_mark != row.packet_mark, "no earlier yes can be about it"


def test_what_was_erased_is_filled_in_again(app: Flask, worker: Browser) -> None:
    new = reopened(worker, made(app, state=State.EXPIRED))
    with app.app_context():
        assert (referral(new).packet, referral(new).packet_mark) == (None, None)
    for page in ("", "/age", "/passport"):
        assert worker.get(f"/referrals/{new}{page}").status in (200, 303)


def test_who_made_contact_alone_goes_on_too(app: Flask, worker: Browser) -> None:
    new = reopened(worker, made(app, state=State.COMPLETED, way=Way.SELF_CONTACT))
    with app.app_context():
        assert (referral(new).state, referral(new).way) == (State.DRAFT, Way.WARM)


def test_the_ended_one_says_where_it_goes_on(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.NOT_STARTED)
    assert f"/referrals/{id}/reopen" in links(worker.get(f"/referrals/{id}"))
    new = reopened(worker, id)
    for page in ("", "/reopen"):
        assert f"/referrals/{new}" in links(worker.get(f"/referrals/{id}{page}"))
    assert f"/referrals/{id}/reopen" not in links(worker.get(f"/referrals/{id}"))


def test_tapping_twice_makes_one_and_a_second_form_none(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.NOT_STARTED)
    to = f"/referrals/{id}/reopen"
    forms = []
    for _ in range(2):
        [form] = [each for each in worker.get(to).forms() if each.get("method") == "post" and not each.get("action")]
        forms.append({e.get("name"): e.get("value") for e in form.iter() if e.get("type") == "hidden"})
    tapped = [worker.post(to, forms[0] | {"reason": WHY}) for _ in range(2)]
    assert [each.status for each in tapped] == [303, 303]
    assert where(tapped[0]) == where(tapped[1])
    assert worker.post(to, forms[1] | {"reason": WHY}).status == 422
    with app.app_context():
        assert len(db.session.scalars(select(Referral.id)).all()) == 2


def test_going_on_is_what_there_was_to_do(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.NOT_STARTED)
    with app.app_context():
        referring.add_task(referral(id), TaskKind.NOT_POSSIBLE)
        db.session.commit()
    reopened(worker, id)
    with app.app_context():
        assert all(each.done_on is not None for each in referral(id).tasks)


@pytest.mark.parametrize("reason", [" ", "Voor 111222333.", "x" * 301])
def test_it_takes_a_reason_that_may_be_kept(app: Flask, worker: Browser, reason: str) -> None:
    id = made(app, state=State.NOT_STARTED)
    assert reopen(worker, id, reason).status == 422
    with app.app_context():
        assert db.session.scalars(select(Referral.id)).all() == [id]


def test_withdrawn_is_not_opened_again(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.WITHDRAWN)
    assert "niet weer open" in worker.get(f"/referrals/{id}/reopen").words
    other = worker.get(f"/referrals/{made(app, state=State.NOT_STARTED)}/reopen")
    form = next(other.form(each.get("action")) for each in other.forms() if each.get("action") is None)
    assert worker.post(f"/referrals/{id}/reopen", form | {"reason": "Toch."}).status == 422
    with app.app_context():
        assert db.session.get_one(Referral, id).state is State.WITHDRAWN


def test_the_new_one_stays_when_the_ended_one_goes(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.EXPIRED)
    new = reopened(worker, id)
    with app.app_context():
        db.session.delete(referral(id))
        db.session.commit()
        db.session.expire_all()
        assert referral(new).reopened_from_id is None
