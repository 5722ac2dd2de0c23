"""Filling it in: one item a screen, and all of it handed in at once at the end."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext

from jsp.access import public
from jsp.blueprints.lesson_form import service
from jsp.blueprints.lesson_form.forms import FillForm, Last, find_last
from jsp.blueprints.lesson_form.routes.codes import is_guessed, unknown
from jsp.blueprints.lesson_form.routes.room import COOKIE, Page, blueprint, say, sit
from jsp.extensions import csrf, db
from jsp.models.evaluation_boxes import Head, find_head
from jsp.models.reference import get_reference
from jsp.rules.join_code import read_code
from jsp.rules.refusal import DomainError


@blueprint.get("/les/<code>")
@public
def fill(code: str) -> Page:
    """The first item; a seat is taken with the first tap, and kept by the cookie of this device."""
    held = request.cookies.get(COOKIE, "")
    head = _find(code, held)
    if head is None:
        return unknown(code)
    form = FillForm(head.items)
    seat = service.find_seat(head, held)
    try:
        if service.is_done(head, seat):
            return render_template(
                "lesson_form/no_room.html", head=head, told=gettext("You filled this in already. Thank you.")
            )
    except DomainError as error:
        return render_template("lesson_form/no_room.html", head=head, told=say(error)), 409
    form.seat.data = held if seat is not None else service.make_seat(head)
    return _screen(head, code, form)


@blueprint.post("/les/<code>")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def send(code: str) -> Page:
    """The face that was pressed leads to the next item; at the end all is counted at once."""
    head = _find(code, request.form.get("seat", ""))
    if head is None:
        return unknown(code)
    last = find_last(head.items, request.form)
    if last is not None and (seat := service.find_seat(head, last.seat)) is not None:
        return _hand_in(head, last, seat)
    form = FillForm(head.items)
    is_fit = form.validate_on_submit() & form.read()
    found = service.find_seat(head, form.seat.data or "")
    if found is not None and is_fit:
        return _go_on(head, code, form, found)
    if found is None:
        form.seat.data = service.make_seat(head)
        form.trouble = gettext("This page was out of date. Please tap once more.")
    return _screen(head, code, form), 200 if form.changes_language else 422


def _find(code: str, seat: str) -> Head | None:
    """What the code leads to; while codes are being guessed the short one does so only for a seat that we gave out."""
    read = read_code(code)
    head = find_head(read) if read is not None else None
    if head is not None and is_guessed(code) and service.find_seat(head, seat) is None:
        return None
    return head


def _hand_in(head: Head, last: Last, seat: bytes) -> Page:
    try:
        service.fill(head, seat, last.filled)
    except DomainError as error:
        return _no_room(head, error, last.filled.text)
    db.session.commit()
    school = get_reference().site(head.site_id).code
    return sit(redirect(url_for(".done", school=school), 303), last.seat)


def _go_on(head: Head, code: str, form: FillForm, seat: bytes) -> Page:
    try:
        service.take(head, seat)
    except DomainError as error:
        return _no_room(head, error, form.text.data or "")
    db.session.commit()
    return sit(_screen(head, code, form), form.seat.data or "")


def _no_room(head: Head, error: DomainError, written: str) -> Page:
    """It is closed or full; what was typed can be copied."""
    db.session.rollback()
    return render_template("lesson_form/no_room.html", head=head, told=say(error), kept=written), 409


def _screen(head: Head, code: str, form: FillForm) -> str:
    site = get_reference().site(head.site_id)
    return render_template(
        "lesson_form/fill.html", head=head, code=read_code(code), form=form, filling=form.filling, site=site
    )
