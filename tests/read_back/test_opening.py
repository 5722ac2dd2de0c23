"""What a link shows, by how far the talk is; every other link shows the same as none."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.findings import Decision, Evidence, Finding
from jsp.models.focus_groups import Participant
from jsp.rules.coding import FindingKind
from jsp.rules.talk import Part, TalkForm, TalkState
from jsp.verbs import talk_links
from tests import make
from tests.browser import Browser
from tests.read_back.links import Link, made, move_to, seat

QUESTION = "Welk doel"
OWN = "één vraag tegelijk"
OTHER = "kostte te veel tijd"
DRAFT, READ_BACK, APPROVED = TalkState


@pytest.mark.parametrize(
    ("state", "days", "asks", "shows_text", "may_answer"),
    [
        (DRAFT, 7, True, False, True), (DRAFT, 0, True, False, True), (DRAFT, -1, False, False, True),
        (READ_BACK, -1, False, True, True), (READ_BACK, -30, False, True, True), (APPROVED, -1, False, False, False),
    ],
)  # fmt: skip
def test_what_it_shows_follows_the_talk(
    app: Flask, browser: Browser, state: TalkState, days: int, asks: bool, shows_text: bool, may_answer: bool
) -> None:
    link = made(app, state=state, held_on=make.MONDAY + timedelta(days=days), invitation="Fijn dat je meedoet.")
    page = browser.get(link.where)
    assert page.status == 200
    assert ("Fijn dat je meedoet." in page.words) is asks
    assert (OWN in page.words, OTHER in page.words) == (shows_text, shows_text)
    assert (f"{link.where}/quote" in [form.get("action") for form in page.forms()]) is may_answer


def test_the_text_is_open_after_its_last_day_until_it_is_approved(app: Flask, browser: Browser) -> None:
    link = made(app, read_until=make.MONDAY - timedelta(days=9))
    assert OWN in browser.get(link.where).words


def test_own_words_are_marked_and_lead_to_what_can_be_done_with_them(app: Flask, browser: Browser) -> None:
    link = made(app)
    page = browser.get(link.where)
    links = [each.get("href") for each in page._all("a")]
    assert [each for each in links if "/words/" in each] == [link.line(2), link.line(2, "/take-back")]
    assert f"#line-{link.text_id}-2" in links


def test_the_rules_and_questions_come_with_the_invitation_in_the_language_of_the_page(
    app: Flask, browser: Browser
) -> None:
    link = made(app, state=DRAFT, held_on=make.MONDAY)
    with app.app_context():
        content = seat_content(link)
    page = browser.get(link.where)
    for each in content.questions:
        assert each.words.nl in page.words
    browser.in_language("en")
    assert content.questions[0].words.told("en") in browser.get(link.where).words


def seat_content(link: Link):  # type: ignore[no-untyped-def]
    found = talk_links.find(link.token)
    assert found is not None
    return found.group.guide_version.content


def test_every_link_that_is_not_the_one_says_the_same(app: Flask, browser: Browser) -> None:
    link = made(app)
    mark = link.token[-1]
    wrong = [link.token[:-1] + ("a" if mark != "a" else "b"), "x", "a" * 48, link.token + "a", "%20"]
    with app.app_context():
        unknown = Participant(id=uuid4(), link_number=1)
        wrong.append(talk_links.token(unknown))
        db.session.get_one(Participant, link.seat_id).link_number = 2
        db.session.commit()
    pages = [browser.get(f"/terug/{each}") for each in (*wrong, link.token)]
    assert {page.status for page in pages} == {404}
    assert len({page.words for page in pages}) == 1
    assert OWN not in pages[0].text


def test_capitals_do_not_matter(app: Flask, browser: Browser) -> None:
    link = made(app)
    assert browser.get(f"/terug/{link.token.upper()}").status == 200


def test_after_erasing_it_says_that_it_is_over(app: Flask, browser: Browser) -> None:
    link = made(app, state=APPROVED)
    move_to(app, link, erased_on=make.MONDAY)
    page, none = browser.get(link.where), browser.get("/terug/x")
    assert (page.status, page.words != none.words) == (404, True)


def test_that_somebody_read_is_written_down_but_not_who_or_when(app: Flask, worker: Browser) -> None:
    link = made(app)
    worker.get(link.where)
    with app.app_context():
        [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.READ))
        assert (entry.user_id, entry.object_id) == (None, str(link.group_id))
        assert entry.at.isoformat() == "2026-11-22T23:00:00+00:00", "the day, not the hour"


def test_nothing_marks_the_device(app: Flask, browser: Browser) -> None:
    link = made(app)
    page = browser.get(link.where)
    browser.post(f"{link.where}/right", page.form(f"{link.where}/right"))
    browser.get(link.where)
    assert [key for key in (browser.client._cookies or ()) if key[2] == "session"] == []


def test_yes_and_no_to_being_quoted_until_approval(app: Flask, browser: Browser) -> None:
    link = made(app)
    assert seat(app, link).may_quote is None
    for answer, held in (("yes", True), ("no", False)):
        page = browser.get(link.where)
        sent = browser.post(f"{link.where}/quote", page.form(f"{link.where}/quote") | {"may_quote": answer})
        assert (sent.status, sent.response.headers["Location"]) == (303, link.where)
        assert (seat(app, link).may_quote, seat(app, link).answered_on) == (held, make.MONDAY)
    page = browser.get(link.where)
    browser.post(f"{link.where}/quote", {**page.form(f"{link.where}/quote"), "may_quote": "perhaps"})
    move_to(app, link, state=APPROVED, approved_on=make.MONDAY)
    browser.post(f"{link.where}/quote", page.form(f"{link.where}/quote") | {"may_quote": "yes"})
    assert seat(app, link).may_quote is False


def test_what_was_done_with_it_is_told_and_nothing_else(app: Flask, browser: Browser) -> None:
    link, other = made(app, state=APPROVED), made(app, state=APPROVED)
    with app.app_context():
        for about, told in ((link, "Les 3 duurt nu langer."), (link, ""), (other, "Van een ander gesprek.")):
            finding = Finding(
                id=uuid4(), words=f"Bevinding {told}", kind=FindingKind.SUCCESS, points=[], made_on=make.MONDAY,
                made_by_id=make.person("sanne").id,
            )  # fmt: skip
            db.session.add(finding)
            db.session.flush()
            db.session.add(Evidence(id=uuid4(), finding_id=finding.id, group_id=about.group_id, place=1))
            db.session.add(Decision(
                id=uuid4(), finding_id=finding.id, what="Besluit", who="Sanne", made_on=make.MONDAY,
                made_by_id=make.person("sanne").id, told=told, told_on=date(2026, 11, 20) if told else None,
            ))  # fmt: skip
        db.session.commit()
    page = browser.get(link.where)
    assert "Bevinding Les 3 duurt nu langer." in page.words
    assert page.words.count("Besluit") == 1
    assert "Van een ander gesprek" not in page.words


def test_pupils_keep_the_way_to_help(app: Flask, browser: Browser) -> None:
    pupils = made(app, tag="L1", form=TalkForm.PUPILS, seats={Part.PUPIL: 6})
    assert 'href="/nu-hulp"' in browser.get(pupils.where).text
    assert 'href="/nu-hulp"' not in browser.get(made(app).where).text
