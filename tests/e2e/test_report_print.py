"""The report of a year on paper: two sheets of A4 at most, with nothing of the screen around it and nothing cut off."""

import re

import pytest
from playwright.sync_api import Page, expect

from jsp.rules.year_report import MOST_LINES, MOST_WORDS
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.parametrize("live", ["sqlite"], indirect=True)
SHEET = {"width": 680, "height": 1009}  # A4 within its margins, at 96 dots an inch
IS_A4 = re.compile(rb"/MediaBox\s*\[\s*0 0 59[45]\.?\d* 84[12]\.?\d*\s*\]")
CUT = """() => [...document.querySelectorAll(".jsp-year, .jsp-year *")].filter((each) =>
    !each.closest(".jsp-hidden, svg") && each.getClientRects().length
    && (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible"
        || each.getBoundingClientRect().right > innerWidth + 1)).map((each) => each.outerHTML.slice(0, 80))"""


@pytest.fixture
def renske(opened: Opener) -> Page:
    page: Page = opened(by="renske", viewport=SHEET)
    return page


def years(page: Page) -> tuple[str, str]:
    """The addresses of the year that runs, and of the one before."""
    page.goto("/figures/report?site=raayland")
    hrefs = [str(each.get_attribute("href")) for each in page.locator(".jsp-sitepick a[href*='year=']").all()]
    return hrefs[0], hrefs[1]


def sheets(page: Page) -> int:
    expect(page.locator("[data-prints]")).to_be_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert IS_A4.search(paper)
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def check_paper(page: Page) -> None:
    """Only the report, and all of it."""
    page.emulate_media(media="print")
    for other in (".jsp-header", ".jsp-footer", ".jsp-sitepick", ".jsp-tabs", "[data-prints]", ".jsp-flash"):
        for each in page.locator(other).all():
            expect(each).to_be_hidden()
    assert page.evaluate(CUT) == []
    page.emulate_media(media="null")


def test_each_year_fits_on_two_sheets(renske: Page) -> None:
    for address in years(renske):
        renske.goto(address)
        assert sheets(renske) <= 2
        check_paper(renske)


def test_charts_come_along_on_paper(renske: Page) -> None:
    _now, last = years(renske)
    renske.goto(last)
    expect(renske.locator(".jsp-year__charts svg[role=img]").first).to_be_visible()
    renske.emulate_media(media="print")
    expect(renske.locator(".jsp-year__charts svg[role=img]").first).to_be_visible()


def test_as_much_as_can_be_written_still_fits(renske: Page) -> None:
    _now, last = years(renske)
    renske.goto(last.replace("report", "report/write", 1))
    words = ("Zo ging het dit jaar bij ons op school, en dat mag best een lange zin zijn. " * 40)[: MOST_WORDS - 40]
    renske.locator("[name=told]").fill(words + "\n" * (MOST_LINES - 2) + "Tot zover.")
    for each in renske.locator(".jsp-pick").all():
        each.click()
    renske.locator("main form button[type=submit]").click()
    renske.wait_for_url("**/figures/report?*")
    expect(renske.get_by_text("Tot zover.")).to_be_visible()
    assert sheets(renske) <= 2
    check_paper(renske)


def test_a_care_coordinator_prints_in_two_taps(opened: Opener) -> None:
    page = opened(by="annelies", viewport={"width": 360, "height": 740})
    page.goto("/figures/")
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.locator("a[href*='/figures/report']").first.click()
    page.locator("[data-prints]").click()
    expect(page).to_have_title("printed")
