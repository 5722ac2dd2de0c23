"""Coming with the code of a card, and leaving."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.access import public, public_reading
from jsp.blueprints.card.forms import CardCodeForm
from jsp.blueprints.card.routes.room import Page, blueprint
from jsp.blueprints.card.routes.visit import VISITS, Visit
from jsp.blueprints.card.service import cards, codes
from jsp.extensions import csrf, db
from jsp.forms.code import try_code
from jsp.verbs.referring import KIND
from jsp.visits import leave_quickly


@blueprint.route("/kaart", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public_reading
def enter() -> Page:
    """Type the code."""
    form = CardCodeForm()
    if form.validate_on_submit():
        found = try_code(form, codes.try_code, KIND)
        if found is not None:
            return VISITS.go_on(redirect(url_for(".mine"), 303), Visit(found.id, found.lookup, found.visit))
    return render_template("card/enter.html", form=form, kept=""), form.status


@blueprint.post("/kaart/sluiten")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def leave() -> Page:
    """Close it: a copy of the cookie opens it no more either, wherever it is."""
    _close_all()
    db.session.commit()
    flash(gettext("Closed on this device. You need your code to read on."))
    return VISITS.end(redirect(url_for(".enter"), 303))


@blueprint.get("/kaart/weg")
@public
def exit() -> Response:
    """Leave quickly, by way of where a question is closed that is open as well."""
    return leave_quickly(url_for("messages.exit"), _close_all, VISITS.end)


def _close_all() -> None:
    for held in VISITS.all():
        cards.close_card(held.id, held.lookup, held.visit)
