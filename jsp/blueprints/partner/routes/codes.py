"""The address that a mail brings: it asks for the code, and shows and changes nothing before."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.access import public
from jsp.blueprints.partner.forms import CodeForm
from jsp.blueprints.partner.routes.room import Page, blueprint
from jsp.blueprints.partner.routes.visit import VISITS, Visit
from jsp.blueprints.partner.service import opening
from jsp.extensions import csrf, db


@blueprint.route("/partner/<token>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def enter(token: str) -> Page:
    """Type the code. The page is the same for every address, also for one that leads nowhere."""
    form = CodeForm()
    if form.validate_on_submit():
        held = _try(token, form)
        db.session.commit()  # a wrong try counts
        if held is not None:
            return VISITS.go_on(redirect(url_for(".packet"), 303), held)
    return render_template("partner/enter.html", form=form, phone=opening.phone(), address="", lost=None), form.status


@blueprint.post("/partner/packet/close")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def close() -> Response:
    """Close it: a copy of the cookie opens it no more either, wherever it is."""
    for held in VISITS.all():
        opening.close(held.id, held.visit)
    db.session.commit()
    flash(gettext("Closed on this device. You need the link and the code to open it again."))
    return VISITS.end(redirect(url_for(".packet"), 303))


def _try(token: str, form: CodeForm) -> Visit | None:
    try:
        found = opening.try_code(token, form.code.data or "")
    except opening.BusyError:
        form.wait()
        return None
    if found is None or found.link is None:
        form.refuse()
        return None
    return Visit(found.id, found.link.number, found.link.visit)
