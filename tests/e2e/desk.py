"""A worker at the desk in a real browser; every tap and every key is counted."""

import re

from playwright.sync_api import Locator, Page, expect

PASSWORD = "respect-op-school"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
TODAY = "/today/?site=gilde"
ROW = re.compile(r'<li><a href="/intake/contacts/[0-9a-f-]{36}"')
EARLIER = re.compile(r'href="(/intake/contacts\?[^"]*before=[^"]*)"')


def sign_in(page: Page, name: str) -> None:
    """Through the front door."""
    page.goto("/accounts/sign-in")
    fill_sign_in(page, name)


def fill_sign_in(page: Page, name: str) -> None:
    page.get_by_label("E-mailadres").fill(f"{name}@demo.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(re.compile("/(today|figures)/"))  # who watches over a school begins with the themes there


class Desk:
    """The form on *Vandaag* at the school for vocational education, and the finger that taps on it."""

    def __init__(self, page: Page, *, finger: bool = False) -> None:
        self.page = page
        self.finger = finger
        self.taps = 0
        page.goto(TODAY)

    @property
    def form(self) -> Locator:
        return self.page.locator("form[data-desk]")

    @property
    def toast(self) -> Locator:
        return self.page.locator("[data-toast]")

    @property
    def note(self) -> Locator:
        return self.page.get_by_label("Notitie zonder namen")

    @property
    def lost(self) -> Locator:
        return self.page.locator("[data-lost]")

    def theme(self, name: str) -> Locator:
        return self.form.locator("[data-step=themes]").get_by_role("checkbox", name=name, exact=True)

    def who(self, name: str) -> Locator:
        return self.form.get_by_role("radio", name=name, exact=True)

    def outcome(self, name: str) -> Locator:
        return self.form.get_by_role("button", name=name, exact=True)

    def tap(self, target: Locator) -> None:
        self.taps += 1
        if self.finger:
            target.tap()
        else:
            target.click()

    def press(self, key: str) -> None:
        self.taps += 1
        self.page.keyboard.press(key)

    def choose(self, theme: str = "Geld", who: str = "student") -> None:
        self.tap(self.theme(theme))
        self.tap(self.who(who))

    def log(self, theme: str = "Geld", who: str = "student", outcome: str = "Luisterend oor") -> None:
        """Three taps."""
        self.choose(theme, who)
        self.tap(self.outcome(outcome))

    def write(self, words: str) -> None:
        """A note, typed key by key."""
        if not self.note.is_visible():
            self.form.locator(".jsp-more > summary").click()
        self.note.press_sequentially(words)

    def expect_saved(self, theme: str = "Geld", who: str = "student", outcome: str = "Luisterend oor") -> None:
        """The toast says what was saved and the tiles are empty."""
        expect(self.toast).to_contain_text(f"Opgeslagen. {theme} · {who} · {outcome}")
        expect(self.form.locator(":checked:not(option)")).to_have_count(0)
        assert self.note.input_value() == ""

    def count(self) -> int:
        """How many contacts stand in *Mijn contacten*, page by page."""
        found, address = 0, "/intake/contacts"
        while address:
            text = self.page.request.get(address).text()
            found += len(ROW.findall(text))
            more = EARLIER.search(text)
            address = more[1].replace("&amp;", "&") if more else ""
        return found
