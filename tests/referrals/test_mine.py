"""What waits the longest stands first; a name is found only in the own caseload, and stands on no page unasked."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.rules.referral import Progress, State, Way
from tests.browser import Browser, Page
from tests.make import person
from tests.referrals.rows import FAMILY, NAME, PHONE, STORY, add_partner, add_referral
from tests.referrals.steps import links, made

MINE = "/referrals/"


def find(browser: Browser, name: str) -> Page:
    return browser.post("/referrals/find", browser.get(MINE).form("/referrals/find") | {"name": name})


@pytest.mark.parametrize("state", State)
def test_a_page_shows_nobody(app: Flask, worker: Browser, state: State) -> None:
    id = made(app, state=state)
    for page in (worker.get(MINE), worker.get(f"/referrals/{id}"), worker.get("/today/")):
        assert page.status == 200
        assert not [text for text in (NAME, FAMILY, PHONE, STORY) if text in page.text]


def test_what_waits_longest_stands_first_and_what_ended_apart(app: Flask, worker: Browser) -> None:
    new, old, over = made(app), made(app, moved_on=date(2026, 11, 2), state=State.DRAFT), made(app, state=State.EXPIRED)
    page = worker.get(MINE)
    order = [page.text.index(f"/referrals/{id}") for id in (old, new, over)]
    assert order == sorted(order)
    assert "sinds 21 dagen" in page.words
    assert "verlopen zonder antwoord" in page.words.lower()


def test_who_ended_long_ago_stands_on_a_next_page(app: Flask, worker: Browser) -> None:
    with app.app_context():
        partner = add_partner()
        ids = [add_referral(state=State.COMPLETED, way=Way.SELF_CONTACT, partner_id=partner) for _ in range(31)]
        db.session.commit()
    first = worker.get(MINE)
    older = next(each for each in links(first) if "before=" in each)
    second = worker.get(older)
    on = [[id for id in ids if f"/referrals/{id}" in links(page)] for page in (first, second)]
    assert (len(on[0]), len(on[1])) == (30, 1)
    assert set(on[0]).isdisjoint(on[1])
    assert worker.get(f"{MINE}?before=nonsense").status == 200


def test_a_name_is_found_in_the_own_caseload_and_nowhere_else(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = made(app)
    page = find(worker, f"  {NAME.upper()}   {FAMILY.lower()} ")
    assert f"/referrals/{id}" in links(page)
    assert NAME not in page.text, "it is not said again"
    assert f"/referrals/{id}" not in links(find(colleague, f"{NAME} {FAMILY}"))
    assert f"/referrals/{id}" not in links(find(worker, "Iemand Anders"))
    assert find(worker, " ").status == 422


def test_that_somebody_looked_for_a_name_is_kept_without_the_name(app: Flask, worker: Browser) -> None:
    find(worker, "Fenna Verzonnen")
    with app.app_context():
        [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.IDENTITY_SEARCHED))
        assert (entry.user_id, entry.object_id) == (person("sanne").id, "")


def test_the_team_follows_where_the_young_person_lets_it(app: Flask, worker: Browser, colleague: Browser) -> None:
    team, own = made(app, progress=Progress.TEAM), made(app)
    page = colleague.get(MINE)
    assert f"/referrals/{team}" in links(page)
    assert f"/referrals/{own}" not in links(page)
    assert colleague.get(f"/referrals/{team}").status == 200
    for act in ("withdraw", "hand-over", "looked", "reopen", "outcome/seen"):
        assert colleague.get(f"/referrals/{team}/{act}").status == 404, act
    token = page.form("/referrals/find")["csrf_token"]
    assert colleague.post(f"/referrals/{team}/shared", {"csrf_token": token}).status == 404


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_a_foreign_one_is_as_missing_as_none(app: Flask, who: str, request: pytest.FixtureRequest) -> None:
    id = made(app, state=State.SENT)
    assert request.getfixturevalue(who).get(f"/referrals/{id}").status == 404


def test_the_start_page_says_what_waits(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = made(app, moved_on=date(2026, 11, 2), state=State.DRAFT)
    assert f"/referrals/{id}" in links(worker.get("/today/"))
    assert f"/referrals/{id}" not in links(colleague.get("/today/"))
