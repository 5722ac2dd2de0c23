"""Filling it in: one item a screen, and all of it handed in at once at the end."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext

from jsp.access import public
from jsp.blueprints.lesson_form import service
from jsp.blueprints.lesson_form.forms import FillForm, find_last
from jsp.blueprints.lesson_form.routes.codes import is_guessed, unknown
from jsp.blueprints.lesson_form.routes.room import Held, Page, blueprint, cookie_of, find_seat_of, seats_in, sit
from jsp.errors import told
from jsp.extensions import csrf, db
from jsp.models.evaluation_boxes import Head, find_head
from jsp.models.reference import get_reference
from jsp.rules.box import Filled
from jsp.rules.join_code import read_code
from jsp.rules.refusal import DomainError


@blueprint.get("/les/<code>")
@public
def fill(code: str) -> Page:
    """The first item; a seat is taken with the first tap, and kept by the cookie of this device."""
    head = _find(code)
    if head is None:
        return unknown(code)
    form, held = FillForm(head.items), request.cookies.get(cookie_of(head), "")
    seat = service.find_seat(head, held)
    try:
        if service.is_done(head, seat):
            return _page(gettext("You filled this in already. Thank you."))
    except DomainError as error:
        return _page(told(error)), 409
    form.seat.data = held if seat is not None else service.make_seat(head)
    return _screen(head, code, form)


@blueprint.post("/les/<code>")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def send(code: str) -> Page:
    """The face that was pressed leads to the next item; at the end all is counted at once."""
    head = _find(code)
    if head is None:
        return unknown(code, kept=request.form.get("text", ""))
    seat = find_seat_of(head, request.cookies, request.form)
    last = find_last(head.items, request.form)
    if last is not None and seat is not None:
        return _hand_in(head, last, seat)
    form = FillForm(head.items)
    is_fit = form.validate_on_submit() & form.read()
    if seat is not None and is_fit:
        return _go_on(head, code, form, seat)
    if seat is None:
        form.seat.data = service.make_seat(head)
        form.trouble = gettext("This page was out of date. Please tap once more.")
    return _screen(head, code, form), 200 if form.changes_language else 422


def _find(code: str) -> Head | None:
    """What the code leads to. While codes are being guessed a short one is not even looked up for who has no seat."""
    read = read_code(code)
    if read is None:
        return None
    held = [*seats_in(request.cookies), request.form.get("seat", "")]
    return None if is_guessed(read) and not service.holds_any(held) else find_head(read)


def _hand_in(head: Head, last: Filled, seat: Held) -> Page:
    try:
        service.fill(head, seat.number, last)
    except DomainError as error:
        return _no_room(error, last.text)
    db.session.commit()
    school = get_reference().site(head.site_id).code
    return sit(redirect(url_for(".done", school=school), 303), head, seat.text)


def _go_on(head: Head, code: str, form: FillForm, seat: Held) -> Page:
    try:
        service.take(head, seat.number)
    except DomainError as error:
        return _no_room(error, form.text.data or "")
    db.session.commit()
    form.seat.data = seat.text
    return sit(_screen(head, code, form), head, seat.text)


def _no_room(error: DomainError, written: str) -> Page:
    """It is closed or full; what was typed can be copied."""
    db.session.rollback()
    return _page(told(error), written), 409


def _page(told: str, kept: str = "") -> str:
    return render_template("lesson_form/no_room.html", told=told, kept=kept)


def _screen(head: Head, code: str, form: FillForm) -> str:
    site = get_reference().site(head.site_id)
    return render_template(
        "lesson_form/fill.html", head=head, code=read_code(code), form=form, filling=form.filling, site=site
    )
