"""Somebody who asks, in a browser: what they tap and type."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from jsp.rules.reply_code import LENGTH

# how long until the form may be sent: it refuses what comes within three seconds
LEFT = "() => 3100 + performance.getEntriesByType('navigation')[0].responseStart - performance.now()"


class Asker:
    """Somebody with a question and a phone; every tap is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def question(self) -> Locator:
        return self.page.get_by_label("Wat wil je vragen?")

    @property
    def urgent(self) -> Locator:
        return self.page.get_by_text("Dit klinkt heftig.")

    def tap(self, kind: Any, name: str) -> None:
        self.taps += 1
        self.page.get_by_role(kind, name=name, exact=True).first.tap()

    def send(self) -> None:
        """Not sooner than somebody who types can."""
        self.page.wait_for_timeout(max(0, self.page.evaluate(LEFT)))
        self.tap("button", "Versturen")

    def keep_code(self) -> str:
        """Read the code, type the word that is asked for, and go on to the conversation."""
        shown = self.page.locator("ol.jsp-words li")
        expect(shown).to_have_count(LENGTH)
        words = shown.all_inner_texts()
        number = re.search(r"Typ woord (\d) van je code", self.main.inner_text())
        assert number
        self.page.get_by_label(number[0]).fill(words[int(number[1]) - 1])
        self.tap("button", "Ik heb mijn code")
        return " ".join(words)

    def type_code(self, code: str) -> None:
        self.page.goto("/antwoord")
        self.page.get_by_label("Typ je antwoordcode").fill(code)
        self.tap("button", "Antwoord lezen")

    def open(self, code: str) -> None:
        self.type_code(code)
        self.page.wait_for_url("**/antwoord/gesprek")

    def visits(self) -> bool:
        """Whether this browser holds a conversation."""
        return "jsp-visit" in [cookie["name"] for cookie in self.page.context.cookies()]
