"""The hands of who takes notes: the clock, the keyboard, a tap on who speaks, and words that are taken out again."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Opener
from tests.e2e.desk import PHONE
from tests.e2e.taker import Taker, begin_talk
from tests.e2e.test_two_note_takers import HALF, REST, takers, texts

on_sqlite = pytest.mark.parametrize("live", ["sqlite"], indirect=True)


@on_sqlite
def test_the_clock_of_a_question_turns_when_its_time_is_over(live: str, opened: Opener) -> None:
    page = opened(by="sanne")
    page.clock.install()
    mine = Taker(page, begin_talk(live))
    clock, over = (mine.question().locator(f"[data-{name}]") for name in ("clock", "over"))
    mine.type(HALF)
    expect(clock).to_be_hidden()
    mine.question().locator("[data-start]").click()
    page.clock.run_for(65_000)
    expect(clock).to_have_text("1.05")
    expect(over).to_be_hidden()
    page.clock.run_for(600_000)
    expect(over).to_be_visible()
    mine.question("2").locator("[data-start]").click()
    expect(over).to_be_hidden()


@on_sqlite
def test_the_keyboard_is_enough(live: str, opened: Opener) -> None:
    page = opened(by="sanne")
    mine = Taker(page, begin_talk(live))
    mine.words().focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("eerste regel")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("tweede regel")
    page.keyboard.press("Enter")
    mine.expect_lines("tweede regel")
    line = mine.line("tweede regel")
    assert (line.get_attribute("data-said"), line.get_attribute("data-mark")) == ("M1", "success")
    expect(mine.words()).to_be_focused()
    expect(mine.words()).to_have_value("")


@on_sqlite
def test_after_a_tap_on_who_said_it_typing_goes_to_the_words(live: str, opened: Opener) -> None:
    page = opened(by="sanne")
    mine = Taker(page, begin_talk(live))
    for chip in ("said_by][value=M1", "mark][value=success"):
        mine.question().locator(f"label:has([name={chip}])").first.click()
        expect(mine.words()).to_be_focused()
    page.keyboard.type("niets weg")
    page.keyboard.press("Enter")
    mine.expect_lines("niets weg")


@on_sqlite
def test_on_a_phone_one_tap_says_who_and_the_form_stays_above_the_keyboard(live: str, opened: Opener) -> None:
    page = opened(by="sanne", **PHONE)
    mine = Taker(page, begin_talk(live))
    page.locator("nav a[href='#question-2']").tap()
    expect(mine.words("2")).to_be_focused()
    form = mine.question("2").locator("form")
    for at in range(6):
        form.locator("label:has([value=M2])").tap()
        page.keyboard.type(f"regel {at}")
        page.keyboard.press("Enter")
    mine.expect_lines(*(f"regel {at}" for at in range(6)))
    expect(form.locator("button")).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 360, "height": 400})
    for part in (form.locator("label:has([value=M1])"), mine.words("2"), form.locator("button")):
        expect(part).to_be_in_viewport(ratio=1)
    expect(page.locator(".jsp-tabs")).to_be_hidden()
    assert mine.line("regel 5").get_attribute("data-said") == "M2"


@on_sqlite
def test_a_kept_note_whose_words_are_taken_out_goes(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    mine.type(HALF)
    yours.line(HALF.strip()).wait_for()
    mine.words().fill("")
    expect(yours.line(HALF.strip())).to_have_count(0)
    mine.type(REST)
    yours.line(REST).wait_for()
    expect(mine.status()).to_have_text("bewaard")
    mine.page.reload()
    expect(mine.line(REST).locator("[data-away]")).to_have_count(1)
    mine.line(REST).locator("[data-change]").click()
    mine.editor.fill("")
    mine.editor.press("Enter")
    expect(mine.page.locator("[data-note]")).to_have_count(0)
    expect(yours.page.locator("[data-note]")).to_have_count(0)


@on_sqlite
def test_who_is_typing_is_told_that_the_notes_were_written_up(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    yours.keep("Van Lieke")
    mine.line("Van Lieke").wait_for()
    mine.fail()
    mine.type(HALF)
    texts(yours.page)
    told = mine.page.locator("[data-written-up]")
    expect(told).to_be_visible()
    expect(told.get_by_role("link")).to_have_count(2)
    expect(mine.page.locator("[data-left]")).to_contain_text(HALF.strip())
    mine.work_again()
    yours.page.locator("form[action$='open-again'] button").click()
    expect(told).to_be_hidden(timeout=15_000)
    yours.line(HALF.strip()).wait_for()
