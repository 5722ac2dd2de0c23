"""The ways to the provider. Each is a link: a form may not lead to another site, and none of them changes anything."""

from authlib.common.urls import add_params_to_uri
from flask import current_app, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import mail
from jsp.access import OWN_SOURCES, public, signed_in
from jsp.blueprints.single_sign_on.routes.leaving import leave, next_page
from jsp.blueprints.single_sign_on.routes.room import blueprint
from jsp.blueprints.single_sign_on.service import provider
from jsp.blueprints.single_sign_on.service.journeys import Purpose

LONGEST_TOKEN = 100


@blueprint.get("/")
@public
def begin() -> Response:
    """Sign in; who was sent here by another site presses it themselves first: the provider may still know them."""
    if current_user.is_authenticated:
        return redirect(next_page() or url_for("today.show"))
    home = url_for("security.login", next=next_page() or None)
    if request.headers.get("Sec-Fetch-Site", "none") not in OWN_SOURCES:
        return redirect(home)
    return leave(Purpose.SIGN_IN, home, next=next_page())


@blueprint.get("/invitation/<token>")
@public
def accept(token: str) -> Response:
    """Open the account to which somebody was invited."""
    token = token[:LONGEST_TOKEN]
    return leave(Purpose.ACCEPT, url_for("accounts.accept", token=token), token=token)


@blueprint.get("/confirm")
@signed_in
def confirm() -> Response:
    """Prove once more who you are."""
    home = url_for("security.verify", next=next_page() or None)
    return leave(Purpose.CONFIRM, home, next=next_page(), user_id=current_user.id)


@blueprint.get("/signed-out")
@public
def signed_out() -> str:
    """Signed out here, and not yet there."""
    return render_template("single_sign_on/signed_out.html", has_way_out=provider.way_out() is not None)


@blueprint.get("/sign-out")
@public
def sign_out() -> Response:
    """Sign out at the provider too. It is not told who: no token was kept."""
    address = provider.way_out()
    if address is None:
        return redirect(url_for(".signed_out"))
    back = ("post_logout_redirect_uri", mail.link("public.home"))
    return redirect(add_params_to_uri(address, [("client_id", current_app.config["OIDC_CLIENT_ID"]), back]))
