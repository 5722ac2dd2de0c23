"""Is it on? For the phone of a pupil and for the board in the classroom; no names of anybody."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from jsp import clock, mail
from jsp.access import public
from jsp.blueprints.class_page import service
from jsp.models.public_codes import read_code
from jsp.qr import qr
from jsp.rules.text import readable_part
from jsp.shared_pages import shared
from jsp.written import as_written

blueprint = Blueprint("class_page", __name__)
Page = str | Response | tuple[str, int]


@blueprint.get("/klas")
@public
def class_code() -> Page:
    """Type the code that stands on the board: with blanks or dashes, or the whole address, as long as it can be one."""
    typed = request.args.get("code", "").strip(" /").rpartition("/")[2]
    code = read_code("".join(each for each in typed if each.isalnum()))
    if code is not None:
        return redirect(url_for(".class_status", code=code))
    return render_template("class_page/klas_code.html", typed=readable_part(typed), is_wrong=bool(typed))


@blueprint.get("/klas/<code>")
@public
@as_written
@shared
def class_status(code: str) -> Page:
    """The next lesson of a class: does it go on, and if not, when instead."""
    told = service.find_status(code, clock.local_now())
    if told is None:
        return render_template("class_page/klas_unknown.html"), 404
    return render_template(
        "class_page/klas.html", told=told, status=told.status, done=service.find_done(told.school_class)
    )


@blueprint.get("/klas/<code>/bord")
@public
@as_written
@shared
def class_board(code: str) -> Page:
    """The same, to be read from the back row, with the address for the phone."""
    told = service.find_status(code, clock.local_now())
    if told is None:
        return render_template("class_page/klas_unknown.html"), 404
    address = mail.link("class_page.class_status", code=told.school_class.public_code)
    return render_template("class_page/on_board.html", told=told, status=told.status, address=address, qr=qr(address))
