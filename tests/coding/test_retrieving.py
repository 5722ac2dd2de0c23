"""All passages of a code, in numbers and together, and two coders compared: only of talks that one may read."""

from dataclasses import dataclass

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.talk import TalkState
from tests.browser import Browser, Page
from tests.focus_groups import rows


@dataclass(frozen=True)
class Place:
    """Addresses: of the code above, of the code below it, of the book, of comparing in the text."""

    above: str
    below: str
    book: str
    compare: str


@pytest.fixture
def place(app: Flask) -> Place:
    """An approved talk that Sanne and Renske coded, and a draft of Lieke alone."""
    with app.app_context():
        group = rows.add_group(subject="Terugkijken")
        text = rows.add_text(group)
        book = rows.add_book()
        time = rows.add_code(book, "Tijd", definition="Over uren en weken")
        preparing = rows.add_code(book, "Voorbereiden", parent=time, place=1)
        calm = rows.add_code(book, "Rust", place=2)
        rows.add_coding(text, preparing, "Voorbereiden kostte te veel tijd")
        rows.add_coding(text, calm, "We wilden rust in de klas, en dat lukte")
        rows.add_coding(text, calm, "café-gesprek 😀 hielp: één vraag tegelijk.\nJ1: Ik zag", by="renske")
        rows.add_coding(text, time, "dat lukte pas na les 3")
        other = rows.add_group(subject="Van Lieke alleen", holders=("lieke",), sites=("gilde",))
        rows.add_coding(rows.add_text(other, "T1: stilte"), calm, "stilte", by="lieke")
        db.session.flush()
        group.read_until = group.approved_on = rows.HELD_ON
        group.state = TalkState.APPROVED
        db.session.commit()
        return Place(
            f"/coding/codes/{time.id}/passages", f"/coding/codes/{calm.id}/passages", f"/coding/books/{book.id}",
            f"/coding/texts/{text.id}/compare/{book.id}",
        )  # fmt: skip


def marked(page: Page) -> list[str]:
    return ["".join(each.itertext()) for each in page._all("mark")]


def lines(page: Page) -> list[str]:
    return ["".join(each.itertext()) for each in page._all("p") if each.get("class") == "jsp-heard"]


def test_what_stands_under_a_code_comes_with_it_and_with_its_line(worker: Browser, place: Place) -> None:
    page = worker.get(place.above)
    assert marked(page) == ["dat lukte pas na les 3", "Voorbereiden kostte te veel tijd"]
    assert "Verslag · Sanne" in page.words
    assert lines(page) == [
        "M1: We wilden rust in de klas, en dat lukte pas na les 3.", "M3: Voorbereiden kostte te veel tijd.",
    ]  # fmt: skip


def test_a_passage_of_two_lines_is_of_both_who_spoke(worker: Browser, place: Place) -> None:
    page = worker.get(f"{place.below}?part=worker")
    assert marked(page) == ["café-gesprek 😀 hielp: één vraag tegelijk.\nJ1: Ik zag"]
    assert lines(page) == [
        "M2: Het café-gesprek 😀 hielp: één vraag tegelijk.\nJ1: Ik zag dat de klas elkaar beter liet uitpraten."
    ]
    assert marked(worker.get(f"{place.below}?part=pupil")) == []


def test_it_is_narrowed_by_who_coded_it(app: Flask, worker: Browser, place: Place) -> None:
    page = worker.get(place.below)
    [renske] = [each.get("value") for each in page._all("option") if each.text == "Renske"]
    assert marked(worker.get(f"{place.below}?coder={renske}")) == [
        "café-gesprek 😀 hielp: één vraag tegelijk.\nJ1: Ik zag"
    ]


@pytest.mark.parametrize(("who", "number"), [("sanne", 2), ("renske", 2), ("nora", 2), ("lieke", 1), ("otto", 0)])
def test_passages_of_talks_that_one_may_not_read_do_not_come_along(
    app: Flask, place: Place, who: str, number: int
) -> None:
    page = Browser(app).signed_in(who).get(place.below)
    assert len(marked(page)) == number
    assert ("stilte" in page.words) == (who == "lieke")


def cells(page: Page) -> dict[str, list[str]]:
    """By the name in front of a row of the table, what stands in it."""
    found = {}
    for row in page._all("tr"):
        head, *rest = ("".join(each.itertext()).strip() for each in row)
        found[head] = rest
    return found


def test_counts_by_role_and_site(worker: Browser, place: Place) -> None:
    found = cells(worker.get(f"{place.book}/counts"))
    assert found["Code"][1:] == ["mentor", "JSP-medewerker", "Raayland"]
    assert found["Rust"] == ["2", "2", "1", "2"]
    assert found["Tijd"] == ["1", "1", "0", "1"]
    assert found["Tijd › Voorbereiden"] == ["1", "1", "0", "1"]


def test_codes_that_stand_together(worker: Browser, place: Place) -> None:
    page = worker.get(f"{place.book}/together")
    assert [["".join(cell.itertext()) for cell in row] for row in page._all("tr")][1:] == [["Tijd", "Rust", "1"]]


def test_two_coders_are_compared_and_shown_where_they_differ(worker: Browser, place: Place) -> None:
    page = worker.get(place.compare)
    assert "We wilden rust in de klas, en dat lukte" in marked(page)
    assert any("café-gesprek" in each for each in marked(page))
    assert cells(page)["Rust"][1] == "0"


def test_with_one_coder_there_is_nothing_to_compare(app: Flask, colleague: Browser) -> None:
    with app.app_context():
        text = rows.add_text(rows.add_group(holders=("lieke",)))
        code = rows.add_code(rows.add_book(), "Rust")
        rows.add_coding(text, code, "rust in de klas", by="lieke")
        db.session.commit()
        where = f"/coding/texts/{text.id}/compare/{code.book_id}"
    assert not colleague.get(where)._all("table")


@pytest.mark.parametrize("asked", ["part=baas", "site=x", "site=-1", "coder=99999999999999", "page=0", "page=abc"])
def test_what_nobody_can_read_in_the_address_is_left_out(worker: Browser, place: Place, asked: str) -> None:
    assert len(marked(worker.get(f"{place.below}?{asked}"))) == 2


def test_a_difference_leads_to_its_line_in_the_text(worker: Browser, place: Place) -> None:
    page = worker.get(place.compare)
    links = [each.get("href") for each in page._all("a") if "#l" in (each.get("href") or "")]
    assert len(links) == len(marked(page)) > 0
    for link, words in zip(links, marked(page), strict=True):
        line = next(each for each in worker.get(link.partition("#")[0])._all("li") if each.get("id") == link[-2:])
        assert words.partition("\n")[0] in "".join(line.itertext())
