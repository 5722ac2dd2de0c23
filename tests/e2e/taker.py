"""Somebody who takes notes in a real browser, and the talk that they take them of."""

from contextlib import suppress

from playwright.sync_api import Dialog, Error, Locator, Page, Route, expect

from jsp import create_app
from jsp.extensions import db
from tests.conftest import settings
from tests.e2e.conftest import DATABASE_OF
from tests.focus_groups import rows


def begin_talk(live: str, **more: object) -> str:
    """The address of the notes of a talk that Sanne and Lieke hold, in the running app."""
    app = create_app(settings(DATABASE_OF[live]))
    with app.app_context():
        group = rows.add_group(**{"holders": ("sanne", "lieke"), **more})  # type: ignore[arg-type]
        where = f"/focus-groups/{group.id}/talk"
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return where


class Taker:
    """A page of notes, and the hands on its keyboard."""

    def __init__(self, page: Page, where: str) -> None:
        self.page, self.where = page, where
        self.warned = 0
        page.on("dialog", self._leave)
        page.goto(where)

    def _leave(self, dialog: Dialog) -> None:
        self.warned += 1
        dialog.accept()

    def question(self, key: str = "1") -> Locator:
        return self.page.locator(f'section[data-question="{key}"]')

    def words(self, key: str = "1") -> Locator:
        return self.question(key).locator("form[data-note-form]:not([data-editor]) textarea")

    @property
    def editor(self) -> Locator:
        return self.page.locator("form[data-editor] textarea")

    def status(self, key: str = "1") -> Locator:
        return self.question(key).locator("form:not([data-editor]) [data-status]")

    def trouble(self, name: str) -> Locator:
        return self.page.locator(f'[data-trouble="{name}"]')

    def type(self, words: str, key: str = "1") -> None:
        more = self.question(key).locator("[data-more]")
        if more.get_attribute("open") is None:
            more.locator("summary").click()
        self.words(key).press_sequentially(words)

    def keep(self, words: str, key: str = "1") -> None:
        self.type(words, key)
        self.words(key).press("Enter")

    def line(self, words: str) -> Locator:
        """The note that says so, as the server has it."""
        return self.page.locator("[data-note][data-version]", has_text=words)

    def expect_lines(self, *words: str) -> None:
        for each in words:
            expect(self.line(each)).to_have_count(1)

    def fail(self, *, sent: bool = False) -> None:
        """From here on nothing that is sent gets an answer; what was `sent` does arrive."""

        def answer(route: Route) -> None:
            if route.request.method != "POST":
                return route.fallback()
            with suppress(Error):  # of a page that was left meanwhile
                if sent:
                    route.fetch()
                route.abort()
            return None

        self.page.route("**/talk/notes", answer)

    def work_again(self) -> None:
        self.page.unroute("**/talk/notes")
