"""What a class said of a lesson, for who may see it: as far as it was released, and no further."""

from uuid import UUID

import pytest
from flask import Flask

from jsp.rules.evaluation import AnswerState
from tests.browser import Browser, Page
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED, MILD
from tests.statements import counted

FOUR, FIVE = (1, 1, 1, 1, 0), (1, 1, 1, 1, 1)
KEPT = "Bewaard voor de volgende les van deze klas."
SHOWN, HIDDEN = AnswerState.SHOWN, AnswerState.HIDDEN


def table(page: Page) -> dict[str, list[str]]:
    """The cells of each row, by what stands before them."""
    cells = [[" ".join("".join(each.itertext()).split()) for each in row] for row in page._all("tr")]
    return {first: rest for first, *rest in cells}


def test_the_mentor_sees_tenths_means_and_words(mentor: Browser, fill: Fill) -> None:
    id = fill(1, {"safe": DIVIDED, "learned": MILD}, answers=9)
    page = mentor.get(f"/evaluations/{id}/results")
    assert "9 van de 24 leerlingen vulden het in." in page.words
    assert "Ik voelde me veilig in deze les." in page.words
    assert "Gemiddeld 3,0 van 5." in page.words
    assert "geen verplichte jaarlijkse veiligheidsmonitor" in page.words
    rows = table(page)
    assert rows["Ik voelde me veilig in deze les."] == ["4", "1", "0", "1", "4", "3,0"]
    assert "0 betekent: niemand, of minder dan een op de tien." in page.words, "somebody may have chosen it"
    assert "Deze cijfers zijn voor de twee die de lessen geven, de medewerkers" in page.words


def test_few_answers_to_an_item_are_not_shown(mentor: Browser, fill: Fill) -> None:
    id = fill(1, {"safe": DIVIDED, "learned": FIVE})
    page = mentor.get(f"/evaluations/{id}/results")
    assert "Niet getoond: te weinig" in page.words
    assert page.words.count("niet getoond") > 1, "in the table as well, and those that nobody answered"


def test_nearly_everyone_is_said_in_words_and_the_rest_is_not_there(mentor: Browser, fill: Fill) -> None:
    id = fill(1, {"safe": (1, 0, 0, 0, 19)})
    page = mentor.get(f"/evaluations/{id}/results")
    assert "Bijna iedereen: “Ja, zeker”." in page.words
    assert "4,8" not in page.words
    assert "van 5." not in page.words


def test_e15_four_answers_are_for_nobody_but_the_open_ones_for_the_worker(app: Flask, fill: Fill) -> None:
    """E15: results hidden; open answers only to the worker of the JSP."""
    id = fill(1, {"safe": FOUR}, ["Meer spelletjes"], states=[SHOWN])
    for name in ("bart", "annelies", "renske", "sanne"):
        page = Browser(app).signed_in(name).get(f"/evaluations/{id}/results")
        assert KEPT in page.words
        assert "4 van" not in page.words
        assert "tiende" not in page.words
        assert "Meer spelletjes" not in page.text
        assert "Medewerkers van het JSP zien cijfers vanaf 5 antwoorden, de school vanaf 8." in page.words
    assert "Meer spelletjes" in Browser(app).signed_in("sanne").get(f"/evaluations/{id}/answers").words
    for name in ("bart", "annelies", "renske"):
        assert Browser(app).signed_in(name).get(f"/evaluations/{id}/answers").status == 403


def test_the_worker_sees_sooner_than_the_school(worker: Browser, mentor: Browser, fill: Fill) -> None:
    id = fill(1, {"safe": FIVE})
    page = worker.get(f"/evaluations/{id}/results")
    assert "5 van de 24 leerlingen vulden het in." in page.words
    assert "Alleen medewerkers van het JSP zien dit" in page.words
    assert KEPT in mentor.get(f"/evaluations/{id}/results").words


def test_what_was_kept_comes_with_the_next_lesson(worker: Browser, mentor: Browser, fill: Fill) -> None:
    first = fill(1, {"safe": FOUR})
    second = fill(2, {"safe": (1, 1, 1, 1, 1)})
    for id, other in ((first, "2"), (second, "1")):
        page = mentor.get(f"/evaluations/{id}/results")
        assert "9 keer ingevuld." in page.words
        assert f"Samen met les {other}, want alleen waren het er te weinig." in page.words
    assert "Alleen medewerkers" not in worker.get(f"/evaluations/{first}/results").words


def test_e16_an_insult_with_a_name_is_on_no_page(app: Flask, fill: Fill, series_id: UUID) -> None:
    """E16: hidden by the worker it is in no page and on no board, for nobody."""
    id = fill(1, {"safe": DIVIDED}, ["Kevin stinkt", "Prima les", "Mag langer"], states=[HIDDEN, SHOWN])
    pages = (f"/evaluations/{id}/results", f"/evaluations/series/{series_id}", f"/evaluations/{id}/talk",
             f"/lessons/series/{series_id}/1", f"/lessons/series/{series_id}", "/today/")  # fmt: skip
    for name in ("bart", "sanne", "renske", "annelies"):
        visitor = Browser(app).signed_in(name)
        assert not [address for address in pages if "Kevin" in visitor.get(address).text]
    page = Browser(app).signed_in("bart").get(pages[0])
    assert "Prima les" in page.words
    assert "Mag langer" not in page.text
    assert "1 antwoord is niet getoond." in page.words
    assert "De JSP-medewerker leest nog 1 antwoord." in page.words


