"""One talk, one programme, or only what was approved: chosen on one page, and kept on the way to the next."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.coding.service import retrieving
from jsp.extensions import db
from jsp.models.coding import Code
from jsp.models.focus_groups import FocusGroup
from jsp.models.programmes import Programme
from jsp.models.talk_texts import TalkText, TextKind
from jsp.rules.talk import TalkState
from jsp.verbs import talk_texts
from tests.browser import Browser, Page
from tests.focus_groups import rows
from tests.lessons.conftest import add_ground


@dataclass(frozen=True)
class Place:
    """The three pages, and what can be chosen: two approved talks of which one has lessons, and a draft."""

    passages: str
    counts: str
    together: str
    lessons: UUID
    draft: UUID
    foreign: UUID
    programme: int


SAID = {"lessons": "M1: Van de lessen", "plain": "M1: Zonder lessen", "draft": "M1: Nog open"}


@pytest.fixture
def place(app: Flask) -> Place:
    with app.app_context():
        add_ground()
        book = rows.add_book()
        calm, time = rows.add_code(book, "Rust"), rows.add_code(book, "Tijd", place=1)
        programme = db.session.scalars(select(Programme.id)).one()
        talks = {
            "lessons": rows.add_group(subject="Over lessen", programme_id=programme),
            "plain": rows.add_group(subject="Over rust"), "draft": rows.add_group(subject="Nog open"),
        }  # fmt: skip
        for name, talk in talks.items():
            text = rows.add_text(talk, SAID[name])
            rows.add_coding(text, calm, SAID[name][4:])
            rows.add_coding(text, time, SAID[name].split()[1])
        for name in ("lessons", "plain"):
            rows.to_state(talks[name], TalkState.APPROVED)
        foreign = rows.add_group(subject="Van Lieke", holders=("lieke",))
        rows.add_coding(rows.add_text(foreign, "M1: Geheim"), calm, "Geheim", by="lieke")
        db.session.commit()
        return Place(
            f"/coding/codes/{calm.id}/passages", f"/coding/books/{book.id}/counts",
            f"/coding/books/{book.id}/together", talks["lessons"].id, talks["draft"].id, foreign.id, programme,
        )  # fmt: skip


def marked(page: Page) -> set[str]:
    return {"".join(each.itertext()) for each in page._all("mark")}


def numbers(page: Page) -> list[str]:
    """What stands in the rows of the table, behind the names of codes."""
    return ["".join(each.itertext()) for each in page._all("td")]


def asked(place: Place, choice: str) -> str:
    return "?" + choice.format(lessons=place.lessons, draft=place.draft, programme=place.programme)


@pytest.mark.parametrize(("choice", "found", "times"), [
    ("", {"Van de lessen", "Zonder lessen", "Nog open"}, 3), ("talk={draft}", {"Nog open"}, 1),
    ("programme={programme}", {"Van de lessen"}, 1), ("state=approved", {"Van de lessen", "Zonder lessen"}, 2),
    ("state=approved&talk={draft}", set(), 0), ("talk={lessons}&programme={programme}", {"Van de lessen"}, 1),
    ("talk=x&programme=y&state=z", {"Van de lessen", "Zonder lessen", "Nog open"}, 3),
])  # fmt: skip
def test_all_three_pages_look_in_the_same_talks(
    worker: Browser, place: Place, choice: str, found: set[str], times: int
) -> None:
    query = asked(place, choice)
    assert marked(worker.get(place.passages + query)) == found
    assert numbers(worker.get(place.counts + query)) == [str(times)] * 6 if times else not numbers(
        worker.get(place.counts + query)
    )  # fmt: skip
    assert numbers(worker.get(place.together + query))[1:] == ([str(times)] if times else [])


def test_what_was_chosen_goes_along_to_the_other_pages(worker: Browser, place: Place) -> None:
    wanted = {"talk": [str(place.lessons)], "programme": [str(place.programme)], "state": ["approved"]}
    query = f"?talk={place.lessons}&programme={place.programme}&state=approved"
    pages = (place.passages, place.counts, place.together)
    for page in pages:
        shown = worker.get(page + query)
        assert shown.form(page).items() >= {name: value for name, [value] in wanted.items()}.items()
        links = [urlsplit(each.get("href")) for each in shown._all("a")]
        leads = [each for each in links if each.path.endswith(("/passages", "/counts", "/together"))]
        assert {each.path for each in leads} >= set(pages) - {page, place.passages}
        assert all(parse_qs(each.query) == wanted for each in leads)
    assert any(place.passages in str(each.get("href")) for each in worker.get(place.counts + query)._all("a"))


def test_and_to_the_next_page(worker: Browser, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieving, "ON_A_PAGE", 1)
    first = worker.in_language("en").get(f"{place.passages}?state=approved&part=mentor")
    [link] = [str(each.get("href")) for each in first._all("a") if "page=2" in str(each.get("href"))]
    second = worker.get(link)
    assert len(marked(first)) == len(marked(second)) == 1
    assert marked(first) | marked(second) == {"Van de lessen", "Zonder lessen"}
    assert "page=3" not in second.text
    assert "page=1" in second.text
    assert marked(worker.get(f"{place.passages}?state=approved&page=9")) == marked(second)


def test_a_talk_that_one_may_not_read_is_as_missing_as_none(worker: Browser, place: Place) -> None:
    for query in (f"talk={place.foreign}", f"talk={uuid4()}", "programme=999999"):
        assert [worker.get(f"{page}?{query}").status for page in (place.passages, place.counts, place.together)] == [
            404, 404, 404,
        ]  # fmt: skip
    assert "Van Lieke" not in worker.get(place.counts).text


def test_a_site_that_is_not_to_choose_there_hides_nothing(worker: Browser, place: Place) -> None:
    page = worker.get(f"{place.passages}?talk={place.lessons}&site=999999&coder=999999")
    assert marked(page) == {"Van de lessen"}
    assert page.form(place.passages)["site"] == ""


def test_who_reads_only_what_was_approved_chooses_of_that(app: Flask, place: Place) -> None:
    page = Browser(app).signed_in("nora").in_language("en").get(place.counts)
    assert "Over lessen" in page.words
    assert "Nog open" not in page.text


@pytest.mark.parametrize(("beside", "choice", "times", "is_told"), [
    ("lessons", "", 3, True), ("lessons", "talk={lessons}", 1, False), ("lessons", "talk={draft}", 2, False),
    ("draft", "talk={draft}", 1, True), ("foreign", "talk={draft}", 2, False), ("foreign", "", 4, False),
])  # fmt: skip
def test_a_copy_counts_where_its_first_text_is_not_looked_at(
    app: Flask, worker: Browser, place: Place, beside: str, choice: str, times: int, is_told: bool
) -> None:
    with app.app_context():
        first = db.session.scalars(select(TalkText).where(TalkText.group_id == getattr(place, beside))).one()
        draft = db.session.get_one(FocusGroup, place.draft)
        copy = talk_texts.add(draft, TextKind.PROJECT, "Kopie", first.words, copy_of=first.id)
        for code in db.session.scalars(select(Code)):
            rows.add_coding(copy, code, first.words[4:])
        db.session.commit()
    counts = worker.get(place.counts + asked(place, choice))
    assert numbers(counts) == [str(times)] * 6
    assert ("1 tekst kwam een tweede keer" in counts.words) is is_told
