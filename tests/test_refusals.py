"""Who may not open a page reads whose it is, and what helps: nobody is sent to themselves, and the menu stays."""

import pytest
from flask import Flask
from sqlalchemy import text

from jsp.extensions import db
from tests.browser import Browser

NOBODYS = "00000000-0000-7000-8000-000000000000"
APART, GIVEN = "ziet het werk met jongeren niet", "Heeft iemand deze pagina nodig?"


@pytest.mark.parametrize(("who", "where", "roles", "then"), [
    ("bart", "/intake/contacts", "JSP-medewerker", "Vraag het aan je beheerder."),
    ("sanne", "/settings/", "JSP-coördinator en beheerder", "Vraag het aan je beheerder."),
    ("beheer", "/intake/contacts", "JSP-medewerker", APART),
    ("beheer", "/hours/", "JSP-medewerker en JSP-coördinator", APART),
    ("beheer", "/lessons/board", "JSP-medewerker, JSP-coördinator en zorgcoördinator", GIVEN),
])  # fmt: skip
def test_a_refusal_says_whose_page_it_is_and_what_helps(
    app: Flask, who: str, where: str, roles: str, then: str
) -> None:
    said = Browser(app).signed_in(who).get(where).words
    assert f"Deze pagina is voor: {roles}." in said
    assert then in said
    assert ("beheerder." in said.replace("Je bent beheerder.", "")) is (who != "beheer")


@pytest.mark.parametrize(("who", "where", "status"), [
    ("bart", "/intake/contacts", 403), ("sanne", f"/intake/contacts/{NOBODYS}", 404), ("sanne", "/nergens", 404),
])  # fmt: skip
def test_who_is_signed_in_keeps_the_menu_and_the_way_back(app: Flask, who: str, where: str, status: int) -> None:
    page = Browser(app).signed_in(who).get(where)
    assert (page.status, "Hoofdmenu" in page.text) == (status, True)
    assert ("Snel weg" in page.text, 'href="/today/">Naar het begin' in page.text) == (False, True)
    anonymous = Browser(app).get("/nergens")
    assert ("Snel weg" in anonymous.text, "Hoofdmenu" in anonymous.text) == (True, False)


def test_where_the_database_is_what_failed_the_page_asks_it_nothing(app: Flask) -> None:
    browser = Browser(app).signed_in("sanne")
    with app.app_context():
        db.session.execute(text("ALTER TABLE sign_in RENAME TO away"))
        db.session.commit()
    try:
        page = browser.get("/nergens")
        assert (page.status, page.heading) == (503, "Opslaan kan nu niet")
    finally:
        with app.app_context():
            db.session.execute(text("ALTER TABLE away RENAME TO sign_in"))
            db.session.commit()
