"""What a table of the past may not hold, and who may not bring it in."""

import io
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.trends.service import history_in
from jsp.extensions import db
from jsp.models.audit import AuditEntry
from jsp.models.tallies import HistoryImport, PastContact, ThemeTally
from jsp.rules.history_rows import Rows
from jsp.rules.refusal import NotFoundError
from tests.browser import Browser
from tests.make import person
from tests.trends.past import GOOD, NEW, PLACE, add, columns, count, look, send
from tests.workbooks import xlsx


@pytest.fixture
def keeper(coordinator: Browser) -> Browser:
    return coordinator.in_language("en")


def test_without_a_column_for_the_day_or_the_theme_it_says_so(keeper: Browser) -> None:
    page = look(keeper, GOOD, **{"columns-1": ""})
    assert (page.status, "Say which column holds the theme." in page.words) == (422, True)
    page = columns(keeper, page, **{"columns-0": "theme", "columns-1": "theme"})
    assert (page.status, "Two columns say the same." in page.words) == (422, True)


def test_a_file_that_may_be_american_asks_what_comes_first(app: Flask, keeper: Browser) -> None:
    page = look(keeper, "datum;thema\n3-4-2024;Geld\n11-25-2024;Geld\n")
    assert (page.status, "such as 11-25-2024" in page.words) == (422, True)
    add(keeper, columns(keeper, page, order="month"))
    with app.app_context():
        assert set(db.session.scalars(select(PastContact.on))) == {date(2024, 3, 4), date(2024, 11, 25)}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (xlsx(("datum", "thema"), ("=TODAY()", "Geld")), "Row 2: A cell holds a formula."),
        (xlsx(("datum", "thema"), (date(2024, 9, 2), "Geld"), (None, "School"), merged="A2:A3"), "Row 3: There is no"),
        (xlsx(("datum", "thema"), (date(2026, 12, 1), "Geld")), "Row 2: “2026-12-01” has yet to come."),
        (xlsx(("datum", "thema"), (date(1999, 12, 31), "Geld")), "Row 2: “1999-12-31” lies before the year 2000."),
    ],
)  # fmt: skip
def test_a_workbook_with_something_wrong_gets_a_sentence(app: Flask, keeper: Browser, data: bytes, words: str) -> None:
    assert words in look(keeper, data).words
    assert count(app) == 0


@pytest.mark.parametrize("data", [b"", b"PK nothing", b"\x89PNG\r\n\x00\x1a", b"een brief aan de school"])
def test_what_is_no_table_is_refused(keeper: Browser, data: bytes) -> None:
    assert send(keeper, data).status == 422


def test_no_name_and_no_number_of_a_person_is_kept(app: Flask, keeper: Browser) -> None:
    page = send(keeper, "datum;thema;naam;bsn;nr\n2-9-2024;Geld;Jan Jansen;111222333;111222333\n")
    assert "Not read, for it may name somebody or is free text: naam, bsn, nr." in page.words
    assert "We never keep names" in page.words
    assert not [each for each in ("Jansen", "111222333") if each in page.text]
    add(keeper, columns(keeper, page))
    with app.app_context():
        kept = [
            str(tuple(row))
            for table in (PastContact, HistoryImport, ThemeTally, AuditEntry)
            for row in db.session.execute(select(table.__table__))
        ]
    assert kept
    assert not [row for row in kept if "Jansen" in row or "111222333" in row]


@pytest.mark.parametrize("name", ["20", "8", "²", "9" * 5000, "00"])
def test_an_answer_to_a_question_that_was_not_asked_is_refused(app: Flask, keeper: Browser, name: str) -> None:
    page = columns(keeper, send(keeper, GOOD), **{f"columns-{name}": "theme"})
    words = look(keeper, "datum;thema\n2-9-2024;verdriet\n2-9-2024;taart\n")
    told = words.form(f"{PLACE}/words") | {"words-0": "-", "words-1": "-", f"words-{name}": "-"}
    answers = [page, keeper.post(f"{PLACE}/words", told)]
    assert [each.status for each in answers] == ([303, 303] if name in ("20", "8") else [200, 200])
    assert count(app) == 0


