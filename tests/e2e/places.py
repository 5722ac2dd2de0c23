"""Every page there is, and who looks at it."""

import re
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, Response

REFUSE = "() => document.querySelector('form[data-desk]').submit()"
SAVE = """() => {
    const form = document.querySelector("form[data-desk]");
    for (const name of ["themes", "asked_by"]) form.querySelector(`[name=${name}]`).checked = true;
    form.removeAttribute("data-desk");
    form.querySelector("[name=outcome]").click();
}"""
SIGN_IN_WRONG = """() => {
    const form = document.querySelector("form:has([name=password])");
    form.elements.email.value = "sanne@demo.example";
    form.elements.password.value = "not-the-password";
    form.submit();
}"""
REFUSE_CONTACT = (
    "() => { const form = document.querySelector('main form'); form.elements.once.value = ''; form.submit(); }"
)


ACCOUNT_PAGES = ("profile", "second-factor", "authenticator", "passkeys", "recovery-codes", "password", "confirm")
PEOPLE_PAGES = ("", "invite", "1", "1/sites", "1/grant_role", "1/take_role", "1/disable", "1/enable", "1/reset_factor",
                "1/address")  # fmt: skip
SETTING_PAGES = (
    "",
    "themes/",
    "themes/1",
    "themes/1/edit",
    "sites/new",
    "disciplines/",
    "outcomes/1/edit",
    "years/",
    "team/1",
    "team/1/edit",
    "classes/",
    "classes/new",
    "lines/",
    "lines/1",
    "sites/1/words",
    "set-up",
    "set-up/opening",
    "classes/import",
    "values/",
    "values/staff_min",
    "values/public_first_names",
    "values/contact_note_days",
    "values/age_limit_adult",
    "matrix",
    "lines/3/archive",
    "sites/1/archive",
    "themes/new",
    "team/new",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page: who opens which address, what happens on it before we look, and the status to expect."""

    by: str | None
    address: str
    act: str = ""
    status: int = 200

    def __str__(self) -> str:
        return f"{self.address} ({self.by or 'nobody'}, {self.status})"

    def visit(self, page: Page) -> Response:
        """Open it and do what has to be done on it."""
        answer = page.goto(self.address)
        if self.act:
            with page.expect_navigation() as after:
                page.evaluate(self.act)
            answer = after.value
        assert answer is not None
        assert answer.status == self.status, f"{self}: {answer.status}"
        return answer


def places(contact: str) -> list[Place]:
    """All of them; `contact` is the address of a contact of Sanne."""
    return [
        *(Place(None, address) for address in ("/", "/nu-hulp", "/gegevens", "/accounts/sign-in")),
        Place(None, "/accounts/sign-in", SIGN_IN_WRONG),
        Place(None, "/bestaat-niet", status=404),
        Place(None, "/accounts/forgot-password"),
        Place(None, "/accounts/invitation/nobody-has-this", status=404),
        *(Place("bart", f"/accounts/{page}") for page in ACCOUNT_PAGES),
        *(Place("beheer", f"/accounts/people/{page}") for page in PEOPLE_PAGES),
        Place("renske", "/accounts/people/"),
        *(Place("renske", f"/settings/{page}") for page in SETTING_PAGES),
        *(Place(name, "/today/") for name in ("renske", "bart", "annelies", "nora", "beheer")),
        Place("bart", "/intake/contacts", status=403),
        Place("sanne", "/"),
        Place("sanne", "/today/?site=gilde"),
        Place("sanne", "/today/?site=raayland"),
        Place("sanne", "/today/", SAVE),
        Place("sanne", "/today/", REFUSE, status=422),
        Place("sanne", "/today/hidden"),
        Place("sanne", "/intake/contacts"),
        Place("sanne", "/intake/contacts?site=1&theme=5&since=2020-01-01"),
        Place("sanne", contact),
        *(Place("sanne", f"{contact}/{action}") for action in ("edit", "hand-over", "safety")),
        *(Place("sanne", f"{contact}/{action}", REFUSE_CONTACT, 422) for action in ("edit", "hand-over", "safety")),
    ]


def contact_of(page: Page) -> str:
    """The address of the newest contact of who has signed in here."""
    found = re.search(r'href="(/intake/contacts/[0-9a-f-]{36})"', page.request.get("/intake/contacts").text())
    assert found
    return found[1]


def choose_language(context: BrowserContext, code: str, address: str) -> None:
    """As the footer does."""
    context.add_cookies([{"name": "language", "value": code, "url": address}])
