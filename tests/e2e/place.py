"""A page, and how it is opened."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, Response

REFUSE_CONTACT = (
    "() => { const form = document.querySelector('main form'); form.elements.once.value = ''; form.submit(); }"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page: who opens which address, what happens on it before we look, and the status to expect.

    `{id}` in an address is that of the first one in the list at `listed_at`, which may lead there from page to page:
    `/list/ > /list/{id}`.
    """

    by: str | None
    address: str
    act: str = ""
    status: int = 200
    listed_at: str = ""

    def __str__(self) -> str:
        return f"{self.address} ({self.by or 'nobody'}, {self.status})"

    def visit(self, page: Page) -> Response:
        """Open it and do what has to be done on it."""
        answer = page.goto(self._found(page))
        if self.act:
            with page.expect_navigation() as after:
                page.evaluate(self.act)
            answer = after.value
        assert answer is not None
        assert answer.status == self.status, f"{self}: {answer.status}"
        return answer

    def _found(self, page: Page) -> str:
        if not self.listed_at:
            return self.address
        where, *more = [*self.listed_at.split(" > "), self.address]
        for each in more:
            before, _id, _after = each.partition("{id}")
            found = re.search(f'href="{before}([0-9a-f-]{{36}})["/?#]', page.request.get(where).text())
            assert found, f"{self}: nothing like it at {where}"
            where = each.replace("{id}", found[1])
        return where
