"""The past from a spreadsheet: all of it or nothing, the same file twice adds nothing, and it can be taken back."""

from collections import Counter
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.trends.service import history_in
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.tallies import HistoryImport, PastContact
from jsp.rules.refusal import DomainError
from jsp.rules.tally import Cells
from jsp.verbs import tallying
from tests.browser import Browser, Page
from tests.figures.asked import asked
from tests.make import person
from tests.statements import counted
from tests.trends.past import GOOD, PLACE, add, back, count, look, recounted, tallies


@pytest.fixture
def keeper(coordinator: Browser) -> Browser:
    return coordinator.in_language("en")


def test_a_file_is_looked_at_first_and_added_after_a_yes(app: Flask, keeper: Browser) -> None:
    page = look(keeper, GOOD)
    assert (page.status, count(app)) == (200, 0)
    assert "4 conversations, by theme and school year" in page.words
    page = add(keeper, page)
    assert ("4 conversations were added." in page.words, count(app)) == (True, 4)
    assert tallies(app) == recounted(app) != Counter()


def test_the_sample_can_be_brought_in_as_it_is(app: Flask, keeper: Browser) -> None:
    for kind in ("csv", "xlsx"):
        data = keeper.client.get(f"{PLACE}/sample.{kind}").data
        page = look(keeper, data)
        assert "Add 4 conversations" in page.words if kind == "csv" else "There is nothing to add" in page.words
        if kind == "csv":
            add(keeper, page)
    assert count(app) == 4


def test_the_same_file_twice_adds_nothing_and_a_longer_one_only_what_is_new(app: Flask, keeper: Browser) -> None:
    add(keeper, look(keeper, GOOD))
    page = look(keeper, GOOD)
    assert page.heading == "There is nothing to add"
    assert "4 conversations stand here already" in page.words
    page = look(keeper, f"{GOOD}2-9-2024;Geld;inloop;leerling;Verwezen;havo;nieuw;1\n6-9-2024;Geld;;;;;;1\n")
    assert "Add 2 conversations" in page.words
    add(keeper, page)
    assert (count(app), count(app, HistoryImport)) == (6, 2)
    assert tallies(app) == recounted(app)


def test_a_yes_that_is_sent_twice_counts_once(app: Flask, keeper: Browser) -> None:
    page = look(keeper, GOOD)
    add(keeper, page)
    assert "was sent before" in add(keeper, page).words
    assert count(app) == 4


def test_what_was_shown_before_another_file_came_is_not_added(app: Flask, keeper: Browser) -> None:
    first, second = look(keeper, GOOD), look(keeper, GOOD)
    add(keeper, first)
    page = add(keeper, second)
    assert "Somebody changed this" in page.words
    assert count(app) == 4


def test_a_wrong_row_at_the_end_keeps_all_out(app: Flask, keeper: Browser) -> None:
    data = "datum;thema\n" + "2-9-2024;Geld\n" * 199_998 + "31-2-2024;Geld\n3-9-2024;Geld\n"
    page = look(keeper, data)
    assert page.heading == "Not all rows are right"
    assert "Row 200000: “31-2-2024” is a day that does not exist." in page.words
    assert not [form for form in page.forms() if form.get("action") == f"{PLACE}/add"]
    assert (count(app), count(app, HistoryImport), tallies(app)) == (0, 0, Counter())


def test_what_breaks_while_it_is_written_leaves_nothing(
    app: Flask, keeper: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = look(keeper, GOOD)

    def breaks(_change: Cells) -> None:
        raise DomainError("broken")

    monkeypatch.setattr(tallying, "move", breaks)
    add(keeper, page)
    assert (count(app), count(app, HistoryImport), tallies(app)) == (0, 0, Counter())
    monkeypatch.undo()
    add(keeper, page)
    assert count(app) == 4


def test_taken_back_the_figures_are_as_they_were(app: Flask, keeper: Browser) -> None:
    add(keeper, look(keeper, "datum;thema\n2-9-2024;Geld\n"))
    before = tallies(app)
    add(keeper, look(keeper, GOOD))
    with app.app_context():
        latest = db.session.scalars(select(HistoryImport).where(HistoryImport.rows == 4)).one().id
    address = f"{PLACE}/{latest}/take-back"
    page = keeper.get(address)
    assert "4 conversations of Raayland" in page.words
    assert "4 conversations were taken back." in keeper.post(address, page.form(address), follow=True).words
    assert (tallies(app), count(app)) == (before, 1)
    assert keeper.get(address).status == 404
    assert "Add 4 conversations" in look(keeper, GOOD).words, "and it can come in again"


def test_both_are_written_down(app: Flask, keeper: Browser) -> None:
    add(keeper, look(keeper, GOOD))
    back(keeper)
    with app.app_context():
        kept = db.session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "history_import")).all()
        assert [(each.action, each.user_id) for each in kept] == [
            (Action.RECORDED, person("renske").id), (Action.UNDONE, person("renske").id),
        ]  # fmt: skip
        assert len({each.object_id for each in kept}) == 1


