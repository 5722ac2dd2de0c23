"""What may name somebody in a table of the past stays behind, and its conversation comes in all the same."""

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Theme
from jsp.models.tallies import PastContact
from tests.browser import Browser
from tests.trends.past import PLACE, add, columns, count, look, send

OTHERS = "Words that were not taken over, for they may name somebody"
OWN = "Alles wat er thuis en op school en elders speelt"
ROWS = "2-9-2024;Geld;Verwezen\n" * 5


def test_a_name_is_asked_about_without_saying_it(app: Flask, coordinator: Browser) -> None:
    keeper = coordinator.in_language("en")
    page = send(keeper, f"datum;thema;actie\n{ROWS}3-9-2024;Geld;Jan Jansen\n4-9-2024;Geld;bellen met Fatima Yilmaz\n")
    assert "Where “…” stands, something looked like a name" in page.words
    page = columns(keeper, page)
    assert (OTHERS in page.words, "in 2 rows" in page.words) == (True, True)
    assert not [name for name in ("Jansen", "Fatima") if name in page.text]
    add(keeper, keeper.post(f"{PLACE}/words", page.form(f"{PLACE}/words") | {"words-0": "+"}))
    assert count(app) == 7


def test_a_theme_of_this_jsp_is_read_below_any_heading_however_long_its_name(app: Flask, coordinator: Browser) -> None:
    keeper = coordinator.in_language("en")
    with app.app_context():
        theme = db.session.scalars(select(Theme).where(Theme.code == "health")).one()
        theme.name_nl, id = OWN, theme.id
        db.session.commit()
    page = look(keeper, f"datum;Waarover;actie\n{ROWS}3-9-2024;{OWN};Verwezen\n")
    assert "Add 6 conversations" in page.words
    add(keeper, page)
    with app.app_context():
        assert list(db.session.scalars(select(PastContact.theme_id))).count(id) == 1


def test_a_remark_in_the_column_of_days_is_a_wrong_row(app: Flask, coordinator: Browser) -> None:
    keeper = coordinator.in_language("en")
    page = look(keeper, f"datum;thema;actie\n{ROWS}Kerstvakantie, Jan is er niet van 21 december tot 6 januari;;\n")
    assert ("Row 7: We cannot read “…” as a day." in page.words, "Jan is" in page.text) == (True, False)
    assert count(app) == 0
