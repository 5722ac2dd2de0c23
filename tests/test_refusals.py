"""Who may not open a page reads whose it is, and what helps: nobody is sent to themselves."""

import pytest
from flask import Flask

from tests.browser import Browser

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