@pytest.mark.parametrize(("who", "reads"), [
    ("bart", True), ("sanne", True), ("lieke", True), ("annelies", False), ("renske", False),
])  # fmt: skip
def test_only_the_pair_and_the_workers_read_what_was_written(app: Flask, fill: Fill, who: str, reads: bool) -> None:
    """Who keeps the lessons, at the school or at the JSP, sees figures and not even how much was written."""
    id = fill(1, {"safe": DIVIDED}, ["Mag langer", "Te druk", "Nog niet"], states=[SHOWN, HIDDEN])
    page = Browser(app).signed_in(who).get(f"/evaluations/{id}/results")
    assert "Gemiddeld 3,0 van 5." in page.words
    for text in ("Mag langer", "1 antwoord is niet getoond.", "leest nog 1 antwoord", "lezen dit."):
        assert (text in page.words) is reads


def test_the_board_of_a_school_leads_to_what_a_class_said_once_there_is_something(
    care_coordinator: Browser, worker: Browser, fill: Fill, series_id: UUID
) -> None:
    fill(1, {"safe": FIVE})
    address = f"/evaluations/series/{series_id}"
    for visitor, is_there in ((care_coordinator, False), (worker, True)):
        assert (address in [each.get("href") for each in visitor.get("/lessons/board")._all("a")]) is is_there
    fill(2, {"safe": DIVIDED})
    assert address in [each.get("href") for each in care_coordinator.get("/lessons/board")._all("a")]


def test_answers_come_in_another_order_each_time(mentor: Browser, fill: Fill) -> None:
    texts = [f"antwoord {letter}" for letter in "abcdefgh"]
    id = fill(1, {"safe": DIVIDED}, texts, states=[SHOWN] * 8)
    orders = {tuple(sorted(texts, key=mentor.get(f"/evaluations/{id}/results").words.index)) for _time in range(6)}
    assert len(orders) > 1


@pytest.mark.parametrize(("who", "status"), [
    ("bart", 200), ("sanne", 200), ("lieke", 200), ("renske", 200), ("annelies", 200), ("otto", 404), ("nora", 403),
    ("beheer", 403),
])  # fmt: skip
def test_results_are_of_the_pair_and_who_keeps_the_lessons_of_that_school(
    app: Flask, fill: Fill, series_id: UUID, who: str, status: int
) -> None:
    id = fill(1, {"safe": DIVIDED})
    visitor = Browser(app).signed_in(who)
    assert visitor.get(f"/evaluations/{id}/results").status == status
    assert visitor.get(f"/evaluations/series/{series_id}").status == status


def test_a_series_shows_each_item_through_its_lessons(mentor: Browser, fill: Fill, series_id: UUID) -> None:
    fill(1, {"safe": DIVIDED})
    fill(2, {"safe": MILD})
    fill(3, {"safe": FOUR})
    page = mentor.get(f"/evaluations/series/{series_id}")
    rows = table(page)
    assert rows["Ik voelde me veilig in deze les."] == ["3,0", "3,5", "–", "–"]
    assert rows["Ik heb iets geleerd in deze les."] == ["–"] * 4


def test_a_series_without_results_says_so(mentor: Browser, series_id: UUID) -> None:
    assert "Er is nog niets te laten zien." in mentor.get(f"/evaluations/series/{series_id}").words


def test_a_change_is_one_tap_away(mentor: Browser, worker: Browser, colleague: Browser, fill: Fill) -> None:
    id = fill(1, {"safe": DIVIDED})
    for visitor, can in ((mentor, True), (worker, True), (colleague, False)):
        assert any("source=result" in each for each in links_of(visitor, id)) is can
    address = next(each for each in links_of(mentor, id) if "source=result" in each)
    page = mentor.get(address)
    assert (page.status, f'href="/evaluations/{id}/results"' in page.text) == (200, True), "and back again"


def test_more_lessons_ask_no_more_questions(app: Flask, mentor: Browser, fill: Fill, series_id: UUID) -> None:
    counts = []
    for position in (1, 2, 3):
        pages = (
            f"/evaluations/{fill(position, {'safe': DIVIDED}, ['Leuk'])}/results",
            f"/evaluations/series/{series_id}",
        )
        for address in pages:
            mentor.get(address)
            with counted(app) as statements:
                mentor.get(address)
            counts.append(len([each for each in statements if each.startswith("SELECT")]))
    assert counts == counts[:2] * 3
    assert max(counts) <= 20, counts  # with a place in the chain for who read what was written


def links_of(visitor: Browser, id: UUID) -> list[str]:
    return [str(each.get("href")) for each in visitor.get(f"/evaluations/{id}/results")._all("a")]
