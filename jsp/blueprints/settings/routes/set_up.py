"""A new JSP, from nothing to its first opening."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.settings.routes.room import blueprint
from jsp.blueprints.settings.service import set_up as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.rules.roles import Permission


@blueprint.get("/set-up")
@requires(Permission.SET_UP)
def set_up() -> str:
    """What is done, and what comes next."""
    return render_template("settings/set_up.html", steps=service.list_steps(), form=OnceForm())


@blueprint.post("/set-up/usual")
@requires(Permission.SET_UP)
def lay() -> Response:
    """Fill empty lists with what most JSPs have."""
    form = OnceForm()
    if form.validate_on_submit():
        service.lay(key=form.key, by=current_user)
        db.session.commit()
        flash(gettext("They are there."))
    return redirect(url_for(".set_up"), 303)
