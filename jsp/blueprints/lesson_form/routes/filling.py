"""Filling it in: one item a screen, and all of it handed in at once at the end."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext

from jsp.access import public
from jsp.blueprints.lesson_form import service
from jsp.blueprints.lesson_form.forms import FillForm
from jsp.blueprints.lesson_form.routes.codes import busy, is_guessed, unknown
from jsp.blueprints.lesson_form.routes.room import COOKIE, Page, blueprint, say, sit
from jsp.extensions import csrf, db
from jsp.models.evaluation_boxes import Head, find_head
from jsp.models.reference import get_reference
from jsp.rules.refusal import DomainError


@blueprint.get("/les/<code>")
@public
def fill(code: str) -> Page:
    """The first item; a seat is taken with the first tap, and kept by the cookie of this device."""
    head = None if is_guessed(code) else find_head(code)
    if head is None:
        return busy(code) if is_guessed(code) else unknown(code)
    form, held = FillForm(head.items), request.cookies.get(COOKIE, "")
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
    head = find_head(code)
    if head is None:
        return unknown(code)
    form = FillForm(head.items)
    is_fit = form.validate_on_submit() & form.read()
    seat = service.find_seat(head, form.seat.data or "")
    if seat is None:
        form.seat.data, form.trouble = (
            service.make_seat(head),
            gettext("This page was out of date. Please tap once more."),
        )
    elif form.changes_language or not is_fit:
        pass
    else:
        return _go_on(head, code, form, seat)
    return _screen(head, code, form), 200 if form.changes_language else 422


def _go_on(head: Head, code: str, form: FillForm, seat: bytes) -> Page:
    """Raises nothing: where it is closed or full, the page says so and keeps what was typed."""
    try:
        if form.is_done:
            service.fill(head, seat, form.filled)
        else:
            service.take(head, seat)
    except DomainError as error:
        db.session.rollback()
        return render_template("lesson_form/no_room.html", head=head, told=say(error), kept=form.text.data), 409
    db.session.commit()
    if form.is_done:
        school = get_reference().site(head.site_id).code
        return sit(redirect(url_for(".done", school=school), 303), form.seat.data or "")
    return sit(_screen(head, code, form), form.seat.data or "")


def _screen(head: Head, code: str, form: FillForm) -> str:
    site = get_reference().site(head.site_id)
    return render_template("lesson_form/fill.html", head=head, code=code, form=form, filling=form.filling, site=site)
