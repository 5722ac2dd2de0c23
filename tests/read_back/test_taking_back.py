"""Words that were taken back can be read nowhere any more; all other words stay where they were."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from jsp.blueprints.focus_groups.service.notes import keep_note
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.coding import Coding, CodingStep, Passage
from jsp.models.findings import Evidence, Finding
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkNote, TalkText, TextKind
from jsp.rules.coding import FindingKind, StepKind
from jsp.rules.noting import Noted
from jsp.rules.refusal import DomainError
from jsp.rules.spans import Span
from jsp.rules.taken_back import TAKEN_BACK, is_all_gone, own_lines, without_lines, without_words
from jsp.rules.talk import TalkState
from jsp.rules.talk_text import paragraphs
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups import rows
from tests.read_back.everything import places
from tests.read_back.links import Link, corrections, made, words

WAS = "Het café-gesprek 😀 hielp: één vraag tegelijk."
MINE = "café-gesprek"
BEFORE = "We wilden rust in de klas, en dat lukte pas na les 3."


def takes_back(browser: Browser, link: Link, at: int = 2) -> Page:
    where = link.line(at, "/take-back")
    return browser.post(where, browser.get(where).form(where))


def code(app: Flask, link: Link, *pieces: str, memo: str = "") -> list[UUID]:
    """Codes on these pieces, each behind a finding, with a quote as the report keeps it, and a step to undo."""
    with app.app_context():
        text, book = db.session.get_one(TalkText, link.text_id), rows.add_book()
        finding = Finding(
            id=uuid4(), words="Iets hielp", kind=FindingKind.SUCCESS, points=[], made_on=make.MONDAY,
            made_by_id=make.person("sanne").id,
        )  # fmt: skip
        db.session.add(finding)
        db.session.flush()
        ids = []
        for at, piece in enumerate(pieces):
            coding = rows.add_coding(text, rows.add_code(book, f"code {at}", place=at), piece)
            passage = db.session.get_one(Passage, coding.passage_id)
            passage.memo = coding.memo = memo
            quote = Evidence(id=uuid4(), finding_id=finding.id, group_id=link.group_id, passage_id=passage.id, place=at)
            quote.quote = piece
            step = CodingStep(coder_id=coding.coder_id, text_id=text.id, coding_id=coding.id, kind=StepKind.ADDED)
            db.session.add_all([quote, step])
            ids.append(passage.id)
        db.session.commit()
        return ids


def note(app: Flask, link: Link, said_by: str, *said: str) -> None:
    with app.app_context():
        for at, each in enumerate(said):
            row = TalkNote(id=uuid4(), group_id=link.group_id, author_id=make.person("sanne").id, said_by=said_by,
                           place=at)  # fmt: skip
            row.words = each
            db.session.add(row)
        db.session.commit()


def notes(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(each.words for each in db.session.query(TalkNote) if each.words)


def test_the_line_says_so_and_everything_else_stands_as_it_did(app: Flask, browser: Browser) -> None:
    link = made(app)
    sent = takes_back(browser, link)
    assert (sent.status, sent.response.headers["Location"]) == (303, f"{link.where}#line-{link.text_id}-2")
    lines = rows.SAID.split("\n")
    assert words(app, link) == [*lines[:2], f"M2: {TAKEN_BACK}", *lines[3:]]
    assert corrections(app) == [("withdrawn", "", "")]
    page = browser.get(link.where)
    assert link.line(2) not in page.text, "nothing is left to put right"
    with app.app_context():
        [entry] = db.session.query(AuditEntry).where(AuditEntry.action == Action.WITHDRAWN)
        assert (entry.user_id, entry.object_id) == (None, str(link.group_id))


def test_asking_first_changes_nothing(app: Flask, browser: Browser) -> None:
    link = made(app)
    for where in (link.line(2, "/take-back"), f"{link.where}/take-all-back"):
        assert browser.get(where).status == 200
    assert words(app, link) == rows.SAID.split("\n")


def test_no_row_of_the_database_holds_the_words_any_more(app: Flask, browser: Browser) -> None:
    link = made(app)
    code(app, link, MINE, f"M2: {WAS}", f"les 3.\nM2: {WAS}\nJ1: Ik zag", memo=f"Hij zei: {WAS} Mooi.")
    note(app, link, "M2", WAS, f"Eerst dit. {WAS} Toen dat.", "Het café-gesprek hielp, één vraag tegelijk")
    note(app, link, "J1", "Ik zag dat de klas elkaar beter liet uitpraten.")
    where = f"{link.where}/remark"
    browser.post(where, browser.get(where).form(where) | {"words": f"Ik zei: {WAS} Klopt dat?"})
    assert places(app, MINE) >= {"talk_text.words", "talk_note.words", "evidence.quote", "passage.memo", "coding.memo",
                                 "correction_of_talk.after"}  # fmt: skip
    takes_back(browser, link)
    assert places(app, MINE, "één vraag tegelijk") == set()
    assert notes(app) == [f"Eerst dit. {TAKEN_BACK} Toen dat.", "Ik zag dat de klas elkaar beter liet uitpraten."]


def test_what_it_was_before_it_was_put_right_goes_too(app: Flask, browser: Browser) -> None:
    link = made(app)
    note(app, link, "M2", WAS)
    for better in ("Het café-gesprek hielp, met één vraag tegelijk.", "Het hielp, met één vraag tegelijk."):
        browser.post(link.line(2), browser.get(link.line(2)).form(link.line(2)) | {"words": better})
    takes_back(browser, link)
    assert places(app, MINE, "vraag tegelijk") == set()
    assert corrections(app) == [("withdrawn", "", "")]


def test_codes_go_with_the_words_and_only_with_those(app: Flask, browser: Browser) -> None:
    link = made(app)
    gone, part, other = code(app, link, MINE, f"les 3.\nM2: {WAS}", "kostte te veel tijd")
    takes_back(browser, link)
    with app.app_context():
        whole = db.session.get_one(TalkText, link.text_id).words
        left = {each.id: (whole[each.starts : each.ends], each.to_check) for each in db.session.query(Passage)}
        assert gone not in left
        assert left == {part: (f"les 3.\nM2: {TAKEN_BACK}", True), other: ("kostte te veel tijd", False)}
        assert {each.passage_id for each in db.session.query(Coding)} == {part, other}
        assert db.session.query(CodingStep).count() == 2
        kept = {each.passage_id: each.quote for each in db.session.query(Evidence)}
        assert kept == {None: "", part: "", other: "kostte te veel tijd"}


def test_the_same_words_of_the_same_person_go_from_every_text(app: Flask, browser: Browser) -> None:
    link = made(app)
    with app.app_context():
        group = db.session.get_one(FocusGroup, link.group_id)
        id = rows.add_text(group, f"M2: {WAS}\nJ2: {WAS}", kind=TextKind.TRANSCRIPT, name="Opname").id
        db.session.commit()
    takes_back(browser, link)
    with app.app_context():
        assert db.session.get_one(TalkText, id).words == f"M2: {TAKEN_BACK}\nJ2: {WAS}"


def test_all_that_somebody_said_goes_in_one_go(app: Flask, browser: Browser) -> None:
    link = made(app, tag="M1", words=f"{rows.SAID}\nM1: En nog iets anders.\nM1: {TAKEN_BACK}\nM11: Niet van mij.")
    code(app, link, BEFORE, "Iedereen knikte.")
    note(app, link, "M1", BEFORE, "Dit staat in geen tekst.")
    note(app, link, "M2", WAS)
    browser.post(link.line(1), browser.get(link.line(1)).form(link.line(1)) | {"words": "Rust in de klas."})
    where = f"{link.where}/take-all-back"
    assert browser.post(where, browser.get(where).form(where)).status == 303
    lines = rows.SAID.split("\n")
    gone = f"M1: {TAKEN_BACK}"
    assert words(app, link) == [lines[0], gone, *lines[2:], gone, gone, "M11: Niet van mij."]
    assert (notes(app), corrections(app)) == ([WAS], [("withdrawn", "", "")])
    assert places(app, "rust in de klas", "Rust in de klas", "nog iets anders", "in geen tekst") == set()


def test_who_was_too_late_is_asked_again_about_how_it_stands(app: Flask, browser: Browser) -> None:
    link = made(app)
    where = link.line(2, "/take-back")
    form = browser.get(where).form(where)
    browser.post(link.line(2), browser.get(link.line(2)).form(link.line(2)) | {"words": "Het hielp."})
    page = browser.post(where, form)
    assert (page.status, "Het hielp." in page.words, words(app, link)[2]) == (422, True, "M2: Het hielp.")
    assert browser.post(where, page.form(where)).status == 303
    assert words(app, link)[2] == f"M2: {TAKEN_BACK}"


LINE = st.text(st.sampled_from("ab é😀:.#"), max_size=12)
TAGGED = st.tuples(st.sampled_from(["M1: ", "M2: ", "", "# "]), LINE).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(TAGGED, min_size=1, max_size=8).map("\n".join), st.data())
def test_taking_out_lines_leaves_all_others_letter_by_letter(text: str, data: st.DataObject) -> None:
    mine = own_lines(text, "M1")
    chosen = [each for each in mine if data.draw(st.booleans())]
    after, changes = without_lines(text, chosen)
    places = {each.at for each in chosen}
    expected = [f"M1: {TAKEN_BACK}" if at in places else line for at, line in enumerate(text.split("\n"))]
    assert after == "\n".join(expected)
    assert [each.before for each in changes] == [each.words for each in chosen]
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    left = [
        letter for at, letter in enumerate(text)
        if span.start <= at < span.end and not any(line.span.start <= at < line.span.end for line in chosen)
    ]  # fmt: skip
    lies = any(span.overlap(each.span) or each.span.holds(span) for each in chosen)
    assert is_all_gone(text, span, chosen) is (lies and not "".join(left).strip())
    assert {each.at for each in mine} == {
        each.at for each in paragraphs(text) if each.said_by == "M1" and text[each.words.start : each.words.end].strip()
    }


@given(st.lists(st.sampled_from(["rust", "klas", "tijd", "te", "veel", "één"]), min_size=1, max_size=6), st.data())
def test_a_note_with_the_words_in_it_does_not_keep_them(said: list[str], data: st.DataObject) -> None:
    words_said = " ".join(said)
    before, after = data.draw(st.sampled_from(["", "Eerst. "])), data.draw(st.sampled_from(["", "\nToen."]))
    rest = without_words(f"{before}{words_said}{after}", words_said)
    assert words_said not in rest.replace(TAKEN_BACK, "")
    assert without_words("Heel iets anders", words_said) == "Heel iets anders"


def test_a_short_word_takes_no_other_words_with_it() -> None:
    assert without_words("Jammer dat het niet lukte", "Ja") == "Jammer dat het niet lukte"
    assert without_words("Ja", "Ja") == ""


@pytest.mark.parametrize("how", ["take-back", "take-all-back"])
def test_a_note_that_is_sent_once_more_does_not_bring_back_what_was_taken_back(
    app: Flask, browser: Browser, how: str
) -> None:
    link = made(app)
    note(app, link, "M2", WAS)
    with app.app_context():
        row = db.session.query(TalkNote).one()
        sent = Noted(row.id, row.question_key, row.said_by, row.mark, row.words, row.version)
    where = link.line(2, "/take-back") if how == "take-back" else f"{link.where}/take-all-back"
    browser.post(where, browser.get(where).form(where))
    with app.test_request_context():
        group = db.session.get_one(FocusGroup, link.group_id)
        group.state, group.read_until = TalkState.DRAFT, None
        db.session.execute(delete(TalkText))
        db.session.flush()
        with pytest.raises(DomainError):
            keep_note(group, sent, by=group.holders[0])
        kept = db.session.query(TalkNote).one()
        assert (kept.words_sealed, kept.said_by) == (None, "")
        assert kept.version > sent.version
