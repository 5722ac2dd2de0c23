"""What a partner says about itself: it waits for one of us."""

from flask import redirect, render_template, url_for
from flask_babel import gettext

from jsp.access import public
from jsp.blueprints.partner.routes.opened import no_link, open_link
from jsp.blueprints.partner.routes.room import Page, blueprint
from jsp.blueprints.partner.routes.visit import VISITS
from jsp.extensions import csrf, db
from jsp.forms.partner import AboutPartnerForm
from jsp.verbs import corrections


@blueprint.route("/partner/packet/details", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def details() -> Page:
    """Correct the own contact details and the waiting time."""
    opened, form = open_link(), AboutPartnerForm()
    if opened is None:
        return no_link(form)
    held, row = opened
    if form.validate_on_submit() and form.attempt(
        lambda: corrections.propose_correction(row.partner, form.said(), key=form.key)
    ):
        db.session.commit()
        form.say(gettext("Thank you. One of us looks at it first; then it stands so everywhere."))
        return VISITS.go_on(redirect(url_for(".packet"), 303), held)
    form.show(row.partner)
    return VISITS.go_on((render_template("partner/details.html", form=form, held=held), form.status), held)
