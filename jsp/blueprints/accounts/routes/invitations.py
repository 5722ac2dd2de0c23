"""Addresses for who was invited."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_security import login_user
from werkzeug.wrappers import Response

from jsp.access import public
from jsp.blueprints.accounts.forms.people import AcceptForm
from jsp.blueprints.accounts.routes.room import blueprint
from jsp.blueprints.accounts.service import invitations as service
from jsp.extensions import db
from jsp.rules.refusal import NotFoundError
from jsp.verbs.letting_in import get_invitation


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
def accept(token: str) -> str | Response | tuple[str, int]:
    """Make the account your own."""
    try:
        invitation = get_invitation(token)
    except NotFoundError:
        return render_template("accounts/invitation_ended.html"), 404
    form = AcceptForm(invitation.user)
    if form.validate_on_submit() and form.attempt(lambda: service.accept(invitation, form.draft())):
        login_user(invitation.user, authn_via=["password"])
        db.session.commit()
        return redirect(url_for(".second_factor"), 303)
    return render_template("accounts/accept.html", form=form, token=token), form.status


@blueprint.get("/password-changed")
@public
def password_changed() -> Response:
    """After a new password by mail: sign in with it."""
    flash(gettext("Your password has been changed. Sign in with it."))
    return redirect(url_for("security.login"), 303)
