"""A partner is changed, archived or back while something is under way there: only what can be done is asked."""

from uuid import UUID

import pytest
from flask import Flask
from lxml.html import tostring

from jsp.extensions import db
from jsp.rules.referral import MOST_WRONG, SHARED, State, TaskKind
from jsp.verbs import partner_links, referring
from tests.browser import Browser, Page
from tests.referrals.rows import FAMILY, NAME, referral
from tests.referrals.steps import made, partner, send, tap
from tests.referrals.test_clocks import tasks
from tests.referrals.test_mine import find

SAY, CALL, BACK, FIVE = "say the code", "there is no answer", "stands in the directory again", "five wrong codes"
STOPPED, LINE = "has stopped or moved", "Make a new link: it opens with a new code."
HINT = "Give the partner a call, and say the code."
LISTS = ("/today/", "/referrals/")


def sent(app: Flask, worker: Browser) -> UUID:
    """Sent on its page, so that its code is to be said."""
    id = made(app, state=State.AWAITING_CONSENT)
    send(worker, f"/referrals/{id}")
    assert to_do(app, id) == [TaskKind.SAY_CODE]
    return id


def to_do(app: Flask, id: UUID) -> list[TaskKind]:
    return [kind for kind, is_done in tasks(app, id) if not is_done]


def entry(app: Flask, id: UUID) -> str:
    with app.app_context():
        return f"/directory/{referral(id).partner_id}"


def edit(app: Flask, worker: Browser, id: UUID, **values: str) -> None:
    at = f"{entry(app, id)}/edit"
    done = tap(worker, worker.get(at), at, **values)
    assert done.status == 303, done.words


def put(app: Flask, worker: Browser, id: UUID, *whats: str) -> None:
    """Archive or restore its partner."""
    for what in whats:
        at = entry(app, id)
        where = f"{at}/archive" if what == "archive" else at
        done = tap(worker, worker.get(where), f"{at}/{what}")
        assert done.status == 303, done.words


def try_codes(app: Flask, id: UUID, number: int) -> None:
    with app.test_request_context():
        row = referral(id)
        wrong = "1" * 6 if partner_links.code(row) != "1" * 6 else "2" * 6
        for _ in range(number):
            partner_links.fits(row, wrong)
        db.session.commit()


@pytest.mark.parametrize(("field", "value"), [("phone", "0478-999999"), ("contact_person", "Iemand anders")])
def test_nobody_says_a_code_to_who_came_since_the_yes(app: Flask, worker: Browser, field: str, value: str) -> None:
    id, worker = sent(app, worker), worker.in_language("en")
    assert [SAY in worker.get(page).words for page in LISTS] == [True, True]
    edit(app, worker, id, **{field: value})
    assert to_do(app, id) == [TaskKind.CALL_PARTNER]
    words = [worker.get(page).words for page in (*LISTS, f"/referrals/{id}")]
    assert [(SAY in each, CALL in each) for each in words] == [(False, True)] * 3


def test_a_change_of_what_nobody_said_yes_to_leaves_the_code_to_say(app: Flask, worker: Browser) -> None:
    id = sent(app, worker)
    edit(app, worker, id, place="Demostraat 9")
    assert to_do(app, id) == [TaskKind.SAY_CODE]


@pytest.mark.parametrize("state", sorted(SHARED))
def test_where_no_code_is_to_be_said_a_change_asks_nothing(app: Flask, worker: Browser, state: State) -> None:
    id = made(app, state=state)
    edit(app, worker, id, phone="0478-999999")
    assert to_do(app, id) == []


def test_a_change_at_another_partner_is_nothing_to_call_about(app: Flask, worker: Browser) -> None:
    id, other = sent(app, worker), made(app)
    with app.app_context():
        referral(other).partner.name = "Ander"
        db.session.commit()
    edit(app, worker, other, phone="0478-999999")
    assert to_do(app, id) == [TaskKind.SAY_CODE]


