"""A worker, two pupils, a parent and a partner, each in a browser of their own, through to the end."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import DATABASE_OF, Opener, run_python, settings_of
from tests.e2e.desk import PHONE, Desk
from tests.e2e.hand import Hand
from tests.mailbox import Mailbox, catching

PARTNER, FIRST_NAME, NUMBER = "Leefkracht Preventie", "Fenna", "06-00000123"
STORY = "Ik wil stoppen met vapen"
LINK = re.compile(r"http://127\.0\.0\.1:\d+(/partner/\S+)")


@pytest.fixture
def postbox(live: str) -> Iterator[Mailbox]:
    """Catches what is mailed from here on; what the demo has waiting has gone out."""
    with catching() as box:
        send_what_waits(live, box)
        box.caught.clear()
        yield box


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_a_pupil_of_16_holds_the_referral_until_it_is_finished(opened: Opener, live: str, postbox: Mailbox) -> None:
    worker = Hand(opened(by="sanne"))
    refer(worker, "16 of 17")
    worker.tap("button", "Ja, dit mag je delen")
    worker.tap("button", "Warme overdracht: ik bel")
    assert worker.taps == 6  # from the contact on, typing not counted
    worker.sees("Verstuurd")
    code = phone_code(worker.page)
    pupil = own_card(worker, opened(**PHONE))
    expect(pupil.get_by_text(FIRST_NAME)).to_be_visible()
    expect(pupil.get_by_text(STORY)).to_be_visible()

    partner = Hand(opened(**PHONE))
    partner.go(link(live, postbox))
    expect(partner.page.get_by_text(FIRST_NAME)).to_have_count(0)
    open_with(partner, code)
    expect(partner.page.get_by_text(STORY)).to_be_visible()
    expect(partner.page.get_by_role("link", name="06")).to_have_count(1)
    partner.tap("button", "Gezien")
    partner.page.get_by_label(re.compile("vroegen het zelf")).check()
    partner.tap("button", "Gestart")
    pupil.reload()
    expect(pupil.get_by_text("Leefkracht Preventie").first).to_be_visible()
    partner.tap("link", "Afgerond")
    partner.tap("button", "Ja, het is afgerond")
    worker.page.reload()
    worker.sees("Afgerond")
    pupil.get_by_role("link", name="Wie heeft gekeken?").click()
    expect(pupil.get_by_text("Sanne").first).to_be_visible()
    nothing_told(postbox)


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_a_pupil_of_13_and_a_parent_say_yes_and_the_pupil_takes_it_back(
    opened: Opener, live: str, postbox: Mailbox
) -> None:
    worker = Hand(opened(by="sanne"))
    refer(worker, "12 tot en met 15")
    worker.tap("button", "Ja, dit mag je delen")
    worker.tap("button", "We vertellen het samen aan mijn ouder")
    worker.tap("link", "Voor de medewerker: ga verder")
    worker.tap("button", "Eén ouder")
    worker.page.get_by_role("radio", name=re.compile("aan de telefoon")).first.check()
    worker.tap("button", "Zegt ja")
    worker.tap("button", "Warme overdracht: ik bel")
    code = phone_code(worker.page)
    address = worker.page.url
    pupil = own_card(worker, opened(**PHONE))
    partner = Hand(opened(**PHONE))
    partner.go(link(live, postbox))
    open_with(partner, code)
    expect(partner.page.get_by_text(STORY)).to_be_visible()

    pupil.get_by_role("link", name="Ik wil dit niet meer").click()
    pupil.get_by_role("button", name="Ja, stop ermee").click()
    expect(pupil.get_by_text("We delen niets meer").first).to_be_visible()
    partner.page.reload()
    expect(partner.page.get_by_text(STORY)).to_have_count(0)
    worker.go("/today/")
    worker.sees("Bel de partner: dit is ingetrokken")
    worker.go(address)
    worker.sees("Ingetrokken")
    expect(worker.page.get_by_text(FIRST_NAME)).to_have_count(0)
    nothing_told(postbox)


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_what_is_typed_before_the_script_came_is_ticked_as_well(opened: Opener, live: str) -> None:
    worker, late = Hand(opened(by="sanne")), list[Route]()
    worker.page.route("**/passport.js*", lambda route: late.append(route))
    fill_passport(worker, "16 of 17")
    tick = worker.page.get_by_label("Mag gedeeld worden: Voornaam")
    expect(tick).not_to_be_checked()
    late[0].continue_()
    expect(tick).to_be_checked()
    expect(worker.page.get_by_label("Mag gedeeld worden: Achternaam")).not_to_be_checked()


def contacts_of(page: Page) -> set[str]:
    """The addresses of those that stand first in the list; of two of one minute either may."""
    page.goto("/intake/contacts")
    return set(re.findall(r'href="(/intake/contacts/[0-9a-f-]{36})"', page.content()))


def refer(worker: Hand, age: str) -> None:
    """From a contact that somebody just had to the card, counting from there."""
    fill_passport(worker, age)
    worker.tap("button", "Naar de kaart")


def fill_passport(worker: Hand, age: str) -> None:
    """From a contact that somebody just had to what may be shared of it."""
    before = contacts_of(worker.page)
    Desk(worker.page).log("Gezondheid", "student", "Verwezen")
    expect(worker.page.locator("[data-toast]")).to_be_visible()
    [contact] = contacts_of(worker.page) - before
    worker.go(contact)
    worker.tap("link", "Verwijs", exact=True)
    worker.tap("button", PARTNER)
    worker.tap("button", age)
    worker.page.get_by_label("Voornaam").last.fill(FIRST_NAME)
    worker.page.get_by_label("Telefoonnummer").last.fill(NUMBER)
    worker.page.get_by_label("Waar het over gaat").last.fill(STORY)


def own_card(worker: Hand, phone: Page) -> Page:
    """The worker makes the card; its owner types the code on a phone."""
    worker.tap("link", "Kaart voor de")
    worker.tap("button", "Maak")
    words = " ".join(worker.page.locator(".jsp-words li").all_inner_texts())
    worker.tap("button", "Klaar, terug naar de verwijzing")
    phone.goto("/kaart")
    phone.get_by_role("textbox").fill(words)
    phone.get_by_role("button", name="Open").click()
    return phone


def phone_code(page: Page) -> str:
    found = re.search(r"\b(\d{3}\s?\d{3})\b", page.get_by_text("Zeg deze code").locator("..").inner_text())
    assert found
    return found[1]


def link(live: str, postbox: Mailbox) -> str:
    """The address in the mail that waited; it is sent now."""
    send_what_waits(live, postbox)
    found = LINK.findall(" ".join(map(text_of, postbox.caught)))
    assert len(found) == 1
    return str(found[0])


def text_of(mail: Any) -> str:
    return f"{mail['Subject']} {mail.get_payload(decode=True).decode()}"


def send_what_waits(live: str, postbox: Mailbox) -> None:
    run_python("flask", "jobs", "run", **settings_of(DATABASE_OF[live]), MAIL_SERVER=postbox.address)


def open_with(partner: Hand, code: str) -> None:
    partner.page.get_by_role("textbox").fill(code)
    partner.tap("button", "Openen")


def nothing_told(postbox: Mailbox) -> None:
    """Of all that was mailed nothing says who or what."""
    assert postbox.caught
    for mail in postbox.caught:
        assert not [each for each in (FIRST_NAME, NUMBER, STORY, "Drugs", "Gilde", "Raayland") if each in text_of(mail)]
