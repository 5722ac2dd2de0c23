"""The room itself, and how its forms are kept; its addresses hang in the files beside this one."""

from collections.abc import Callable

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from jsp.acting import attempt
from jsp.extensions import db
from jsp.forms import OnceForm

blueprint = Blueprint("coding", __name__, url_prefix="/coding")
Page = str | Response | tuple[str, int]


def kept(form: OnceForm, act: Callable[[], object], words: str, where: Callable[[], str]) -> Response | None:
    """Do what was sent, say so and lead there; None where the form is shown, for the first time or once more."""
    if not attempt(form, act):
        db.session.rollback()
        return None
    db.session.commit()
    form.say(words)
    return redirect(where(), 303)
