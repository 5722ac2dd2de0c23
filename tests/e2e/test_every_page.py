"""Every page, in both languages, on a phone and on a desktop: accessible, no wider than the screen, no error.

Axe reads the Dutch pages; the English ones have the same elements with other words.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.e2e.conftest import Opener
from tests.e2e.places import Place, choose_language, contact_of, opening_of, places

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
WIDTHS = (360, 1280)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_every_page(opened: Opener, live: str, language: str, width: int) -> None:
    problems: list[str] = []
    pages: dict[str | None, Watched] = {}
    sanne = opened(by="sanne")
    for place in places(contact_of(sanne), opening_of(sanne)):
        if place.by not in pages:
            look = {"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce"}
            pages[place.by] = Watched(opened(by=place.by, **look))
            choose_language(pages[place.by].page.context, language, live)
        problems += [f"{place}: {problem}" for problem in pages[place.by].look(place, language)]
    assert not problems, "\n".join(["", *problems])


class Watched:
    """A page of which every error is heard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"console: {message.text}")

    def look(self, place: Place, language: str) -> list[str]:
        """What is wrong here."""
        self.heard.clear()
        place.visit(self.page)
        expected = f"console: Failed to load resource: the server responded with a status of {place.status}"
        problems = [text for text in self.heard if place.status < 400 or not text.startswith(expected)]
        if self.page.locator("html").get_attribute("lang") != language:
            problems.append(f"not in {language}")
        wider = self.page.evaluate(TOO_WIDE)
        if wider > 0:
            problems.append(f"{wider} px wider than the screen")
        return problems + (self._barriers() if language == "nl" else [])

    def _barriers(self) -> list[str]:
        found = Axe().run(self.page, options=RULES).response["violations"]
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}".replace("\n", " ")
            for rule in found
            for node in rule["nodes"]
        ]
