"""Coding with the mouse: the words that were selected are the words that are marked, also with an emoji before them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from tests.e2e.coder import Coder, begin_text
from tests.e2e.conftest import Opener

CAFE = "café-gesprek 😀 hielp: één vraag"
GREEN, RED = "code-2", "code-4"
pytestmark = pytest.mark.parametrize("live", ["sqlite"], indirect=True)


def test_selected_words_are_coded_overlap_are_undone_and_stay_after_loading_again(opened: Opener, live: str) -> None:
    coder = Coder(opened(by="sanne"), begin_text(live))
    coder.select(CAFE)
    coder.give("Belemmering › In de les")
    coder.give("Succes › In de les")
    coder.close()
    coder.expect_marked(f"{GREEN} {CAFE}", f"{RED} {CAFE}")
    coder.select("één vraag tegelijk")
    coder.give("Succes › Tijd en rooster")
    coder.close()
    coder.expect_marked(f"{GREEN} {CAFE}", f"{RED} {CAFE}", f"{GREEN} één vraag tegelijk")
    coder.page.keyboard.press("Control+z")
    expect(coder.marks).to_have_count(2)
    coder.page.reload()
    coder.expect_marked(f"{GREEN} {CAFE}", f"{RED} {CAFE}")
    coder.page.locator("[data-undo] button").click()
    expect(coder.marks).to_have_count(1)
    coder.expect_marked(f"{RED} {CAFE}")
    assert not Axe().run(coder.page).response["violations"]


def test_a_code_is_found_by_typing_and_given_with_enter(opened: Opener, live: str) -> None:
    coder = Coder(opened(by="sanne"), begin_text(live))
    coder.select("Voorbereiden kostte te veel tijd")
    field = coder.palette.locator("[data-find]")
    field.fill("belemmering › tijd")
    field.press("Enter")
    expect(coder.marks).to_have_text("Belemmering › Tijd en rooster")
    field.fill("een")
    field.press("Control+z")
    expect(coder.marks).to_have_count(1)
    assert not Axe().run(coder.page).response["violations"]


def test_words_that_were_selected_before_the_script_came_are_offered_codes(opened: Opener, live: str) -> None:
    late: list[Route] = []
    page, where = opened(by="sanne"), begin_text(live)
    page.route("**/coding/palette.js", lambda route: late.append(route))
    page.goto(where, wait_until="commit")
    expect(page.locator("[data-start]").first).to_be_visible()
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('[data-start]'))")
    expect(page.locator("[data-palette]")).to_be_hidden()
    late[0].continue_()
    expect(page.locator("[data-palette] [data-chosen]")).not_to_be_empty()
    expect(page.locator("[data-palette]")).to_be_visible()


def test_text_that_changed_meanwhile_comes_again_with_the_same_words_selected(opened: Opener, live: str) -> None:
    where = begin_text(live)
    coder = Coder(opened(by="sanne"), where)
    coder.page.evaluate("() => { document.querySelector('[data-version]').dataset.version = '7'; }")
    coder.select(CAFE)
    with coder.page.expect_navigation():
        coder.palette.get_by_role("button", name="Succes").first.click()
    expect(coder.palette.locator("[data-chosen]")).to_have_text(CAFE)
    expect(coder.page.locator("[data-told]")).not_to_be_empty()
    coder.give("Succes › In de les")
    coder.close()
    coder.expect_marked(f"{GREEN} {CAFE}")


def test_without_connection_the_words_stay_selected_and_it_is_told(opened: Opener, live: str) -> None:
    coder = Coder(opened(by="sanne"), begin_text(live))
    coder.select(CAFE)
    coder.page.context.set_offline(True)
    coder.palette.get_by_role("button", name="Succes").first.click()
    expect(coder.page.locator("[data-told]")).not_to_be_empty()
    coder.page.context.set_offline(False)
    coder.give("Succes › In de les")
    coder.close()
    coder.expect_marked(f"{GREEN} {CAFE}")


def test_without_script_everything_is_done_by_line(opened: Opener, live: str) -> None:
    page = opened(by="sanne", java_script_enabled=False)
    page.goto(begin_text(live))
    page.locator("#l3 > a").click()
    page.locator("select[name=first]").select_option("2")
    page.locator("select[name=last]").select_option("6")
    page.locator("label", has_text="Succes › In de les").last.click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#l3 ul")).to_have_text("Succes › In de les")
    page.locator("[data-undo] button").click()
    expect(page.locator("#l3 ul")).to_have_count(0)


def test_a_hand_that_halts_between_two_words_goes_on_before_anything_lies_over_them(opened: Opener, live: str) -> None:
    page = opened(by="sanne")
    page.clock.install()
    coder = Coder(page, begin_text(live))
    coder.begin_at(CAFE)
    page.clock.run_for(2000)
    expect(coder.palette).to_be_hidden()
    coder.end_at(CAFE)
    page.clock.run_for(2000)
    expect(coder.palette.locator("[data-chosen]")).to_have_text(CAFE)


def test_a_hand_quicker_than_the_news_of_what_it_selects_is_not_disturbed(opened: Opener, live: str) -> None:
    page = opened(by="sanne")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.add_init_script("addEventListener('selectionchange', (event) => event.stopImmediatePropagation(), true)")
    coder = Coder(page, begin_text(live))
    coder.begin_at(CAFE)
    page.clock.run_for(2000)
    expect(coder.palette).to_be_hidden()
