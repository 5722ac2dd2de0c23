"""A device sits once at each evaluation, and keeps nothing else."""

from uuid import UUID

from flask import Flask

from jsp.extensions import db
from tests.lesson_form.devices import cookie_name, kept_by
from tests.lesson_form.phones import DAY, LESSON, Phone, begin, box_of
from tests.lessons.rows import add_class


def test_a_device_sits_at_an_evaluation_once_whatever_pages_it_opened(
    app: Flask, begun: tuple[UUID, str]
) -> None:  # fmt: skip
    """Two tabs that were opened before the first tap; and another class in between."""
    phone = Phone(app).opens(begun[1])
    other_tab = phone.held()
    phone.fills_in([4] * 8)
    assert phone.post(phone.address, other_tab | {"go": "done", "item-safe": "1"}).status == 303
    with app.app_context():
        add_class("V2C")
        db.session.commit()
    phone.opens(begin(app, code="V2C", on=LESSON - DAY)[1]).fills_in([1] * 8)
    assert phone.opens(begun[1]).page.heading == "Je hebt dit al ingevuld. Dank je wel."
    box = box_of(app, begun[0])
    assert (box.answers, box.counts["safe"]) == (1, {4: 1})


def test_the_cookie_of_a_seat_is_for_this_room_and_a_day(app: Flask, begun: tuple[UUID, str]) -> None:
    phone, name = Phone(app).opens(begun[1]), cookie_name(begun[0])
    assert kept_by(phone) == [], "looking leaves nothing on the device"
    assert kept_by(phone.taps(3)) == [name]
    seat = phone.client.get_cookie(name, path="/les")
    assert seat is not None
    assert (seat.path, seat.http_only, seat.same_site, seat.max_age) == ("/les", True, "Lax", 24 * 3600)
