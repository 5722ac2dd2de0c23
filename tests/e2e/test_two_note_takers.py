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
