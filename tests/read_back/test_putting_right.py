"""Who took part puts right what they said themselves, and nobody else's words."""

from uuid import uuid4

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.coding import Passage
from jsp.models.talk_texts import TalkText
from jsp.rules.talk import TalkState
from jsp.verbs import talk_texts
from tests import make
from tests.browser import Browser
from tests.focus_groups import rows
from tests.read_back.links import corrections, made, move_to, seat, words

BETTER = "Het café-gesprek 😀 hielp echt."
WAS = "Het café-gesprek 😀 hielp: één vraag tegelijk."


def test_it_takes_effect_at_once_and_keeps_who_said_it(app: Flask, browser: Browser) -> None:
    link = made(app)
    form = browser.get(link.line(2)).form(link.line(2))
    assert form["words"] == WAS
    sent = browser.post(link.line(2), form | {"words": f"  {BETTER} \n"})
    assert (sent.status, sent.response.headers["Location"]) == (303, f"{link.where}#line-{link.text_id}-2")
    assert words(app, link)[2] == f"M2: {BETTER}"
    assert corrections(app) == [("changed", WAS, BETTER)]
    browser.post(link.line(2), form | {"words": f"  {BETTER} \n"})
    assert len(corrections(app)) == 1, "sent twice, done once"


def test_codes_on_it_follow(app: Flask, browser: Browser) -> None:
    link = made(app)
    with app.app_context():
        text = db.session.get_one(TalkText, link.text_id)
        rows.add_coding(text, rows.add_code(rows.add_book(), "tijd"), "kostte te veel tijd")
        db.session.commit()
    browser.post(link.line(2), browser.get(link.line(2)).form(link.line(2)) | {"words": BETTER})
    with app.app_context():
        [passage] = db.session.query(Passage)
        whole = db.session.get_one(TalkText, link.text_id).words
        assert (whole[passage.starts : passage.ends], passage.to_check) == ("kostte te veel tijd", False)


@pytest.mark.parametrize(
    "typed",
    ["", "Mijn nummer is 111222333.", "lang " * 2001],
    ids=["nothing", "BSN", "too long"],
)
def test_what_is_refused_comes_back_as_it_was_typed(app: Flask, browser: Browser, typed: str) -> None:
    link = made(app)
    page = browser.post(link.line(2), browser.get(link.line(2)).form(link.line(2)) | {"words": typed})
    assert (page.status, page.form(link.line(2))["words"]) == (422, " ".join(typed.split()))
    assert (words(app, link)[2], corrections(app)) == (f"M2: {WAS}", [])


def test_words_of_somebody_else_are_refused_also_where_the_page_is_forged(app: Flask, browser: Browser) -> None:
    link = made(app)
    assert browser.get(link.line(1)).status == 303, "there is no page for them"
    form = browser.get(link.line(2)).form(link.line(2))
    for at, line in enumerate(words(app, link)):
        if at != 2:
            for rest in ("", "/take-back"):
                values = form | {"seen": line, "words": "Ik zei niets."}
                assert browser.post(link.line(at, rest), values).status in (409, 422)
    both = form | {"seen": f"M2: {WAS}\nJ1: Ik zag dat de klas elkaar beter liet uitpraten.", "words": "Niets."}
    browser.post(link.line(2), both)
    assert words(app, link) == rows.SAID.split("\n")


def test_a_text_of_another_talk_is_as_missing_as_none(app: Flask, browser: Browser) -> None:
    link, other = made(app), made(app)
    form = browser.get(link.line(2)).form(link.line(2)) | {"words": BETTER}
    for text in (other.text_id, uuid4()):
        browser.post(f"{link.where}/words/{text}/2", form)
    assert words(app, other)[2] == f"M2: {WAS}"


def test_where_a_line_moved_meanwhile_it_is_found_again(app: Flask, browser: Browser) -> None:
    link = made(app)
    form = browser.get(link.line(2)).form(link.line(2)) | {"words": BETTER}
    with app.app_context():
        text = db.session.get_one(TalkText, link.text_id)
        talk_texts.rewrite(text, f"Eerst dit.\n{text.words}")
        db.session.commit()
    assert browser.post(link.line(2), form).status == 303
    assert words(app, link)[3] == f"M2: {BETTER}"


def test_who_was_too_late_gets_the_typed_words_back_beside_how_it_stands(app: Flask, browser: Browser) -> None:
    link = made(app)
    form = browser.get(link.line(2)).form(link.line(2)) | {"words": BETTER}
    with app.app_context():
        talk_texts.change_paragraph(
            db.session.get_one(TalkText, link.text_id), 2, seen=f"M2: {WAS}", words="M2: Het hielp."
        )
        db.session.commit()
    page = browser.post(link.line(2), form)
    assert (page.status, "Het hielp." in page.words) == (422, True)
    again = page.form(link.line(2))
    assert (again["words"], again["seen"]) == (BETTER, "M2: Het hielp.")
    assert browser.post(link.line(2), again).status == 303
    assert words(app, link)[2] == f"M2: {BETTER}"


@pytest.mark.parametrize("rest", ["/words", "/take-back", "/take-all-back", "/remark", "/right"])
def test_after_approval_nothing_changes_and_what_was_typed_comes_back(app: Flask, browser: Browser, rest: str) -> None:
    link = made(app)
    where = {"/words": link.line(2), "/take-back": link.line(2, "/take-back")}.get(rest, f"{link.where}{rest}")
    page = browser.get(link.where if rest == "/right" else where)
    form = page.form(where) | ({"words": BETTER} if rest in ("/words", "/remark") else {})
    move_to(app, link, state=TalkState.APPROVED, approved_on=make.MONDAY)
    sent = browser.post(where, form)
    assert sent.status in (303, 409)
    assert rest not in ("/words", "/remark") or BETTER in sent.words
    assert (words(app, link), corrections(app)) == (rows.SAID.split("\n"), [])
    assert seat(app, link).read_on is None


def test_a_remark_about_anything_else(app: Flask, browser: Browser) -> None:
    link = made(app)
    where = f"{link.where}/remark"
    for typed in ("", "x" * 501, "Zijn nummer is 111222333."):
        page = browser.post(where, browser.get(where).form(where) | {"words": typed})
        assert (page.status, page.form(where)["words"]) == (422, typed)
    browser.post(where, browser.get(where).form(where) | {"words": "Er ontbreekt iets.\nOver de pauze."})
    assert corrections(app) == [("remark", "", "Er ontbreekt iets.\nOver de pauze.")]
    assert words(app, link) == rows.SAID.split("\n")


def test_i_have_read_it_is_kept_with_its_day(app: Flask, browser: Browser) -> None:
    link = made(app)
    where = f"{link.where}/right"
    browser.post(where, browser.get(link.where).form(where))
    assert seat(app, link).read_on == make.MONDAY
    assert where not in [form.get("action") for form in browser.get(link.where).forms()]


def test_the_other_language_loses_nothing_that_was_typed(app: Flask, browser: Browser) -> None:
    link = made(app)
    form = browser.get(link.line(2)).form(link.line(2))
    browser.language = "en"
    page = browser.post(link.line(2), form | {"words": BETTER, "language": "en"})
    assert (page.status, page.form(link.line(2))["words"]) == (200, BETTER)
    assert (page._all("html")[0].get("lang"), words(app, link)[2]) == ("en", f"M2: {WAS}")
