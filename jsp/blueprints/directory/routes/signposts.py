"""Showing the way: one tap, nothing shared, a card to take along."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import mail
from jsp.access import requires
from jsp.blueprints.directory.forms.partners import contact_key
from jsp.blueprints.directory.routes.room import ID, TERMS, Page, blueprint
from jsp.blueprints.directory.service import signposts as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.directory_rows import get_partner
from jsp.qr import qr
from jsp.rules.roles import Permission

GONE = 410


@blueprint.post(f"/directory/{ID}/signpost")
@requires(Permission.REFER)
def signpost(id: int) -> Response:
    """Count that somebody was shown the way, and lead to the card."""
    found = get_partner(id)
    contact = service.get_contact(current_user, request.form.get("contact", ""))
    form = OnceForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.signpost(found, contact=contact, key=form.key, by=current_user)
    ):
        db.session.commit()
        return redirect(url_for(".signpost_card", id=id, at=form.done, contact=contact.id if contact else None), 303)
    db.session.rollback()
    flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".partner", id=id), 303)


@blueprint.get(f"/directory/{ID}/card")
@requires(Permission.READ_DIRECTORY)
def signpost_card(id: int) -> Page:
    """What, where, when and which number, and when the JSP itself is there: on the screen and on paper."""
    found = get_partner(id)
    if found.is_archived:
        return render_template("directory/no_card.html", partner=found), GONE
    address = mail.link("directory.who", id=id) if found.is_for_pupils else ""
    return render_template(
        "directory/card.html", partner=found, address=address, qr=qr(address) if address else "",
        desks=service.desks_for(current_user, request.args.get("at", type=int)),
        contact=contact_key(request.args.get("contact", "")), **TERMS,
    )  # fmt: skip
