"""What was said goes on its day and no earlier; what a report needs stays."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs, mail
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.coding import Code, Coding, Passage
from jsp.models.findings import Decision, Evidence, Finding
from jsp.models.focus_groups import FocusGroup, Participant, Pseudonym
from jsp.models.outbox import OutboxMail
from jsp.models.talk_texts import Correction, CorrectionKind, TalkNote, TalkText
from jsp.rules.coding import FindingKind
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups import rows
from tests.read_back.everything import places

DAY = timedelta(days=1)
SECRETS = ("Iedereen knikte", "Petra de Vries", "petra@school.example", "Wat er stond", "café-gesprek", "Een notitie",
           "Hij bedoelt de mentor")  # fmt: skip
FREE = "kostte te veel tijd"


def made(app: Flask, *, approved_on: date = make.MONDAY, **more: Any) -> UUID:
    """An approved talk of everything: texts, notes, names, corrections, codes, two quotes behind a finding."""
    with app.app_context():
        group = rows.add_group(state=TalkState.READ_BACK, **more)
        text = rows.add_text(group)
        seats = {each.tag: each for each in group.participants}
        seats["M3"].may_quote, seats["M2"].may_quote = True, False
        seats["M1"].name, seats["M1"].mail = "Petra de Vries", "petra@school.example"
        seats["M1"].mail_id = mail.queue_to(
            "talk_invitation", address="petra@school.example", language="nl", link="x", phone=""
        )
        _add_words(group, seats["M1"])
        _add_quotes(group, text, FREE, "café-gesprek")
        db.session.flush()
        group.state, group.approved_on, group.approved_by_id = TalkState.APPROVED, approved_on, group.made_by_id
        db.session.commit()
        return group.id


def _add_words(group: FocusGroup, seat: Participant) -> None:
    note = TalkNote(id=uuid4(), group_id=group.id, author_id=group.made_by_id, place=1)
    note.words = "Een notitie"
    correction = Correction(
        id=uuid4(), group_id=group.id, participant_id=seat.id, kind=CorrectionKind.CHANGED, made_on=make.MONDAY
    )
    correction.before, correction.after = "Wat er stond", "Wat het werd"
    hidden = Pseudonym(id=uuid4(), group_id=group.id, stand_in="[docent]")
    hidden.real = "Petra de Vries"
    db.session.add_all([note, correction, hidden])


def _add_quotes(group: FocusGroup, text: TalkText, *pieces: str) -> None:
    finding = Finding(
        id=uuid4(), words="Voorbereiden duurt lang.", kind=FindingKind.HINDRANCE, points=[], made_on=make.MONDAY,
        made_by_id=group.made_by_id,
    )  # fmt: skip
    db.session.add(finding)
    db.session.flush()
    db.session.add(Decision(id=uuid4(), finding_id=finding.id, what="Les korter", who="Sanne", made_on=make.MONDAY,
                            made_by_id=group.made_by_id))  # fmt: skip
    code = rows.add_code(rows.add_book(f"Boek {group.id}"), "tijd")
    for at, piece in enumerate(pieces):
        coding = rows.add_coding(text, code, piece)
        coding.memo = "Hij bedoelt de mentor"
        db.session.add(Evidence(id=uuid4(), finding_id=finding.id, group_id=group.id, passage_id=coding.passage_id,
                                place=at))  # fmt: skip


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
    more = {"keep_until": make.MONDAY + keep * DAY, "keep_reason": "Artikel"} if keep else {}
    id = made(app, **more)
    at(frozen, make.MONDAY + days * DAY)
    run(app)
    assert is_erased(app, id) is goes


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
        for table in (TalkText, TalkNote, Correction, Pseudonym):
            assert {each.group_id for each in db.session.scalars(select(table))} == {other}
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
        [quote] = db.session.query(Evidence)
        assert (quote.quote, quote.part, quote.passage_id, quote.group_id) == (FREE, Part.MENTOR, None, id)
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
        assert [(each.quote, each.part) for each in db.session.query(Evidence)] == [(FREE, None)]


def test_run_twice_it_erases_once(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id = made(app)
    at(frozen, make.MONDAY + 180 * DAY)
    run(app)
    run(app)
    with app.app_context():
        assert db.session.query(AuditEntry).where(AuditEntry.action == Action.ERASED).count() == 1
        assert db.session.get_one(FocusGroup, id).erased_on == make.MONDAY + 180 * DAY


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
    assert "quotes behind findings 1 stays; 1 goes" in page.words


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
