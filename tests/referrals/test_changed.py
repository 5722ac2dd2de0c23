"""What stands here of a partner is changed after a yes: its page says what no longer goes, before anybody tries."""

from uuid import UUID

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.consent import ReceiverRule
from jsp.rules.referral import Progress, State
from tests.browser import Browser
from tests.referrals.rows import referral
from tests.referrals.steps import links, made

NO_LINK, ASK_ANEW = "So no new link can be made", "ask anew"
CHANGES = {
    "name": "Ander", "contact_person": "Iemand anders", "phone": "0478-999999", "mail": "elders@partner.example",
    "receiver_rule": ReceiverRule.PARENTS_UNTIL_18,
}  # fmt: skip


def change(app: Flask, id: UUID, **values: object) -> None:
    with app.app_context():
        for name, value in values.items():
            setattr(referral(id).partner, name, value)
        db.session.commit()


@pytest.mark.parametrize("field", CHANGES)
def test_it_is_told_that_no_link_goes_to_another_receiver(app: Flask, worker: Browser, field: str) -> None:
    id, worker = made(app), worker.in_language("en")
    page = worker.get(f"/referrals/{id}")
    assert NO_LINK not in page.words
    assert f'action="/referrals/{id}/link"' in page.text
    change(app, id, **{field: CHANGES[field]})
    page = worker.get(f"/referrals/{id}")
    assert NO_LINK in page.words
    assert ASK_ANEW in page.words
    assert f"/referrals/{id}/withdraw" in links(page)
    assert f'action="/referrals/{id}/link"' not in page.text, "no button that refuses"


def test_what_was_not_shown_with_the_yes_may_change(app: Flask, worker: Browser) -> None:
    id = made(app)
    change(app, id, place="Demostraat 9", times="Op maandag")
    assert NO_LINK not in worker.in_language("en").get(f"/referrals/{id}").words


def test_before_it_is_sent_the_card_is_shown_once_more(app: Flask, worker: Browser) -> None:
    id, worker = made(app, state=State.AWAITING_CONSENT), worker.in_language("en")
    assert "that yes counts no more" not in worker.get(f"/referrals/{id}").words
    change(app, id, phone="0478-999999")
    for _ in range(2):
        page = worker.get(f"/referrals/{id}")
        assert "that yes counts no more" in page.words
        assert f"/referrals/{id}/ask" in links(page)
        assert "Still to ask about sharing: the young person" in page.words
        worker.get(f"/referrals/{id}/passport")


@pytest.mark.parametrize("state", [State.DRAFT, State.COMPLETED, State.WITHDRAWN, State.EXPIRED])
def test_where_nothing_is_out_nothing_is_told(app: Flask, worker: Browser, state: State) -> None:
    id, worker = made(app, state=state), worker.in_language("en")
    change(app, id, mail="elders@partner.example")
    words = worker.get(f"/referrals/{id}").words
    assert NO_LINK not in words
    assert "counts no more" not in words


def test_a_colleague_who_can_do_nothing_about_it_is_not_told(app: Flask, colleague: Browser) -> None:
    id = made(app, progress=Progress.TEAM)
    change(app, id, phone="0478-999999")
    page = colleague.in_language("en").get(f"/referrals/{id}")
    assert page.status == 200
    assert NO_LINK not in page.words