def test_answers_with_one_missing_are_not_taken_for_those_to_others(keeper: Browser) -> None:
    page = send(keeper, GOOD)
    values = {name: value for name, value in page.form(f"{PLACE}/columns").items() if name != "columns-2"}
    answer = keeper.post(f"{PLACE}/columns", values, follow=True)
    assert ("Choose the file again." in answer.words, answer.heading) == (True, "Bring in a file")


def test_a_level_of_another_kind_of_school_is_asked_about(app: Flask, keeper: Browser) -> None:
    page = look(keeper, "datum;thema;niveau\n2-9-2024;Geld;niveau 2\n3-9-2024;Geld;havo\n")
    assert [each for each in page.form(f"{PLACE}/words") if each.startswith("words")] == ["words-0"]
    values = page.form(f"{PLACE}/words")
    assert keeper.post(f"{PLACE}/words", values | {"words-0": "mbo_2"}).status == 422
    add(keeper, keeper.post(f"{PLACE}/words", values | {"words-0": "vmbo_kb"}))
    with app.app_context():
        assert sorted(map(str, db.session.scalars(select(PastContact.level)))) == ["havo", "vmbo_kb"]


@pytest.mark.parametrize(("heading", "asked"), [
    ("bezoek", True), ("nieuw of terug", True), ("niet nieuw", True), ("terug", False), ("nieuw", False),
])  # fmt: skip
def test_a_yes_below_a_heading_that_does_not_say_to_what_is_asked_about(
    app: Flask, keeper: Browser, heading: str, asked: bool
) -> None:
    page = look(keeper, f"datum;thema;{heading}\n2-9-2024;Geld;1\n")
    assert (page.heading == "What do these words mean?") is asked
    if not asked:
        add(keeper, page)
        with app.app_context():
            assert db.session.scalar(select(PastContact.is_return)) is (heading == "terug")


def test_a_table_of_more_than_other_forms_take_is_taken(app: Flask, keeper: Browser) -> None:
    data = "datum;thema;opmerking\n" + f"2-9-2024;Geld;{'x' * 150}\n" * 11_000
    assert len(data) > 1_500_000
    assert "11,000" in send(keeper, data).words
    anonymous = Browser(app)
    assert anonymous.post(NEW, {"file": (io.BytesIO(data.encode()), "x.csv")}).status == 413


def test_a_site_of_others_is_the_same_as_none(app: Flask, keeper: Browser, worker: Browser) -> None:
    with app.app_context():
        far, near = person("otto").sites[0].id, person("renske").sites[0].id
        db.session.add(
            HistoryImport(
                id=(held := uuid4()), site_id=far, user_id=1, made_on=date(2026, 1, 1), rows=1, until=date(2025, 1, 1)
            )
        )
        db.session.commit()
    form = keeper.get(NEW).form(NEW)
    assert str(far) not in keeper.get(NEW).text.split("</select>")[0].split("<option")[-1]
    answer = keeper.post(NEW, form | {"site": str(far), "file": (io.BytesIO(GOOD.encode()), "x.csv")})
    assert answer.status == 422
    assert keeper.get(f"{PLACE}/{held}/take-back").status == 404
    assert keeper.get(f"{PLACE}/{uuid4()}/take-back").status == 404
    assert worker.get(PLACE).status == 403
    with app.test_request_context(), pytest.raises(NotFoundError):
        history_in.plan(person("renske"), far, Rows())
    assert near


def test_what_was_shown_to_one_is_nothing_for_another(app: Flask, keeper: Browser) -> None:
    page = look(keeper, GOOD)
    values = page.form(f"{PLACE}/add")
    assert count(app) == 0
    page = keeper.post(f"{PLACE}/add", values | {"token": values["token"][:-3]}, follow=True)
    assert ("Choose the file again." in page.words, count(app)) == (True, 0)


def test_without_a_site_it_says_that_the_file_has_to_be_chosen_again(keeper: Browser) -> None:
    form = keeper.get(NEW).form(NEW)
    answer = keeper.post(NEW, form | {"site": "", "file": (io.BytesIO(GOOD.encode()), "x.csv")})
    assert (answer.status, "Choose the file again: it does not stay here." in answer.words) == (422, True)
    answer = keeper.post(NEW, form | {"site": ""})
    assert ("Choose a file." in answer.words, "Choose the file again" in answer.words) == (True, False)
