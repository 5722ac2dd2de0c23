"""The room itself, and what it changes about the pages of the sign-in library."""

from flask import Blueprint, Response, abort, current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from jsp.blueprints.single_sign_on.service.offer import sign_on

blueprint = Blueprint("single_sign_on", __name__, url_prefix="/accounts/single-sign-on")
blueprint.add_app_template_global(sign_on)

PASSWORD_PAGES = ("security.forgot_password", "security.reset_password", "security.change_password",
                  "accounts.password_changed")  # fmt: skip
PASSWORD_FORMS = ("security.login", "security.verify", "accounts.accept")


@blueprint.before_request
def _only_where_it_is_on() -> None:
    if not current_app.config["OIDC_ISSUER"]:
        abort(404)


@blueprint.before_app_request
def _without_passwords() -> AnyResponse | None:
    """With local sign-in off no password is looked at, whoever sends one."""
    if current_app.config["LOCAL_SIGN_IN"]:
        return None
    if request.endpoint in PASSWORD_PAGES:
        abort(404)
    if request.endpoint in PASSWORD_FORMS and request.method == "POST":
        return redirect(url_for(str(request.endpoint), **request.view_args or {}), 303)
    return None


@blueprint.after_app_request
def _further_out(response: Response) -> Response:
    """Who came in by the provider and signs out is still signed in there, and hears so.

    The form of signing out may lead to no other site (form-action), so the way there is a link on a page of ours.
    """
    if request.endpoint == "security.logout" and session.pop("came_by", None) and current_app.config["OIDC_ISSUER"]:
        response.location = url_for("single_sign_on.signed_out")
    return response