@pytest.mark.parametrize("state", sorted(SHARED))
def test_a_partner_that_is_back_needs_a_new_link(app: Flask, worker: Browser, state: State) -> None:
    id, worker = made(app, state=state), worker.in_language("en")
    at = f"/referrals/{id}"
    put(app, worker, id, "archive")
    assert STOPPED in worker.get("/today/").words
    put(app, worker, id, "restore")
    assert to_do(app, id) == [TaskKind.LINK_CLOSED]
    words = [worker.get(page).words for page in (*LISTS, at)]
    assert [(BACK in each, STOPPED in each, FIVE in each) for each in words] == [(True, False, False)] * 3
    page = worker.get(at)
    assert LINE in page.words
    assert page.text.count(f'action="{at}/link"') == 1
    tap(worker, page, f"{at}/link")
    assert to_do(app, id) == [TaskKind.SAY_CODE]
    words = worker.get(at).words
    assert (BACK in words, LINE in words, "Say this code by phone" in words) == (False, False, True)


@pytest.mark.parametrize("state", [State.DRAFT, State.AWAITING_CONSENT])
def test_before_it_is_sent_a_partner_that_is_back_asks_nothing(app: Flask, worker: Browser, state: State) -> None:
    id = made(app, state=state)
    put(app, worker, id, "archive", "restore")
    assert to_do(app, id) == []


def test_where_it_was_erased_meanwhile_there_is_no_link_to_make(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.STARTED)
    put(app, worker, id, "archive")
    with app.test_request_context():
        referring.erase(referral(id))
        db.session.commit()
    put(app, worker, id, "restore")
    assert to_do(app, id) == []


@pytest.mark.parametrize("order", [("archive", "edit", "restore"), ("archive", "restore", "edit")])
def test_a_partner_that_is_back_as_another_is_called(app: Flask, worker: Browser, order: tuple[str, ...]) -> None:
    id, worker = made(app), worker.in_language("en")
    for what in order:
        if what == "edit":
            edit(app, worker, id, phone="0478-999999")
        else:
            put(app, worker, id, what)
    assert to_do(app, id) == [TaskKind.CALL_PARTNER]
    words = worker.get(f"/referrals/{id}").words
    assert (LINE in words, BACK in words, "So no new link can be made" in words) == (False, False, True)


def test_while_it_is_archived_no_new_link_is_asked(app: Flask, worker: Browser) -> None:
    id = made(app)
    put(app, worker, id, "archive", "restore", "archive")
    assert to_do(app, id) == [TaskKind.PARTNER_ARCHIVED]


def test_five_wrong_codes_are_told_as_that_also_when_it_is_back(app: Flask, worker: Browser) -> None:
    id, worker = made(app), worker.in_language("en")
    try_codes(app, id, MOST_WRONG)
    put(app, worker, id, "archive", "restore")
    words = worker.get(f"/referrals/{id}").words
    assert (FIVE in words, BACK in words, LINE in words) == (True, False, False)


def test_once_that_call_is_ticked_off_no_list_says_to_say_the_code(app: Flask, worker: Browser) -> None:
    id, same = sent(app, worker), made(app, partner_id=partner(app, name="Ander"))
    worker = worker.in_language("en")
    edit(app, worker, id, phone="0478-999999")
    tap(worker, worker.get("/referrals/"), f"/referrals/{id}/tasks/call_partner")
    assert to_do(app, id) == []
    pages = [worker.get("/referrals/"), find(worker, f"{NAME} {FAMILY}")]
    hinted = [[HINT in each for each in of_rows(page, same, id)] for page in pages]
    assert hinted == [[True, False]] * 2, "the other one stays as it was"


def of_rows(page: Page, *ids: UUID) -> list[str]:
    """What a list says of each of these."""
    html = {row: tostring(row, encoding="unicode") for row in page._all("li")}
    return [" ".join(next(row for row in html if str(id) in html[row]).text_content().split()) for id in ids]
