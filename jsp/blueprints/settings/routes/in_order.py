"""Whether the installation is well, for who looks after it."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.settings.routes.room import blueprint
from jsp.blueprints.settings.service import in_order as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.rules.roles import Permission
from jsp.words import installation_terms as words


@blueprint.get("/in-order")
@requires(Permission.SEE_INSTALLATION)
def in_order() -> str:
    """What the doctor finds now, and of what takes long what it found the last time."""
    return render_template("settings/in_order.html", seen=service.look(), form=OnceForm(), words=words)


@blueprint.post("/in-order/again")
@requires(Permission.SEE_INSTALLATION)
def look_again() -> Response:
    """Let the start page go by how it is now."""
    if OnceForm().validate_on_submit():
        service.look_again()
        db.session.commit()
        flash(gettext("Looked again."))
    return redirect(url_for(".in_order"), 303)
