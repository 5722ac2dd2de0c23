"""What the script of the desk adds: a note that survives what goes wrong, keys, focus, a toast that goes."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Opener
from tests.e2e.desk import PHONE, TODAY, Desk, fill_sign_in, sign_in

WORDS = "komt morgen terug met de brief"
HALF = "komt morgen te"
pytestmark = pytest.mark.parametrize("live", ["sqlite"], indirect=True)


def test_without_connection_nothing_is_lost(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    before = desk.count()
    desk.write(HALF)
    desk.choose()
    desk.page.context.set_offline(True)
    desk.tap(desk.outcome("Luisterend oor"))
    expect(desk.lost).to_contain_text("Geen verbinding")
    expect(desk.lost).to_be_in_viewport()
    assert desk.note.input_value() == HALF
    desk.page.context.set_offline(False)
    desk.tap(desk.outcome("Luisterend oor"))
    desk.expect_saved()
    assert desk.count() == before + 1
    desk.page.reload()
    assert desk.note.input_value() == ""


def test_note_is_saved_with_the_contact(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    desk.write(WORDS)
    desk.log()
    desk.expect_saved()
    desk.page.goto("/intake/contacts")
    for place in range(desk.page.locator(".jsp-list a").count()):
        desk.page.locator(".jsp-list a").nth(place).click()
        if desk.page.get_by_text(WORDS).count():
            return
        desk.page.go_back()
    pytest.fail("the note is in none of the contacts")


def test_reload_keeps_a_half_note_in_this_tab_only(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    desk.write(HALF)
    desk.page.reload()
    expect(desk.note).to_be_visible()
    assert desk.note.input_value() == HALF
    assert Desk(desk.page.context.new_page()).note.input_value() == ""


def test_note_of_a_worker_is_not_shown_to_another(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    desk.write(HALF)
    desk.page.context.clear_cookies()
    sign_in(desk.page, "lieke")
    assert desk.note.input_value() == ""


def test_note_waits_while_signing_in_again(opened: Opener) -> None:
    page = opened()
    sign_in(page, "sanne")
    desk = Desk(page)
    before = desk.count()
    desk.write(HALF)
    desk.choose()
    other_tab = page.context.new_page()
    other_tab.goto(TODAY)
    other_tab.get_by_role("button", name="Uitloggen").click()
    other_tab.wait_for_url("**/")
    desk.tap(desk.outcome("Luisterend oor"))
    page.wait_for_url("**/accounts/sign-in**")
    fill_sign_in(page, "sanne")
    expect(desk.note).to_be_visible()
    assert desk.note.input_value() == HALF
    assert desk.count() == before


def test_number_of_a_phone_warns(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    warning = desk.page.locator("[data-warning]")
    desk.write("bel ")
    expect(warning).to_be_hidden()
    desk.write("06-12 34 56 78")
    expect(warning).to_contain_text("telefoonnummer")
    desk.note.fill("belt zelf")
    expect(warning).to_be_hidden()


def test_digits_in_a_field_are_only_text(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    desk.write("3 van de 5 dagen")
    desk.form.get_by_label("Wat gaat goed?").press_sequentially("2 vrienden")
    expect(desk.form.locator(":checked:not(option)")).to_have_count(0)


def test_first_tapped_theme_is_the_main_one(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    for theme in ("Wonen", "Geld", "Stage"):
        desk.tap(desk.theme(theme))
    desk.tap(desk.who("student"))
    desk.tap(desk.outcome("Luisterend oor"))
    desk.expect_saved("Wonen")


def test_next_theme_takes_over_when_the_main_one_is_taken_away(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    for theme in ("Wonen", "Geld", "Wonen"):
        desk.tap(desk.theme(theme))
    desk.tap(desk.who("student"))
    desk.tap(desk.outcome("Luisterend oor"))
    desk.expect_saved("Geld")


def test_a_key_that_is_held_down_counts_once(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    before = desk.count()
    for _repeated in range(5):
        desk.page.keyboard.down("1")
    desk.page.keyboard.up("1")
    expect(desk.form.locator(":checked:not(option)")).to_have_count(1)
    assert desk.count() == before


def test_refused_note_stays_and_has_the_focus(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    before = desk.count()
    desk.write("bsn 123456782")
    desk.log()
    expect(desk.page.get_by_role("alert").first).to_contain_text("Nog niet opgeslagen")
    expect(desk.note).to_be_focused()
    expect(desk.note).to_be_in_viewport()
    assert desk.note.input_value() == "bsn 123456782"
    desk.note.fill("zonder nummer")
    desk.tap(desk.outcome("Luisterend oor"))
    desk.expect_saved()
    assert desk.count() == before + 1


def test_forgotten_theme_is_asked_for(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    desk.tap(desk.who("student"))
    desk.tap(desk.outcome("Luisterend oor"))
    expect(desk.form).to_contain_text("Kies waar het over ging")
    expect(desk.theme("Stage")).to_be_focused()
    expect(desk.who("student")).to_be_checked()
    desk.tap(desk.theme("Geld"))
    desk.tap(desk.outcome("Luisterend oor"))
    desk.expect_saved()


def test_after_saving_on_a_phone_the_tiles_are_in_view(opened: Opener) -> None:
    desk = Desk(opened(by="sanne", **PHONE), finger=True)
    for _each in range(2):
        desk.log()
        desk.expect_saved()
        expect(desk.theme("Stage")).to_be_focused()
        expect(desk.theme("Stage")).to_be_in_viewport(ratio=1)
        expect(desk.toast).to_be_in_viewport(ratio=1)


def test_after_saving_on_a_desktop_the_toast_is_in_view(opened: Opener) -> None:
    desk = Desk(opened(by="sanne", viewport={"width": 1280, "height": 600}))
    desk.log()
    desk.expect_saved()
    header = desk.page.get_by_role("banner").bounding_box()
    toast = desk.toast.bounding_box()
    assert header
    assert toast
    assert toast["y"] >= header["y"] + header["height"]
    expect(desk.theme("Stage")).to_be_in_viewport(ratio=1)


def test_toast_goes_after_ten_seconds(opened: Opener) -> None:
    page = opened(by="sanne")
    page.clock.install()
    desk = Desk(page)
    desk.log()
    desk.expect_saved()
    page.mouse.move(0, 0)
    page.clock.run_for(8_000)
    expect(desk.toast).to_be_visible()
    page.clock.run_for(3_000)
    expect(desk.toast).to_have_count(0)


def test_toast_waits_for_who_points_at_it(opened: Opener) -> None:
    page = opened(by="sanne")
    page.clock.install()
    desk = Desk(page)
    desk.log()
    desk.expect_saved()
    desk.toast.hover()
    page.clock.run_for(30_000)
    expect(desk.toast).to_be_visible()
    page.mouse.move(0, 0)
    desk.toast.get_by_role("button").focus()
    page.clock.run_for(30_000)
    expect(desk.toast).to_be_visible()
    desk.theme("Stage").focus()
    page.clock.run_for(11_000)
    expect(desk.toast).to_have_count(0)
