"""What was said goes on its day and no earlier; what a report needs stays."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs
from jsp.blueprints.focus_groups.service import erasing
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.coding import Code, Coding, Passage
from jsp.models.findings import Decision, Evidence, Finding
from jsp.models.focus_groups import FocusGroup, Pseudonym
from jsp.models.outbox import OutboxMail
from jsp.models.talk_texts import Correction, TalkNote, TalkText
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser
from tests.focus_groups import rows
from tests.focus_groups.approved import DAY, FREE, SECRETS, made
from tests.read_back.everything import places


def at(frozen: FrozenDateTimeFactory, day: date) -> None:
    frozen.move_to(f"{day} 11:00:00")


def run(app: Flask) -> None:
    with app.app_context():
        jobs.erase_what_is_over()
        db.session.commit()


def is_erased(app: Flask, id: UUID) -> bool:
    with app.app_context():
        return db.session.get_one(FocusGroup, id).erased_on is not None


@pytest.mark.parametrize(
    ("days", "keep", "goes"),
    [(179, None, False), (180, None, True), (900, None, True), (180, 181, False), (181, 181, True), (200, 190, True),
     (180, 10, True)],
)  # fmt: skip
def test_it_goes_on_its_day_and_no_earlier(
    app: Flask, frozen: FrozenDateTimeFactory, days: int, keep: int | None, goes: bool
) -> None:
    more: dict[str, Any] = {"keep_until": make.MONDAY + keep * DAY, "keep_reason": "Artikel"} if keep else {}
    id = made(app, **more)
    at(frozen, make.MONDAY + days * DAY)
    run(app)
    assert is_erased(app, id) is goes


def test_who_has_it_kept_at_this_very_moment_keeps_it(app: Flask) -> None:
    id = made(app)
    with app.app_context():
        erasing.expire(id)  # as if its day had come when the talks were listed, and it was moved since
        db.session.commit()
    assert not is_erased(app, id)


@pytest.mark.parametrize("state", [TalkState.DRAFT, TalkState.READ_BACK])
def test_what_nobody_approved_stays(app: Flask, frozen: FrozenDateTimeFactory, state: TalkState) -> None:
    with app.app_context():
        id = rows.add_group(state=state).id
        db.session.commit()
    at(frozen, make.MONDAY + 3000 * DAY)
    run(app)
    assert not is_erased(app, id)


def test_nothing_that_was_said_and_no_name_can_be_read_any_more(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    made(app)
    other = made(app, approved_on=make.MONDAY + DAY)
    before = places(app, *SECRETS)
    assert before >= {"talk_text.words", "talk_note.words", "participant.name", "participant.mail", "pseudonym.real",
                      "correction_of_talk.before", "coding.memo", "outbox_mail.letter"}  # fmt: skip
    at(frozen, make.MONDAY + 180 * DAY)
    run(app)
    with app.app_context():
        for column in (TalkText.group_id, TalkNote.group_id, Correction.group_id, Pseudonym.group_id):
            assert set(db.session.scalars(select(column))) == {other}
        kept = db.session.get_one(FocusGroup, other)
        assert {each.text_id for each in db.session.query(Passage)} == {db.session.query(TalkText).one().id}
        assert (kept.erased_on, db.session.query(Coding).count(), db.session.query(OutboxMail).count()) == (None, 2, 1)
        db.session.delete(kept)
        db.session.query(Evidence).where(Evidence.group_id == other).delete()
        for row in db.session.query(OutboxMail):
            db.session.delete(row)
        db.session.commit()
    assert places(app, *SECRETS) == set()


def test_the_report_stays_with_the_quotes_of_who_said_yes(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id = made(app)
    at(frozen, make.MONDAY + 180 * DAY)
    run(app)
    with app.app_context():
        kept = {each.quote: (each.part, each.passage_id, each.group_id) for each in db.session.query(Evidence)}
        assert kept == {FREE: (Part.MENTOR, None, id), "": (None, None, id)}
        assert db.session.query(Finding).one().words == "Voorbereiden duurt lang."
        assert (db.session.query(Decision).count(), db.session.query(Code).count()) == (1, 1)
        group = db.session.get_one(FocusGroup, id)
        assert (group.erased_on, group.names_erased_on) == (make.MONDAY + 180 * DAY,) * 2
        seats = {each.tag: each.may_quote for each in group.participants}
        assert (len(seats), seats["M3"], seats["M2"]) == (6, True, False)
        [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.ERASED))
        assert (entry.object_kind, entry.object_id, entry.user_id) == ("talk", str(id), None)


def test_a_role_that_would_name_somebody_is_not_kept(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id = made(app, seats={Part.MENTOR: 3, Part.WORKER: 3})
    with app.app_context():
        group = db.session.get_one(FocusGroup, id)
        for seat in list(group.participants):
            if seat.tag in ("M1", "M2"):
                db.session.delete(seat)
        db.session.commit()
    at(frozen, make.MONDAY + 180 * DAY)
    run(app)
    with app.app_context():
        assert {(each.quote, each.part) for each in db.session.query(Evidence)} == {(FREE, None), ("", None)}


def test_after_erasing_too_a_finding_of_few_stays_with_who_held_the_talk(
    app: Flask, frozen: FrozenDateTimeFactory, worker: Browser, coordinator: Browser
) -> None:
    id = made(app, seats={Part.MENTOR: 3, Part.WORKER: 1})
    with app.app_context():
        for seat in db.session.get_one(FocusGroup, id).participants:
            seat.may_quote = False
        db.session.commit()
        where = f"/findings/{db.session.query(Finding).one().id}"
    at(frozen, make.MONDAY + 180 * DAY)
    run(app)
    assert "Voorbereiden duurt lang." in Browser(app).signed_in("sanne").get(where).words
    assert Browser(app).signed_in("renske").get(where).status == 404


def test_run_twice_it_erases_once(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id = made(app)
    at(frozen, make.MONDAY + 180 * DAY)
    run(app)
    run(app)
    with app.app_context():
        assert db.session.query(AuditEntry).where(AuditEntry.action == Action.ERASED).count() == 1
        assert db.session.get_one(FocusGroup, id).erased_on == make.MONDAY + 180 * DAY


def test_what_is_erased_when_can_be_seen_beforehand(app: Flask, worker: Browser, colleague: Browser) -> None:
    made(app, subject="Het eerste gesprek", approved_on=make.MONDAY - 170 * DAY)
    made(app, subject="Het tweede gesprek", keep_until=make.MONDAY + 300 * DAY, keep_reason="Artikel")
    with app.app_context():
        rows.add_group(subject="Nog open", held_on=make.MONDAY - 200 * DAY)
        rows.add_group(subject="Van een ander", holders=("lieke",))
        db.session.commit()
    page = worker.in_language("en").get("/focus-groups/clear-out")
    [first, second, third] = [
        " ".join("".join(each.itertext()).split()) for each in page._all("li") if each.xpath("div")
    ]
    for words in (
        "Het eerste gesprek",
        "10",
        "3 December",
        "1 text",
        "1 note",
        "2 passages",
        "1 correction",
        "2 names",
    ):
        assert words in first
    assert "Het tweede gesprek" in second
    assert "Artikel" in second
    assert "Nog open" in third
    assert "Van een ander" not in page.words


def test_what_stays_of_the_quotes_is_told_beforehand(app: Flask, worker: Browser) -> None:
    id = made(app)
    page = worker.in_language("en").get(f"/focus-groups/{id}/keep")
    assert "1 quote behind a finding stays. 1 quote goes" in page.words


def test_after_erasing_the_link_is_over_and_the_talk_still_opens(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = made(app)
    at(frozen, make.MONDAY + 180 * DAY)
    run(app)
    worker.signed_in("sanne").in_language("en")
    for where in (f"/focus-groups/{id}", f"/focus-groups/{id}/reading", f"/focus-groups/{id}/keep",
                  "/focus-groups/clear-out"):  # fmt: skip
        assert worker.get(where).status == 200


def test_who_holds_it_erases_it_before_its_day_after_a_yes(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = made(app)
    where = f"/focus-groups/{id}/erase"
    assert (worker.get(where).status, colleague.get(where).status) == (200, 404)
    with app.app_context():
        assert not db.session.get_one(FocusGroup, id).is_erased
    worker.post(where, worker.get(where).form(where))
    with app.app_context():
        assert db.session.get_one(FocusGroup, id).erased_on == make.MONDAY
        assert not [*db.session.query(TalkText), *db.session.query(TalkNote)]
        assert db.session.query(Finding).count() == 1


def test_a_draft_is_not_erased_so(app: Flask, worker: Browser) -> None:
    with app.app_context():
        group = rows.add_group()
        rows.add_text(group)
        db.session.commit()
        where = f"/focus-groups/{group.id}/erase"
    assert not [each for each in worker.get(where)._all("form") if where in str(each.get("action"))]
