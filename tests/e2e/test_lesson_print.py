"""A lesson on paper is one sheet of A4: each lesson of Respect, and one with eight parts and long texts."""

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Opener

pytestmark = pytest.mark.parametrize("live", ["sqlite"], indirect=True)
SHEET = {"width": 703, "height": 1032}  # A4 within its margins, at 96 dots an inch
FILL = """(words) => {
    const form = document.querySelector("form:has([name=add])");
    const long = (most) => words.repeat(40).slice(0, most).trim();
    for (const field of form.querySelectorAll("[name$=-title]")) {
        field.value ||= long(110);
        const row = (name) => form.elements[field.name.replace("-title", name)];
        row("-minutes").value ||= 5;
        row("-how").value = long(900);
    }
    for (const name of ["home", "mind", "goals", "materials", "sources"]) form.elements[name].value = long(280);
    form.elements.reason.value = "Om te zien of het past";
    form.submit();
}"""


@pytest.fixture
def bart(opened: Opener) -> Page:
    page: Page = opened(by="bart", viewport=SHEET)
    return page


def series_of(page: Page) -> str:
    """The address of the series of his class."""
    found = re.search(r'href="(/lessons/series/[0-9a-f-]{36})"', page.request.get("/lessons/").text())
    assert found
    return found[1]


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def is_whole(page: Page) -> bool:
    """Whether the frame of the sheet cuts nothing off."""
    page.emulate_media(media="print")
    fits = page.evaluate(
        "() => { const a4 = document.querySelector('.jsp-a4'); return a4.scrollHeight <= a4.clientHeight; }"
    )
    page.emulate_media(media="null")
    return bool(fits)


def test_every_lesson_of_respect_is_one_sheet(bart: Page) -> None:
    series = series_of(bart)
    for position in range(1, 8):
        bart.goto(f"{series}/{position}")
        assert (sheets(bart), is_whole(bart)) == (1, True), position
        assert bart.locator(".jsp-a4--3, .jsp-a4--4, .jsp-a4--6").count() == 1, "with room for how each part goes"


def test_eight_parts_with_long_texts_are_one_sheet(bart: Page) -> None:
    series = series_of(bart)
    while bart.goto(f"{series}/7") and bart.locator(".jsp-parts > li").count() < 8:
        bart.goto(f"{series}/7/version")
        with bart.expect_navigation(url=f"**{series}/7"):
            bart.evaluate(FILL, "Zo gaat het in de klas en dat mag best een lange zin zijn. ")
    assert (sheets(bart), is_whole(bart)) == (1, True)