def test_days_that_the_jsp_kept_itself_are_left_out_unless_somebody_wants_them(app: Flask, keeper: Browser) -> None:
    with app.app_context():
        asked("money", site="raayland", registered=date(2024, 9, 5))
    page = look(keeper, GOOD)
    assert "2 conversations are of 5 September 2024 or later" in page.words
    add(keeper, page)
    assert count(app) == 2
    again = look(keeper, GOOD)
    assert "2 conversations stand here already" in again.words
    assert buttons(again) == ["Add 2, also of later days: they are not in the app"]
    page = add(keeper, again, late="y")
    assert ("2 conversations were added." in page.words, count(app)) == (True, 4)
    assert tallies(app) == recounted(app)
    assert look(keeper, GOOD).heading == "There is nothing to add"


def test_of_a_file_with_later_days_alone_all_that_can_be_added_is_shown(app: Flask, keeper: Browser) -> None:
    with app.app_context():
        asked("money", site="raayland", registered=date(2024, 9, 1))
    page = look(keeper, GOOD)
    assert buttons(page) == ["Add 4, also of later days: they are not in the app"]
    assert "4 conversations, by theme and school year" in page.words


def buttons(page: Page) -> list[str]:
    """What can be said to the conversations that would be added."""
    form = next(each for each in page.root.iter("form") if (each.get("action") or "").endswith("/add"))
    return [" ".join("".join(each.itertext()).split()) for each in form.iter("button")]


def test_a_day_that_was_written_down_later_is_one_that_the_jsp_kept_itself(app: Flask, keeper: Browser) -> None:
    with app.app_context():
        asked("money", site="raayland", on=date(2024, 9, 3), registered=date(2024, 9, 5))
    assert "3 conversations are of 3 September 2024 or later" in look(keeper, GOOD).words


def test_what_stands_here_is_known_again_in_every_part_of_a_file(
    app: Flask, keeper: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(keeper, look(keeper, GOOD))
    monkeypatch.setattr(history_in, "AT_ONCE", 1)
    assert look(keeper, GOOD).heading == "There is nothing to add"
    with counted(app) as statements:
        look(keeper, "datum;thema\n2-9-2023;Geld\n2-9-2022;Geld\n")
    read = [each for each in statements if "FROM past_contact" in each]
    assert len(read) == 2
    assert all("past_contact.id IN" in each for each in read), "not all that stands here"


def test_words_that_nobody_knows_are_asked_about(app: Flask, keeper: Browser) -> None:
    data = "datum;thema;wie vroeg\n2-9-2024;verdriet;leerling\n2-9-2024;taart;leerling\n3-9-2024;Geld;oma\n"
    page, place = look(keeper, data), f"{PLACE}/words"
    assert page.heading == "What do these words mean?"
    asked = page.form(place)
    assert [each for each in asked if each.startswith("words")] == ["words-0", "words-1", "words-2"]
    again = keeper.post(place, asked)
    assert (again.status, "Choose one." in again.words, count(app)) == (422, True, 0)
    theme = next(option.get("value") for option in page.root.iter("option") if option.text == "Health")
    page = keeper.post(place, again.form(place) | {"words-0": theme, "words-1": "-", "words-2": "+"})
    assert "1 row is left out, as you chose." in page.words
    add(keeper, page)
    with app.app_context():
        kept = db.session.scalars(select(PastContact).order_by(PastContact.on)).all()
        assert [(str(row.theme_id) == theme, row.asked_by.value) for row in kept] == [(True, "pupil"), (False, "pupil")]
