"""Every page there is, and who looks at it."""

import re
from datetime import date, timedelta

from playwright.sync_api import BrowserContext, Page

from jsp.demo.messages import TO_TRY
from tests.e2e.place import REFUSE_CONTACT, Place
from tests.e2e.places_lessons import places_of_lessons
from tests.e2e.places_short_lines import places_of_short_lines
from tests.e2e.places_talks import places_of_talks
from tests.e2e.places_trends import places_of_trends

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
REFUSE_ANSWER = "() => document.querySelector('form[action$=\"/answer\"]').submit()"
REFUSE_WORD = "() => document.querySelector('form[action=\"/messages/desk\"]').submit()"
TYPE_CODE = f"""() => {{
    const form = document.querySelector("form[action='/antwoord']");
    form.elements.code.value = "{TO_TRY}";
    form.submit();
}}"""

ACCOUNT_PAGES = ("profile", "sign-ins", "second-factor", "authenticator", "passkeys", "recovery-codes", "password",
                 "confirm")  # fmt: skip
PEOPLE_PAGES = ("", "invite", "1", "1/sites", "1/grant_role", "1/take_role", "1/disable", "1/enable", "1/reset_factor",
                "1/address")  # fmt: skip
SETTING_PAGES = (
    "", "themes/", "themes/1", "themes/1/edit", "sites/new", "disciplines/", "outcomes/1/edit", "years/", "team/1",
    "team/1/edit", "classes/", "classes/new", "lines/", "lines/1", "sites/1/words", "set-up", "classes/import",
    "values/", "values/staff_min", "values/public_first_names", "values/contact_note_days", "values/age_limit_adult",
    "matrix", "lines/3/archive", "sites/1/archive", "themes/new", "team/new",
)  # fmt: skip
HOURS_PAGES = (
    "", "?week=2026-12-07", "patterns", "patterns/new", "patterns/1/edit", "patterns/1/end", "closures", "closures/new",
    "closures/1", "closures/1/edit", "holidays/raayland", "holidays/gilde", "mine", "openings/new", "team", "team/6",
)  # fmt: skip
SEE_WHAT_IT_TOUCHES = """() => {
    const form = document.querySelector("main form");
    form.querySelectorAll("[name=sites], [name=kind][value=training_day]").forEach((box) => { box.checked = true; });
    const soon = new Date(Date.now() + 14 * 864e5), later = new Date(Date.now() + 28 * 864e5);
    form.elements.starts_on.value = soon.toISOString().slice(0, 10);
    form.elements.ends_on.value = later.toISOString().slice(0, 10);
    form.submit();
}"""


def places(contact: str, opening: str) -> list[Place]:
    """All of them; `contact` is the address of a contact of Sanne, `opening` that of an opening with her in it."""
    return [
        *_public_places(), *_asker_places(), *_hours_places(opening), *_message_places(), *places_of_lessons(),
        *_staff_places(contact), *places_of_short_lines(contact), *places_of_talks(),
        *places_of_trends(),
    ]  # fmt: skip


def _hours_places(opening: str) -> list[Place]:
    return [
        *(Place("renske", f"/hours/{page}") for page in HOURS_PAGES),
        Place("renske", "/hours/closures/new", SEE_WHAT_IT_TOUCHES),
        Place("renske", "/hours/closures/new", REFUSE_CONTACT, 422),
        Place("renske", "/hours/patterns/new", REFUSE_CONTACT, 422),
        *(Place("renske", f"{opening}{page}") for page in ("", "/hours", "/off")),
        *(Place("sanne", page) for page in ("/hours/", "/hours/mine", opening, f"{opening}/swap", "/intake/calls")),
    ]


def _public_places() -> list[Place]:
    return [
        *(Place(None, address) for address in ("/", "/nu-hulp", "/gegevens", "/accounts/sign-in")),
        Place(None, "/gegevens/medewerkers"),
        *(Place(None, f"/raayland{page}") for page in ("", "/poster")),
        Place(None, "/accounts/sign-in", SIGN_IN_WRONG),
        Place(None, "/bestaat-niet", status=404),
        Place(None, "/accounts/forgot-password"),
        Place(None, "/accounts/invitation/nobody-has-this", status=404),
    ]


def _asker_places() -> list[Place]:
    """In this order: with the code begins a visit, and what comes after it is part of that."""
    return [
        *(Place(None, f"/vraag{page}") for page in ("", "?wie=docent&school=raayland", "/verstuurd")),
        Place(None, "/vraag", REFUSE_CONTACT, 422),
        Place(None, "/antwoord"),
        Place(None, "/antwoord", TYPE_CODE),
        *(Place(None, f"/antwoord/{page}") for page in ("code", "wissen")),
    ]


def _message_places() -> list[Place]:
    return [
        *(Place("sanne", f"/messages/{page}") for page in ("", "closed")),
        *(Place("sanne", f"/messages/{{id}}{page}", listed_at="/messages/") for page in ("", "/contact", "/worry")),
        Place("sanne", "/messages/{id}", REFUSE_ANSWER, 422, listed_at="/messages/"),
        Place("sanne", "/messages/", REFUSE_WORD, 422),
        *(Place("bart", f"/messages/requests{page}") for page in ("", "/new")),
        Place("bart", "/messages/requests/{id}", listed_at="/messages/requests"),
    ]


def _staff_places(contact: str) -> list[Place]:
    return [
        *(Place("bart", f"/accounts/{page}") for page in ACCOUNT_PAGES),
        *(Place("beheer", f"/accounts/people/{page}") for page in PEOPLE_PAGES),
        Place("renske", "/accounts/people/"),
        *(Place("renske", f"/settings/{page}") for page in SETTING_PAGES),
        Place("beheer", "/settings/in-order"),
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


def opening_of(page: Page) -> str:
    """The address of an opening in which who has signed in here sits, next week."""
    week = (date.today() + timedelta(days=7)).isoformat()  # noqa: DTZ011 - the browser lives in real time
    found = re.search(r'action="(/hours/openings/\d+)/cannot"', page.request.get(f"/hours/?week={week}").text())
    assert found
    return found[1]


def choose_language(context: BrowserContext, code: str, address: str) -> None:
    """As the footer does."""
    context.add_cookies([{"name": "language", "value": code, "url": address}])
