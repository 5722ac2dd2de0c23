"""From a draft that is read back to a text that nobody changes any more."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.coding import Passage
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.outbox import OutboxMail
from jsp.models.talk_texts import Correction, CorrectionKind, TalkText
from jsp.rules.talk import Part, TalkState
from jsp.verbs import talk_links
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups import rows

MAILS = {"M1": "m1@school.example", "J1": "j1@school.example"}
DAY = timedelta(days=1)


def made(app: Flask, *, with_text: bool = True, mails: dict[str, str] = MAILS, **more: Any) -> UUID:
    with app.app_context():
        group = rows.add_told(**more)[0] if with_text else rows.add_group(**more)
        for seat in group.participants:
            seat.mail = mails.get(seat.tag, "")
        db.session.commit()
        return group.id


def where(id: UUID, rest: str = "") -> str:
    return f"/focus-groups/{id}/reading{rest}"


def group(app: Flask, id: UUID) -> FocusGroup:
    with app.app_context():
        return db.session.get_one(FocusGroup, id)


def the_first(id: UUID, part: Part) -> Participant:
    seats = select(Participant).where(Participant.group_id == id, Participant.part == part)
    return db.session.scalars(seats.where(Participant.number == 1)).one()


def letters(app: Flask) -> list[dict[str, str]]:
    with app.app_context():
        return [json.loads(each.letter) for each in db.session.scalars(select(OutboxMail))]


def starts(browser: Browser, id: UUID, **values: str) -> Page:
    page = browser.get(where(id, "/start"))
    return browser.post(where(id, "/start"), page.form(where(id, "/start")) | values)


def approves(browser: Browser, id: UUID, **values: str) -> Page:
    page = browser.get(where(id, "/approve"))
    return browser.post(where(id, "/approve"), page.form(where(id, "/approve")) | values)


def everybody_reads(app: Flask, id: UUID, but: int = 0) -> None:
    with app.app_context():
        for seat in list(db.session.scalars(select(Participant).where(Participant.group_id == id)))[but:]:
            seat.read_on = make.MONDAY
        db.session.commit()


def test_two_weeks_are_proposed_and_who_has_an_address_gets_a_mail_that_says_nothing(
    app: Flask, worker: Browser
) -> None:
    id = made(app)
    sent = starts(worker, id)
    assert (sent.status, sent.response.headers["Location"]) == (303, where(id))
    assert (group(app, id).state, group(app, id).read_until) == (TalkState.READ_BACK, make.MONDAY + 14 * DAY)
    found = letters(app)
    assert sorted(each["to"] for each in found) == sorted(MAILS.values())
    with app.app_context():
        seat = the_first(id, Part.MENTOR)
        mine = next(each for each in found if each["to"] == MAILS["M1"])
        assert talk_links.address(seat) in mine["body"]
    for each in found:
        assert not {"Respect", "Terugkijken", "tekst"} & set((each["subject"] + each["body"]).split())


@pytest.mark.parametrize(
    ("made_with", "until"),
    [({"with_text": False}, "2026-12-07"), ({"held_on": make.MONDAY + DAY}, "2026-12-07"), ({}, "2026-11-22"),
     ({}, "2027-11-23"), ({}, "9999-12-31"), ({}, "morgen"), ({}, "")],
)  # fmt: skip
def test_what_cannot_be_read_back_stays_a_draft(app: Flask, worker: Browser, made_with: Any, until: str) -> None:
    id = made(app, **made_with)
    assert starts(worker, id, until=until).status == 422
    assert (group(app, id).state, letters(app)) == (TalkState.DRAFT, [])


def test_started_twice_it_starts_once(app: Flask, worker: Browser) -> None:
    id = made(app)
    page = worker.get(where(id, "/start"))
    for _each in range(2):
        worker.post(where(id, "/start"), page.form(where(id, "/start")))
    assert len(letters(app)) == len(MAILS)
    assert starts(worker, id).status == 422, "it is being read back already"


def test_who_has_not_read_it_is_reminded_once_a_day(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    id = made(app)
    starts(worker, id)
    with app.app_context():
        for row in db.session.scalars(select(OutboxMail)):
            row.sent_at, row.letter_sealed = row.due_at, None
        seat = the_first(id, Part.WORKER)
        seat.read_on = make.MONDAY
        db.session.commit()
    form = worker.get(where(id)).form(where(id, "/remind"))
    worker.post(where(id, "/remind"), form)
    with app.app_context():
        assert db.session.query(OutboxMail).where(OutboxMail.sent_at.is_(None)).count() == 0, "mailed today"
    frozen.tick(timedelta(days=1))
    worker.signed_in("sanne")
    worker.post(where(id, "/remind"), worker.get(where(id)).form(where(id, "/remind")))
    with app.app_context():
        [mail] = db.session.scalars(select(OutboxMail).where(OutboxMail.sent_at.is_(None)))
        assert json.loads(mail.letter)["to"] == MAILS["M1"]
    worker.post(where(id, "/remind"), worker.get(where(id)).form(where(id, "/remind")))
    with app.app_context():
        assert db.session.query(OutboxMail).where(OutboxMail.sent_at.is_(None)).count() == 1, "it still waits"


def corrected(app: Flask, id: UUID, kind: CorrectionKind, before: str = "", after: str = "") -> UUID:
    with app.app_context():
        seat = the_first(id, Part.MENTOR)
        row = Correction(id=uuid4(), group_id=id, participant_id=seat.id, kind=kind, made_on=make.MONDAY)
        row.before, row.after = before, after
        db.session.add(row)
        db.session.commit()
        return row.id


def test_what_was_put_right_is_shown_until_somebody_has_seen_it(app: Flask, worker: Browser) -> None:
    id = made(app, state=TalkState.READ_BACK)
    row = corrected(app, id, CorrectionKind.CHANGED, "Wat er stond.", "Wat het werd.")
    corrected(app, id, CorrectionKind.REMARK, "", "Er mist iets.")
    page = worker.get(where(id))
    for words in ("Wat er stond.", "Wat het werd.", "Er mist iets."):
        assert words in page.words
    seen = where(id, f"/corrections/{row}/seen")
    worker.post(seen, page.form(seen))
    with app.app_context():
        assert db.session.get_one(Correction, row).seen_on == make.MONDAY
    assert seen not in [form.get("action") for form in worker.get(where(id)).forms()]


def test_a_correction_of_another_talk_is_missing(app: Flask, worker: Browser) -> None:
    id, other = made(app, state=TalkState.READ_BACK), made(app, state=TalkState.READ_BACK)
    row = corrected(app, other, CorrectionKind.REMARK, "", "Van een ander.")
    mine = corrected(app, id, CorrectionKind.REMARK, "", "Van hier.")
    form = worker.get(where(id)).form(where(id, f"/corrections/{mine}/seen"))
    assert worker.post(where(id, f"/corrections/{row}/seen"), form).status == 404


def test_back_to_a_draft_everybody_reads_again(app: Flask, worker: Browser) -> None:
    id = made(app)
    starts(worker, id)
    everybody_reads(app, id)
    worker.post(where(id, "/reopen"), worker.get(where(id, "/reopen")).form(where(id, "/reopen")))
    assert (group(app, id).state, group(app, id).read_until) == (TalkState.DRAFT, None)
    with app.app_context():
        assert {each.read_on for each in db.session.scalars(select(Participant))} == {None}


def test_what_is_open_stands_there_before_it_is_approved(app: Flask, worker: Browser) -> None:
    id = made(app, state=TalkState.READ_BACK)
    with app.app_context():
        text = db.session.scalars(select(TalkText).where(TalkText.group_id == id)).one()
        coding = rows.add_coding(text, rows.add_code(rows.add_book(), "tijd"), "veel tijd")
        db.session.get_one(Passage, coding.passage_id).to_check = True
        text.words = f"{text.words}\nM4: Bel me op 06 12345678."
        seats = {each.tag: each for each in db.session.scalars(select(Participant))}
        seats["M1"].may_quote, seats["J2"].may_quote = False, True
        db.session.commit()
    corrected(app, id, CorrectionKind.REMARK, "", "Er mist iets.")
    points = ["".join(each.itertext()) for each in worker.get(where(id, "/approve"))._all("li")]
    told = [each for each in points if any(tag in each for tag in ("J1", "M1", "1 ", "Verslag"))]
    assert len(told) == 6, "not read, not seen, to check, looks like a number, no, no answer"


def test_it_is_approved_once_everybody_read_it(app: Flask, worker: Browser) -> None:
    id = made(app, state=TalkState.READ_BACK, read_until=make.MONDAY)
    everybody_reads(app, id, but=1)
    assert approves(worker, id).status == 422
    assert group(app, id).state is TalkState.READ_BACK
    everybody_reads(app, id)
    assert approves(worker, id).status == 303
    found = group(app, id)
    with app.app_context():
        sanne = make.person("sanne").id
        [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.TALK_APPROVED))
        assert (entry.user_id, entry.object_id) == (sanne, str(id))
    assert (found.state, found.approved_on, found.approved_by_id) == (TalkState.APPROVED, make.MONDAY, sanne)


@pytest.mark.parametrize(
    ("until", "values", "status"),
    [(make.MONDAY, {"anyway": "y"}, 303), (make.MONDAY - DAY, {}, 303), (make.MONDAY, {}, 422)],
)
def test_or_once_the_last_day_is_over_or_it_is_meant_so(
    app: Flask, worker: Browser, until: date, values: dict[str, str], status: int
) -> None:
    id = made(app, state=TalkState.READ_BACK, read_until=until)
    assert approves(worker, id, **values).status == status


@pytest.mark.parametrize("state", [TalkState.DRAFT, TalkState.APPROVED])
def test_only_what_was_read_back_is_approved(app: Flask, worker: Browser, state: TalkState) -> None:
    id = made(app, state=state)
    assert approves(worker, id, anyway="y").status == 422
    assert group(app, id).state is state


@pytest.mark.parametrize(("seats", "reads"), [(rows.MENTORS, True), ({Part.MENTOR: 3, Part.WORKER: 1}, False)])
def test_before_approval_nobody_else_reads_it_and_after_it_only_where_enough_took_part(
    app: Flask, worker: Browser, coordinator: Browser, seats: dict[Part, int], reads: bool
) -> None:
    id = made(app, state=TalkState.READ_BACK, seats=seats)
    coordinator.in_language("en")
    assert coordinator.get(f"/focus-groups/{id}").status == 404
    approves(worker, id, anyway="y")
    assert coordinator.get(f"/focus-groups/{id}").status == (200 if reads else 404)
    assert coordinator.get(where(id)).status == 404, "what was put right stays with who holds it"
    assert ("coordinators of" in worker.in_language("en").get(where(id)).words) is reads


@pytest.mark.parametrize("rest", ["", "/start", "/approve", "/reopen"])
def test_a_colleague_who_does_not_hold_it_finds_nothing(app: Flask, colleague: Browser, rest: str) -> None:
    id = made(app, state=TalkState.READ_BACK)
    assert colleague.get(where(id, rest)).status == 404
