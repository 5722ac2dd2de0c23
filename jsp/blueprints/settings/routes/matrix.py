"""Who knows most about what."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.settings.forms.matrix import MatrixForm
from jsp.blueprints.settings.routes.room import blueprint
from jsp.blueprints.settings.service import matrix as service
from jsp.extensions import db
from jsp.rules.roles import Permission


@blueprint.route("/matrix", methods=["GET", "POST"])
@requires(Permission.SET_UP)
def matrix() -> str | Response | tuple[str, int]:
    """All themes against all disciplines, with a tick where somebody knows most."""
    held, form = service.get_matrix(), MatrixForm()
    form.offer(held)
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_matrix(form.draft(), seen=form.seen.data or "", key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Changed."))
        return redirect(url_for(".matrix"), 303)
    if form.seen.errors:
        form.seen.data = held.mark
    return render_template("settings/matrix.html", matrix=held, form=form), form.status
