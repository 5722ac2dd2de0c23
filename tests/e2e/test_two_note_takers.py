"""Two who take notes in browsers of their own: whatever happens to the network or the page, every word stands once."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Opener
from tests.e2e.desk import fill_sign_in, sign_in
from tests.e2e.taker import Taker, begin_talk

on_sqlite = pytest.mark.parametrize("live", ["sqlite"], indirect=True)
HALF, REST = "Rust in de klas ", "kwam pas na les 3"


def takers(live: str, opened: Opener) -> tuple[Taker, Taker]:
    where = begin_talk(live)
    return Taker(opened(by="sanne"), where), Taker(opened(by="lieke"), where)


def test_both_type_at_once_and_one_loses_the_network_in_a_sentence(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    for at in range(3):
        mine.keep(f"Sanne {at}.")
        yours.keep(f"Lieke {at}.")
    mine.type(HALF)
    yours.line(HALF.strip()).wait_for()
    mine.page.context.set_offline(True)
    mine.keep(REST)
    mine.keep("M2: zonder net", "2")
    yours.keep("Lieke schrijft door.")
    expect(mine.trouble("offline")).to_be_visible()
    expect(mine.question("2").locator("[data-status]").first).not_to_be_empty()
    mine.page.context.set_offline(False)
    everything = [*(f"{who} {at}." for who in ("Sanne", "Lieke") for at in range(3)), HALF + REST, "zonder net",
                  "Lieke schrijft door."]  # fmt: skip
    for each in (mine, yours):
        each.expect_lines(*everything)
        expect(each.page.locator("[data-note]")).to_have_count(len(everything))
    expect(yours.line("zonder net")).to_contain_text("M2")
    expect(mine.trouble("offline")).to_be_hidden()
    assert not mine.warned
    texts(mine.page)


def texts(page: Page) -> None:
    """Written up, nothing is noted any more."""
    page.locator("[data-write-up]").click()
    page.wait_for_url("**/write-up")
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_url(lambda address: "/talk" not in address)
    page.goto(f"{page.url.partition('#')[0].rstrip('/')}/talk")
    expect(page.locator("form[data-note-form]")).to_have_count(0)


@on_sqlite
def test_a_page_that_is_opened_again_has_what_was_not_kept_yet(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    mine.fail()
    mine.keep("Af maar niet weg")
    mine.type(HALF)
    expect(mine.trouble("offline")).to_be_visible()
    mine.page.reload()
    assert mine.warned == 1
    expect(mine.words()).to_have_value(HALF)
    mine.work_again()
    mine.type(REST)
    yours.expect_lines("Af maar niet weg", HALF + REST)
    mine.words().press("Enter")
    mine.expect_lines("Af maar niet weg", HALF + REST)
    mine.page.reload()
    assert mine.warned == 1
    expect(mine.words()).to_have_value("")


@on_sqlite
def test_where_only_the_answer_is_lost_the_note_stands_once(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    mine.fail(sent=True)
    mine.type(HALF)
    yours.line(HALF.strip()).wait_for()
    mine.type(REST)
    mine.page.reload()
    mine.work_again()
    yours.expect_lines(HALF + REST)
    mine.words().press("Enter")
    for each in (mine, yours):
        each.expect_lines(HALF + REST)
        expect(each.page.locator("[data-note]")).to_have_count(1)


@on_sqlite
def test_of_two_who_change_one_note_both_have_their_words(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    mine.keep("Eerst")
    for each in (yours, mine):
        each.line("Eerst").locator("[data-change]").click()
        expect(each.editor).to_have_value("Eerst")
    yours.editor.fill("Zo zegt Lieke het")
    yours.editor.press("Enter")
    yours.expect_lines("Zo zegt Lieke het")
    mine.editor.fill("Zo zegt Sanne het")
    expect(mine.page.locator("form[data-editor] [data-why]")).to_be_visible()
    mine.editor.press("Enter")
    for each in (mine, yours):
        each.expect_lines("Zo zegt Lieke het", "Zo zegt Sanne het")
        expect(each.page.locator("[data-note]")).to_have_count(2)


@on_sqlite
def test_signed_out_meanwhile_the_words_wait_until_signed_in_again(live: str, opened: Opener) -> None:
    page = opened()
    sign_in(page, "sanne")
    mine = Taker(page, begin_talk(live))
    other = page.context.new_page()
    other.goto("/today/")
    other.locator("form[data-leave] button").click()
    other.wait_for_url("**/")
    mine.keep(HALF + REST)
    expect(mine.trouble("signed-out")).to_be_visible()
    with page.expect_popup() as tab:
        mine.trouble("signed-out").get_by_role("link").click()
    fill_in(tab.value, "lieke")
    expect(mine.trouble("other")).to_be_visible()
    tab.value.locator("form[data-leave] button").click()
    tab.value.wait_for_url("**/")
    sign_in(tab.value, "sanne")
    page.bring_to_front()
    mine.expect_lines(HALF + REST)
    expect(mine.line(HALF + REST)).to_contain_text("Sanne")


def fill_in(page: Page, name: str) -> None:
    page.get_by_label("E-mailadres").fill(f"{name}@demo.example")
    page.get_by_label("Wachtwoord").fill("respect-op-school")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/talk")


@on_sqlite
def test_words_of_one_are_not_shown_to_who_signs_in_after(live: str, opened: Opener) -> None:
    page, where = opened(), begin_talk(live)
    sign_in(page, "sanne")
    mine = Taker(page, where)
    mine.fail()
    mine.type(HALF)
    page.context.clear_cookies()
    page.goto("/accounts/sign-in")
    fill_sign_in(page, "lieke")
    page.goto(where)
    expect(mine.words()).to_have_value("")
    page.locator("form[data-leave] button").click()
    page.wait_for_url("**/")
    assert page.evaluate("sessionStorage.length") == 0


@on_sqlite
def test_what_was_refused_is_told_and_stays(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    mine.keep("bsn 123456782")
    expect(mine.editor).to_have_value("bsn 123456782")
    expect(mine.page.locator("form[data-editor] [data-why]")).to_contain_text("BSN")
    mine.editor.fill("zonder nummer")
    mine.editor.press("Enter")
    yours.expect_lines("zonder nummer")
    mine.expect_lines("zonder nummer")


@on_sqlite
def test_what_was_written_after_the_writing_up_is_shown_to_be_copied(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    yours.keep("Van Lieke")
    yours.expect_lines("Van Lieke")
    mine.fail()
    mine.type(HALF)
    texts(yours.page)
    mine.page.reload()
    expect(mine.page.locator("[data-left]")).to_contain_text(HALF.strip())


@on_sqlite
def test_a_note_that_was_taken_away_comes_back_with_undo(live: str, opened: Opener) -> None:
    mine, yours = takers(live, opened)
    mine.keep("Weg ermee")
    yours.expect_lines("Weg ermee")
    expect(yours.line("Weg ermee").locator("[data-away]")).to_have_count(0)
    mine.line("Weg ermee").locator("[data-away]").click()
    expect(yours.line("Weg ermee")).to_have_count(0)
    mine.page.locator("[data-taken] button").click()
    for each in (mine, yours):
        each.expect_lines("Weg ermee")


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
