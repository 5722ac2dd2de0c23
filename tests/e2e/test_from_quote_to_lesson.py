"""A talk from the invitation to the approved report and what was done with it, with two who take notes."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Opener
from tests.e2e.desk import PHONE
from tests.e2e.taker import Taker

QUOTE = "Rust in de klas kwam pas na les 3 😀"
WRONG, RIGHT = "Voorbereiden kost een dag", "Voorbereiden kost een uur"
SECRET = "Dit had ik niet moeten zeggen"
FINDING = "Rust vraagt meer dan twee lessen"
TOLD = "Les 2 heeft nu een rustig begin"
NEXT = "main form[method=post] button[type=submit]"
TALK = re.compile(r"/focus-groups/[0-9a-f-]{36}")


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_a_talk_goes_from_invitation_to_approved_report(live: str, opened: Opener) -> None:
    holder, other = opened(by="sanne"), opened(by="lieke")
    talk = plan(holder)
    hold_together(holder, talk)
    seats = {tag: link for tag, link in links(holder, talk).items()}
    assert sorted(seats) == ["J1", "M1", "M2", "M3", "M4"]
    readers = {tag: opened(**PHONE) for tag in seats}
    for tag, page in readers.items():
        answer_invitation(page, seats[tag], may_quote=tag != "M4")
    note_together(holder, other, talk)
    read_back(holder, talk, readers, seats)
    approve(holder, talk)
    for tag in ("M1", "M2"):
        readers[tag].goto(seats[tag])
        expect(readers[tag].get_by_text(RIGHT)).to_have_count(0)
    finding = code_and_find(holder, talk)
    decide_and_tell(holder, finding)
    readers["M3"].goto(seats["M3"])
    expect(readers["M3"].get_by_text(TOLD)).to_be_visible()
    report(holder, opened(by="renske"), talk)


def plan(page: Page) -> str:
    page.goto("/focus-groups/new")
    page.locator("[name=subject]").fill("Terugkijken op de lessen")
    page.locator("[name=held_on]").fill(str(date.today()))  # noqa: DTZ011 - the browser lives in real time
    page.locator("[name=seats_mentor]").fill("4")
    page.locator("[name=seats_worker]").fill("1")
    page.locator("label:has([name=sites])").first.click()
    page.locator(NEXT).click()
    page.wait_for_url(TALK)
    return str(re.search(TALK, page.url)[0])  # type: ignore[index]


def hold_together(page: Page, talk: str) -> None:
    page.goto(f"{talk}/holders")
    page.locator("[name=person]").select_option(label="Lieke")
    page.locator(NEXT).click()
    expect(page.locator("main li", has_text="Lieke")).to_be_visible()


def links(page: Page, talk: str) -> dict[str, str]:
    """By tag, the address that stands on its piece of the sheet."""
    page.goto(f"{talk}/people/links")
    found = {}
    for piece in page.locator(".jsp-talk__sheet > li").all():
        words = piece.inner_text()
        address = re.search(r"/terug/[a-z2-7]+", words.replace("\n", ""))
        assert address, words
        found[words.split()[0]] = address[0]
    return found


def answer_invitation(page: Page, link: str, *, may_quote: bool) -> None:
    page.goto(link)
    form = page.locator("form#quote")
    form.locator("label:has([name=may_quote])").nth(0 if may_quote else 1).click()
    form.locator("button[type=submit]").click()
    expect(page.locator("form#quote input:checked")).to_have_count(1)


def note_together(holder: Page, other: Page, talk: str) -> None:
    mine, yours = (Taker(each, f"{talk}/talk") for each in (holder, other))
    for taker, tag, words in (
        (mine, "M1", QUOTE),
        (yours, "M2", WRONG),
        (mine, "M3", SECRET),
        (yours, "J1", "Ik zag het ook"),
    ):
        taker.question().locator(f"label:has([name=said_by][value={tag}])").first.click()
        taker.keep(words)
    for taker in (mine, yours):
        taker.expect_lines(QUOTE, WRONG, SECRET, "Ik zag het ook")
    holder.locator("[data-write-up]").click()
    holder.wait_for_url("**/write-up")
    holder.locator(NEXT).click()
    holder.wait_for_url(lambda address: "/talk" not in address)


def read_back(holder: Page, talk: str, readers: dict[str, Page], seats: dict[str, str]) -> None:
    holder.goto(f"{talk}/reading/start")
    holder.locator(NEXT).click()
    for tag, page in readers.items():
        page.goto(seats[tag])
        expect(page.get_by_text(QUOTE).first).to_be_visible()
    wrong = readers["M2"]
    wrong.locator(".jsp-said__own a").first.click()
    wrong.locator("[name=words]").fill(RIGHT)
    wrong.locator("#words-form button[type=submit]").last.click()
    expect(wrong.get_by_text(RIGHT).first).to_be_visible()
    gone = readers["M3"]
    gone.locator(".jsp-said__own a").nth(1).click()
    gone.locator("main form button.jsp-button--danger").click()
    expect(gone.get_by_text(SECRET)).to_have_count(0)
    for tag, page in readers.items():
        page.goto(seats[tag])
        page.locator("form[action$='/right'] button").click()


def approve(page: Page, talk: str) -> None:
    page.goto(f"{talk}/reading")
    expect(page.get_by_text(RIGHT)).to_be_visible()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    seen = page.locator("form[action$='/seen'] button")
    for left in (1, 0):
        seen.first.click()
        expect(seen).to_have_count(left)
    page.goto(f"{talk}/reading/approve")
    page.locator(NEXT).click()
    page.wait_for_url(re.compile(f"{talk}(/reading)?$"))


def code_and_find(page: Page, talk: str) -> str:
    """Code the quote with the first code of a starting book, and make a finding of it; its address."""
    page.goto("/coding/books/new")
    page.locator("[name=name]").fill("Vijf manieren")
    page.locator("[name=origin]").select_option(index=2)
    page.locator(NEXT).click()
    page.goto(talk)
    page.locator("main a[href^='/coding/texts/']").first.click()
    words = page.locator("[data-start]", has_text=QUOTE)
    words.select_text()
    page.locator("[data-palette] button[value]").first.click()
    mark = page.locator("li:has([data-start]) .jsp-mark").first
    expect(mark).to_be_visible()
    mark.click()
    page.locator("a[href^='/findings/new']").click()
    page.locator("[name=words]").fill(FINDING)
    page.locator("label:has([name=kind])").first.click()
    page.locator(NEXT).click()
    expect(page.get_by_text(QUOTE).first).to_be_visible()
    return page.url


def decide_and_tell(page: Page, finding: str) -> None:
    page.locator("a[href$='/decide']").click()
    page.locator("[name=what]").fill("Les 2 begint voortaan met stilte")
    page.locator("[name=who]").fill("de mentoren")
    page.locator(NEXT).click()
    page.goto(finding)
    page.locator("main a[href*='/findings/decisions/']").first.click()
    page.locator("a[href$='/tell']").click()
    page.locator("[name=told]").fill(TOLD)
    page.locator(NEXT).click()


def report(holder: Page, reader: Page, talk: str) -> None:
    where = f"/findings/reports/{talk.rpartition('/')[2]}"
    for page in (holder, reader):
        page.goto(where)
        for words in (FINDING, QUOTE, "de mentoren", TOLD):
            expect(page.get_by_text(words).first).to_be_visible()
        expect(page.get_by_text("M1", exact=True)).to_have_count(0)
    assert holder.goto(talk).status == reader.goto(talk).status == 200  # type: ignore[union-attr]
