"""Eight faces and an open question on a phone without script: one a screen, each may be skipped, nothing is lost."""

from uuid import UUID

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.ground import Setting
from jsp.models.reference import forget_reference
from tests.lesson_form.phones import ITEMS, Phone, begin, box_of

FIRST, FIFTH = "In deze les gingen we met respect met elkaar om.", "Ik kan dit gebruiken op school of thuis."
OPEN = "Wat kan de volgende keer beter?"
SHORT = ("respect_class", "safe", "learned", "usable")
LAST = (*ITEMS, "class_effect", "agreements_used")
SKIP = ""


@pytest.fixture
def phone(app: Flask, code: str) -> Phone:
    return Phone(app).opens(code)


def headings(phone: Phone, number: int = 20) -> list[str]:
    """What is asked, screen by screen, until the open question."""
    found = [phone.page.heading]
    while "go" not in phone.page.text or 'name="face"' in phone.page.text:
        found.append(phone.taps(3).page.heading)
        assert len(found) < number
    return found


def test_eight_items_and_an_open_question_one_a_screen(phone: Phone) -> None:
    asked = headings(phone)
    assert len(asked) == 9
    assert (asked[0], asked[4], asked[-1]) == (FIRST, FIFTH, OPEN)
    assert "Vraag 9 van 9" in phone.page.words


def test_from_the_qr_code_to_the_end_in_ten_taps_at_most(phone: Phone) -> None:
    """One a face, and one that hands it in; scanning opens the first item without a tap."""
    taps = 0
    while 'name="face"' in phone.page.text:
        phone.taps(4)
        taps += 1
    phone.presses("done")
    assert phone.is_done
    assert taps + 1 == 9 <= 10


def test_what_everybody_should_know_stands_before_the_first_tap(phone: Phone) -> None:
    words = phone.page.words
    for text in (
        "Je vult het in zonder naam. Niemand ziet wat jij koos.",
        "Je mag elke vraag overslaan. Meedoen hoeft niet.",
        "Vullen minder dan 8 het in? Dan ziet je school nog niets en bewaren we het voor de volgende les.",
    ):
        assert text in words, words
    assert "Vullen minder dan" not in phone.taps(3).page.words


def test_each_face_is_a_word_as_well(phone: Phone) -> None:
    assert list(phone.page.choices("face").values()) == ["1", "2", "3", "4", "5", ""]
    assert list(phone.page.choices("face")) == [
        "Nee, helemaal niet", "Nee, niet echt", "Soms wel, soms niet", "Ja, best wel", "Ja, zeker", "Sla over",
    ]  # fmt: skip


def test_what_was_tapped_is_counted(app: Flask, begun: tuple[UUID, str]) -> None:
    Phone(app).opens(begun[1]).fills_in([1, 2, 3, 4, 5, SKIP, 1, SKIP], "  Meer praten\r\n😀 ")
    box = box_of(app, begun[0])
    assert box.counts == {
        "respect_class": {1: 1}, "safe": {2: 1}, "dare_to_speak": {3: 1}, "learned": {4: 1}, "usable": {5: 1},
        "fits_us": {1: 1},
    }  # fmt: skip
    assert [text for _key, text in box.texts] == ["Meer praten\n😀"]
    assert box.answers == 1


def test_all_of_it_may_be_skipped(app: Flask, begun: tuple[UUID, str]) -> None:
    assert Phone(app).opens(begun[1]).fills_in([SKIP] * 8).is_done
    box = box_of(app, begun[0])
    assert (box.answers, box.counts, box.texts) == (1, {}, frozenset())


def test_back_shows_the_item_before_and_the_new_face_counts(app: Flask, begun: tuple[UUID, str]) -> None:
    phone = Phone(app).opens(begun[1])
    second = phone.taps(1).page.heading
    phone.taps(2)
    assert phone.presses("back").page.heading == second
    assert phone.presses("back").page.heading == FIRST
    phone.fills_in([5, SKIP, *[3] * 6])
    counts = box_of(app, begun[0]).counts
    assert (counts["respect_class"], counts.get("safe")) == ({5: 1}, None)


def test_what_was_written_is_still_there_on_the_way_back(app: Flask, begun: tuple[UUID, str]) -> None:
    phone = Phone(app).opens(begun[1])
    for _ in ITEMS:
        phone.taps(4)
    phone.presses("back", text="Meer buiten").presses("back")
    assert phone.taps(4).taps(4).page.form(phone.address)["text"] == "Meer buiten"
    phone.page = phone.post(phone.address, phone.held() | {"go": "done"})
    assert [text for _key, text in box_of(app, begun[0]).texts] == ["Meer buiten"]


@pytest.mark.parametrize("at", [1, 8])
def test_the_other_language_keeps_what_was_tapped(app: Flask, begun: tuple[UUID, str], at: int) -> None:
    phone = Phone(app).opens(begun[1])
    for _ in range(at):
        phone.taps(2)
    phone.language = "en"
    written = {"text": "Al geschreven"} if at == len(ITEMS) else {}
    phone.page = phone.post(phone.address, phone.held() | {"language": "en"} | written)
    assert phone.page.status == 200
    assert phone.page.heading == ("What could be better next time?" if at == 8 else "I felt safe in this lesson.")
    phone.page = phone.post(phone.address, phone.held() | {"go": "done"})
    box = box_of(app, begun[0])
    assert box.counts == {item: {2: 1} for item in ITEMS[:at]}
    assert [text for _key, text in box.texts] == list(written.values())


