"""Codes of a book: a name, a definition and a colour, in a tree that keeps its shape."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp.blueprints.coding.service import codes as service
from jsp.blueprints.coding.service.merging import merge_codes
from jsp.extensions import db
from jsp.models.coding import Code, Codebook, Coding
from jsp.models.coding_rows import get_code
from jsp.rules.coding import COLOURS
from jsp.rules.refusal import DomainError
from tests import make
from tests.browser import Browser
from tests.coding.steps import add_code, names, press, start_book
from tests.focus_groups import rows
from tests.together import at_once


@pytest.fixture
def book(worker: Browser) -> str:
    return start_book(worker.in_language("en"))


def test_a_code_has_a_name_a_definition_and_a_colour_in_words(worker: Browser, book: str) -> None:
    code = add_code(worker, book, "Rust", definition="Het is stil.", colour="#2e7d32")
    page = worker.get(book)
    assert "Het is stil." in page.words
    assert 'fill="#2e7d32"' in page.text
    assert worker.get(code).form(code)["colour"] == "#2e7d32"


def test_a_colour_of_your_own_is_kept_and_nonsense_refused(worker: Browser, book: str) -> None:
    code = add_code(worker, book, "Rust", colour="own", own_colour="#ABCDEF")
    assert worker.get(code).form(code)["own_colour"] == "#abcdef"
    answer = press(worker, f"{book}/codes", name="Tijd", colour="own", own_colour="red")
    assert answer.status == 422
    assert "Fill in a colour" in answer.words
    assert press(worker, f"{book}/codes", name="Tijd", colour="#123456").status == 422


def test_new_codes_get_colours_that_can_be_told_apart(worker: Browser, book: str) -> None:
    first = add_code(worker, book, "Rust")
    add_code(worker, book, "Tijd", colour=COLOURS[2])
    under = add_code(worker, book, "Rooster", under=first)
    assert [worker.get(each).form(each)["colour"] for each in (first, under)] == [COLOURS[0], COLOURS[1]]
    new = f"{book}/codes"
    assert worker.get(f"{new}?under={first.rpartition('/')[2]}").form(new)["colour"] == COLOURS[3]
    press(worker, first, f"{first}/archive")
    assert worker.get(new).form(new)["colour"] == COLOURS[0], "what is not offered is in nobody's way"


def test_the_same_name_in_one_place_is_refused_and_elsewhere_fine(worker: Browser, book: str) -> None:
    rust = add_code(worker, book, "Rust")
    answer = press(worker, f"{book}/codes", name=" rust ")
    assert answer.status == 422
    assert "There is a code with this name in the same place." in answer.words
    add_code(worker, book, "Rust", under=rust)
    assert names(worker, book) == ["Rust", "Rust › Rust"]


def test_a_code_moves_with_all_under_it_and_never_under_itself(worker: Browser, book: str) -> None:
    one = add_code(worker, book, "Een")
    under = add_code(worker, book, "Twee", under=one)
    other = add_code(worker, book, "Drie")
    assert press(worker, f"{one}/move", under=other.rpartition("/")[2]).status == 303
    assert names(worker, book) == ["Drie", "Drie › Een", "Drie › Een › Twee"]
    for place in (one, under):
        refused = press(worker, f"{one}/move", under=place.rpartition("/")[2])
        assert refused.status == 422
    assert press(worker, f"{one}/move", under="").status == 303
    assert names(worker, book) == ["Drie", "Een", "Een › Twee"]


def test_codes_go_five_deep_and_no_deeper(worker: Browser, book: str) -> None:
    above = ""
    for depth in range(1, 6):
        above = add_code(worker, book, f"Laag {depth}", under=above)
    assert press(worker, f"{book}/codes", name="Laag 6", under=above.rpartition("/")[2]).status == 422
    assert len(names(worker, book)) == 5


def test_one_place_up_and_down(worker: Browser, book: str) -> None:
    for name in ("A", "B", "C"):
        code = add_code(worker, book, name)
    for way, order in (("up", "ACB"), ("up", "CAB"), ("up", "CAB"), ("down", "ACB")):
        press(worker, code, f"{code}/{way}")
        assert "".join(names(worker, book)) == order


def test_putting_away_takes_those_under_it_and_taking_back_those_above_it(worker: Browser, book: str) -> None:
    one = add_code(worker, book, "Een")
    two = add_code(worker, book, "Twee", under=one)
    press(worker, one, f"{one}/archive")
    assert "This code was put away" in worker.get(two).words
    press(worker, two, f"{two}/restore")
    assert "This code was put away" not in worker.get(one).words


def test_who_never_was_given_is_deleted_after_a_page_that_asks(worker: Browser, book: str) -> None:
    code = add_code(worker, book, "Rust")
    assert "cannot be brought back" in worker.get(f"{code}/delete").words
    assert press(worker, f"{code}/delete").status == 303
    assert names(worker, book) == []


def test_a_used_code_is_never_deleted(app: Flask, worker: Browser, book: str) -> None:
    code = add_code(worker, book, "Rust")
    values = worker.get(f"{code}/delete").form(f"{code}/delete")
    with app.app_context():
        group = rows.add_group()
        found = db.session.get(Code, UUID(code.rpartition("/")[2]))
        assert found is not None
        rows.add_coding(rows.add_text(group), found, "rust in de klas").is_off = True
        db.session.commit()
    answer = worker.post(f"{code}/delete", values)
    assert answer.status == 422
    assert "This code was used, so it stays." in answer.words
    assert names(worker, book) == ["Rust"]


def test_who_changes_what_changed_meanwhile_is_told(worker: Browser, colleague: Browser, book: str) -> None:
    code = add_code(worker, book, "Rust")
    mine = worker.get(code).form(code) | {"definition": "Van mij"}
    press(colleague.in_language("en"), code, definition="Van haar")
    refused = worker.post(code, mine)
    assert refused.status == 422
    assert "Somebody changed this while you had it open." in refused.words
    assert "Van haar" in refused.words
    assert refused.form(code)["definition"] == "Van mij"
    assert worker.post(code, refused.form(code) | {"definition": "Van ons"}).status == 303
    assert "Van ons" in worker.get(book).words


def test_what_was_coded_in_a_talk_one_may_not_read_is_neither_moved_nor_counted(
    app: Flask, worker: Browser, book: str
) -> None:
    rest, calm = add_code(worker, book, "Rust"), add_code(worker, book, "Kalmte")
    with app.app_context():
        code = db.session.get_one(Code, UUID(rest.rpartition("/")[2]))
        given = rows.add_coding(
            rows.add_text(rows.add_group(holders=("lieke",))), code, "rust in de klas", by="lieke"
        ).id
        db.session.commit()
    into = calm.rpartition("/")[2]
    assert "talks that you may not read" in worker.get(f"{rest}/merge?into={into}").words
    with app.test_request_context():
        code = get_code(UUID(rest.rpartition("/")[2]))
        with pytest.raises(DomainError, match="may not read"):
            merge_codes(code, UUID(into), key=uuid4(), by=make.person("sanne"))
        db.session.rollback()
        assert db.session.get_one(Coding, given).code_id == UUID(rest.rpartition("/")[2])


def test_merging_moves_what_was_coded_and_keeps_no_double(app: Flask, worker: Browser, book: str) -> None:
    rest, calm = add_code(worker, book, "Rust"), add_code(worker, book, "Kalmte")
    with app.app_context():
        one, other = (db.session.get(Code, UUID(each.rpartition("/")[2])) for each in (rest, calm))
        assert one is not None
        assert other is not None
        text = rows.add_text(rows.add_group())
        first = rows.add_coding(text, one, "rust in de klas")
        first.memo = "van rust"
        double = Coding(id=uuid4(), passage_id=first.passage_id, code_id=other.id, coder_id=first.coder_id,
                        made_on=first.made_on)  # fmt: skip
        double.memo = "van kalmte"
        db.session.add(double)
        rows.add_coding(text, one, "rust in de klas, en dat lukte", by="renske")
        db.session.commit()
        kept = double.id
    weighed = worker.get(f"{rest}/merge?into={calm.rpartition('/')[2]}")
    assert "2 passages get the other code." in weighed.words
    assert "Of these 1 had both" in weighed.words
    assert worker.post(f"{rest}/merge", weighed.form(f"{rest}/merge")).status == 303
    assert names(worker, book) == ["Kalmte"]
    with app.app_context():
        left = db.session.scalars(db.select(Coding)).all()
        assert len(left) == 2
        assert {each.code_id for each in left} == {UUID(calm.rpartition("/")[2])}
        assert next(each for each in left if each.id == kept).memo == "van kalmte\nvan rust"


def test_what_stands_under_a_merged_code_comes_along(worker: Browser, book: str) -> None:
    one, other = add_code(worker, book, "Een"), add_code(worker, book, "Ander")
    add_code(worker, book, "Onder", under=one)
    weighed = worker.get(f"{one}/merge?into={other.rpartition('/')[2]}")
    worker.post(f"{one}/merge", weighed.form(f"{one}/merge"))
    assert names(worker, book) == ["Ander", "Ander › Onder"]


def test_two_with_one_name_under_them_are_not_merged(worker: Browser, book: str) -> None:
    one, other = add_code(worker, book, "Een"), add_code(worker, book, "Ander")
    for each in (one, other):
        add_code(worker, book, "Onder", under=each)
    answer = worker.get(f"{one}/merge?into={other.rpartition('/')[2]}")
    assert "Both have a code “Onder” under them." in answer.words
    assert len(names(worker, book)) == 4


def test_of_two_at_the_same_moment_one_gets_the_name_and_the_other_the_sentence(committing: Flask) -> None:
    with committing.app_context():
        id = rows.add_book("Tegelijk").id
        db.session.commit()
    draft = service.CodeDraft("Rust", "", "#1f5fa8")

    def add(wait: Callable[[], None]) -> object:
        book = db.session.get_one(Codebook, id)
        wait()
        return service.add_code(book, draft, under=None, key=uuid4())

    found = at_once(committing, add, add)
    [refused] = [each for each in found if isinstance(each, Exception)]
    assert isinstance(refused, DomainError)
    assert refused.message == service.SAME_NAME
