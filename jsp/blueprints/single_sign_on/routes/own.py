"""Linking the own account, and unlinking it."""

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import signed_in
from jsp.blueprints.single_sign_on.routes.leaving import leave
from jsp.blueprints.single_sign_on.routes.room import blueprint
from jsp.blueprints.single_sign_on.service import arrivals
from jsp.blueprints.single_sign_on.service.journeys import Purpose
from jsp.errors import told
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.rules.refusal import DomainError, StaleSignInError
from jsp.rules.sign_in import is_fresh


@blueprint.get("/link")
@signed_in
def link() -> Response:
    """Link the account of school or work to the own account here."""
    profile = url_for("accounts.profile")
    if not _is_fresh():
        flash(gettext("After that you can link your account."))
        return redirect(url_for("security.verify", next=profile))
    return leave(Purpose.LINK, profile, user_id=current_user.id)


@blueprint.post("/unlink")
@signed_in
def unlink() -> Response:
    """The account of school or work opens this one no more."""
    if not _is_fresh():
        raise StaleSignInError
    if OnceForm().validate_on_submit():
        try:
            arrivals.unlink(current_user)
            db.session.commit()
            flash(gettext("Unlinked."))
        except DomainError as error:
            flash(told(error))
    return redirect(url_for("accounts.profile"), 303)


def _is_fresh() -> bool:
    return is_fresh(session.get("fs_paa", 0), clock.now().timestamp(), reading=request.method == "GET")