def test_students_get_words_of_their_own(app: Flask, ground: None) -> None:
    _id, code = begin(app, code="MZ31", by="renske")
    asked = headings(Phone(app).opens(code))
    assert asked[4] == "Ik kan dit gebruiken op stage of op mijn werk."
    assert asked[6] == "De oefeningen pasten bij onze groep."
    english = Phone(app).in_language("en").opens(code)
    assert headings(english)[4] == "I can use this at my placement or at my work."


def test_the_short_version_asks_four(app: Flask, ground: None) -> None:
    with app.app_context():
        db.session.add(Setting(key="evaluation_short", value="yes"))
        db.session.commit()
        forget_reference()
    id, code = begin(app)
    phone = Phone(app).opens(code)
    assert len(headings(phone)) == 5
    assert phone.presses("done").is_done
    assert set(box_of(app, id).counts) == set(SHORT)


def test_after_the_last_lesson_the_series_is_asked_about_as_well(app: Flask, ground: None) -> None:
    id, code = begin(app, position=3)
    phone = Phone(app).opens(code)
    assert len(headings(phone)) == 11
    phone.presses("done")
    assert set(box_of(app, id).counts) == set(LAST)


def test_who_filled_it_in_is_told_so(app: Flask, begun: tuple[UUID, str]) -> None:
    phone = Phone(app).opens(begun[1]).fills_in([4] * 8)
    assert phone.get(phone.page.response.headers["Location"]).heading == "Klaar. Dank je wel."
    assert phone.opens(begun[1]).page.heading == "Je hebt dit al ingevuld. Dank je wel."
    assert Phone(app).opens(begun[1]).page.heading == FIRST, "another phone goes on"


def test_who_comes_back_half_way_has_the_same_seat(app: Flask, begun: tuple[UUID, str]) -> None:
    phone = Phone(app).opens(begun[1])
    seat = phone.taps(3).held()["seat"]
    assert phone.opens(begun[1]).held()["seat"] == seat
    assert len(box_of(app, begun[0]).given) == 1


@pytest.mark.parametrize(("text", "told"), [
    ("é" * 501, "501 tekens"),
    ("nul\0daar", "tekens die niemand kan lezen"),
    ("om\u202egekeerd", "tekens die niemand kan lezen"),
    ("e" + "\u0301" * 40_000, "tekens die niemand kan lezen"),
])  # fmt: skip
def test_a_text_that_cannot_be_is_told_and_nothing_is_lost(
    app: Flask, begun: tuple[UUID, str], text: str, told: str
) -> None:  # fmt: skip
    phone = Phone(app).opens(begun[1]).fills_in([4] * 8, text)
    assert phone.page.status == 422
    assert told in phone.page.words.replace(".", ""), phone.page.words[:600]
    assert phone.page.heading == OPEN
    assert phone.presses("back", text=text).page.heading == OPEN, "it stays until it is as it should be"
    assert box_of(app, begun[0]).answers == 0
    assert phone.presses("done", text="Kort").is_done
    assert box_of(app, begun[0]).counts == {item: {4: 1} for item in ITEMS}


def test_a_text_of_a_megabyte_is_told_too(app: Flask, begun: tuple[UUID, str]) -> None:
    phone = Phone(app).opens(begun[1])
    answer = phone.client.post(phone.address, data=phone.held() | {"go": "done", "text": "a" * 1_000_000})
    assert answer.status_code == 422
    assert "1000000 tekens" in answer.text.replace("a" * 1_000_000, "")
    assert box_of(app, begun[0]).answers == 0


def test_half_of_a_character_is_no_reason_to_stop(app: Flask, begun: tuple[UUID, str]) -> None:
    """A lone surrogate, in the bytes that some programs make of it."""
    phone = Phone(app).opens(begun[1])
    body = "&".join(f"{name}={value}" for name, value in phone.held().items()) + "&go=done&text=a%ED%A0%80b"
    answer = phone.client.post(phone.address, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (303, 422)


@pytest.mark.parametrize(
    "text", ["😀" * 500, "👩‍👩‍👧‍👦 fijn", "a\nb\n\nc", "<script>alert(1)</script>", "'; DROP TABLE"]
)
def test_what_pupils_write_comes_in_as_it_is(app: Flask, begun: tuple[UUID, str], text: str) -> None:
    assert Phone(app).opens(begun[1]).fills_in([SKIP] * 8, text).is_done
    assert [each for _key, each in box_of(app, begun[0]).texts] == [text]


@pytest.mark.parametrize("face", ["6", "\0", "5" * 4000])
def test_a_face_that_does_not_exist(app: Flask, begun: tuple[UUID, str], face: str) -> None:
    phone = Phone(app).opens(begun[1]).taps(face)
    assert phone.page.status == 422
    assert "Kies een van de vijf gezichten, of sla over." in phone.page.words
    sent = phone.held() | {"item-safe": face, "go": "done"}
    assert phone.post(phone.address, sent).status == 422
    assert box_of(app, begun[0]).answers == 0


def test_too_much_to_take_in_is_a_sentence(phone: Phone) -> None:
    page = phone.post(phone.address, phone.held() | {"text": "a" * 2_000_000})
    assert page.status == 413
    assert page.heading == "Deze tekst is te lang"
