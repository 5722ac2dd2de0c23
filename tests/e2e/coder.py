"""Somebody who codes a text in a real browser: the mouse goes over words as a hand would move it."""

from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from jsp import config, create_app
from jsp.blueprints.coding.service.starting import start_with
from jsp.extensions import db
from jsp.rules.keys import read_keys
from tests import make
from tests.conftest import settings
from tests.e2e.conftest import DATABASE_OF, ROOT
from tests.focus_groups import rows

PLACE_OF = """words => {
    for (const each of document.querySelectorAll("[data-start]")) {
        const at = each.textContent.indexOf(words);
        if (at < 0) continue;
        each.scrollIntoView({block: "center"});
        const range = document.createRange();
        range.setStart(each.firstChild, at);
        range.setEnd(each.firstChild, at + words.length);
        const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
        return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
    }
}"""
MARKED = """async count => {
    const all = () => [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((each) => `${name} ${each}`));
    for (let frame = 0; frame < 300 && all().length !== count; frame += 1) await new Promise(requestAnimationFrame);
    return all();
}"""  # lines are marked once they are in view


def begin_text(live: str, words: str = rows.SAID) -> str:
    """The address of a text that Sanne and Lieke hold, in the running app, with a codebook to code it with."""
    keys = read_keys((ROOT / "instance/data.key").read_text())
    app = create_app(settings(DATABASE_OF[live]) | config.of_keys(keys))
    with app.test_request_context():
        text = rows.add_text(rows.add_group(holders=("sanne", "lieke")), words)
        start_with(f"Boek {uuid4()}", "succes_belemmering", key=uuid4(), by=make.person("sanne"))
        where = f"/coding/texts/{text.id}"
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return where


class Coder:
    """A page with a text, and the mouse on it."""

    def __init__(self, page: Page, where: str) -> None:
        self.page = page
        page.goto(where)

    @property
    def palette(self) -> Locator:
        return self.page.locator("[data-palette]")

    @property
    def marks(self) -> Locator:
        return self.page.locator("[data-at]")

    def begin_at(self, words: str) -> None:
        """The mouse goes down at the first of them, and stands still a little further on."""
        from_x, from_y, to_x, _ = self.page.evaluate(PLACE_OF, words)
        self.page.mouse.move(from_x, from_y)
        self.page.mouse.down()
        self.page.mouse.move(from_x + (to_x - from_x) / 4, from_y, steps=2)

    def end_at(self, words: str) -> None:
        _, _, to_x, to_y = self.page.evaluate(PLACE_OF, words)
        self.page.mouse.move(to_x, to_y, steps=6)
        self.page.mouse.up()

    def select(self, words: str) -> None:
        self.begin_at(words)
        self.end_at(words)
        expect(self.palette).to_be_visible()
        expect(self.palette.locator("[data-chosen]")).to_have_text(words)

    def give(self, code: str) -> None:
        before = self.marks.count()
        self.palette.get_by_role("button", name=code).first.click()
        expect(self.marks).to_have_count(before + 1)

    def close(self) -> None:
        self.palette.locator("[data-close]").click()
        expect(self.palette).to_be_hidden()

    def expect_marked(self, *words: str) -> None:
        """That the browser marks these in the text, and no others: the colour and the words."""
        expect(self.marks).to_have_count(len(words))
        assert sorted(self.page.evaluate(MARKED, len(words))) == sorted(words)
