"""After the break a worker writes six conversations down, with three taps each."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Opener
from tests.e2e.desk import PHONE, Desk, sign_in

SIX = (
    # theme, who asked, outcome
    ("Stage", "student", "Informatie of advies gegeven"),
    ("Geld", "student", "Samen iets geregeld"),
    ("Relaties", "voor een vriend", "Luisterend oor"),
    ("Gezondheid", "docent", "Consult voor docent"),
    ("Respect en veiligheid", "ouder", "Verwezen"),
    ("Anders", "iemand anders", "Geen reactie meer"),
)
# whatever the hand or the script sends is the same form, so one database is enough for them
ON_ONE = pytest.mark.parametrize("live", ["sqlite"], indirect=True)
KEYS = (
    # the same three choices as keys, and what the desk makes of them
    ("1", "1", "1", SIX[0]),
    ("5", "1", "3", SIX[1]),
    ("8", "2", "2", SIX[2]),
    ("6", "3", "8", SIX[3]),
    ("9", "4", "6", ("Seksualiteit", "ouder", "Verwezen")),
    ("2", "5", "9", ("Werk", "iemand anders", "Opgeschaald (veiligheid)")),
)


def log_six(desk: Desk) -> None:
    """Three taps each, and the list is six longer."""
    before = desk.count()
    for number, each in enumerate(SIX, start=1):
        desk.log(*each)
        desk.expect_saved(*each)
        assert desk.taps == 3 * number
    assert desk.count() == before + 6


def test_with_a_mouse(opened: Opener) -> None:
    page = opened()
    sign_in(page, "sanne")
    log_six(Desk(page))


@ON_ONE
def test_with_a_finger_on_a_phone(opened: Opener) -> None:
    log_six(Desk(opened(by="sanne", **PHONE), finger=True))


@ON_ONE
def test_without_script(opened: Opener) -> None:
    log_six(Desk(opened(by="sanne", java_script_enabled=False)))


@ON_ONE
def test_without_script_on_a_phone(opened: Opener) -> None:
    log_six(Desk(opened(by="sanne", java_script_enabled=False, **PHONE), finger=True))


@ON_ONE
def test_with_the_keyboard(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    before = desk.count()
    for number, (*keys, saved) in enumerate(KEYS, start=1):
        for key in keys:
            desk.press(key)
        desk.expect_saved(*saved)
        assert desk.taps == 3 * number
    assert desk.count() == before + 6


def test_double_click_makes_one(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    before = desk.count()
    desk.choose()
    desk.outcome("Luisterend oor").dblclick()
    desk.expect_saved()
    assert desk.count() == before + 1


def test_double_click_without_script_makes_one(opened: Opener) -> None:
    desk = Desk(opened(by="sanne", java_script_enabled=False))
    before = desk.count()
    desk.choose()
    desk.outcome("Luisterend oor").dblclick(no_wait_after=True)
    expect(desk.form).to_be_visible()
    assert desk.count() == before + 1


@pytest.mark.parametrize("script", [True, False])
def test_undo_takes_it_back(opened: Opener, script: bool) -> None:
    desk = Desk(opened(by="sanne", java_script_enabled=script))
    before = desk.count()
    desk.log()
    desk.expect_saved()
    desk.toast.get_by_role("button", name="Ongedaan maken").click()
    expect(desk.page.get_by_role("status")).to_contain_text("Ongedaan gemaakt")
    assert desk.count() == before


@pytest.mark.parametrize("script", [True, False])
def test_back_and_again_makes_two(opened: Opener, script: bool) -> None:
    desk = Desk(opened(by="sanne", java_script_enabled=script))
    before = desk.count()
    desk.log("Geld")
    desk.expect_saved("Geld")
    if script:
        desk.page.goto("/intake/contacts")
    desk.page.go_back()
    desk.log("Wonen", "ouder", "Verwezen")
    desk.expect_saved("Wonen", "ouder", "Verwezen")
    assert desk.count() == before + 2


def test_answer_that_got_lost_is_saved_once(opened: Opener) -> None:
    desk = Desk(opened(by="sanne"))
    before = desk.count()
    desk.choose()

    def lose(route) -> None:  # type: ignore[no-untyped-def]
        route.fetch(max_redirects=0)
        route.abort()

    desk.page.route("**/intake/contacts", lose, times=1)
    desk.tap(desk.outcome("Luisterend oor"))
    expect(desk.lost).to_contain_text("Geen verbinding")
    desk.tap(desk.outcome("Luisterend oor"))
    desk.expect_saved()
    assert desk.count() == before + 1


@ON_ONE
def test_two_workers_do_not_see_each_others_contacts(opened: Opener) -> None:
    sanne, lieke = Desk(opened(by="sanne")), Desk(opened(by="lieke"))
    before = lieke.count()
    sanne.log()
    sanne.expect_saved()
    assert lieke.count() == before
