"""Sending a browser to the provider."""

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.blueprints.single_sign_on.service.journeys import Purpose, set_out
from jsp.blueprints.single_sign_on.service.refused import DownError
from jsp.forms.way_back import own_path

LONGEST = 300  # characters of an address to come back to; it travels in the cookie


def leave(purpose: Purpose, home: str, **more: Any) -> Response:
    """Off to the provider; `home` is where it says so when that cannot be reached."""
    try:
        return redirect(set_out(purpose, **more))
    except DownError as error:
        flash(gettext(error.message, **error.values))
        return redirect(home)


def next_page() -> str:
    """The page of ours that somebody was on the way to, or none."""
    path = own_path(request.args.get("next"), "")
    return path if len(path) <= LONGEST else ""
