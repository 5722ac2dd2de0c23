"""The room itself; its addresses hang in the files beside this one.

Staff addresses begin with /hours; what a calendar program or a school's website fetches stands on posters and in their
settings, so it hangs below the site: /raayland/openings.ics.
"""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.extensions import db
from jsp.forms import OnceForm

blueprint = Blueprint("hours", __name__)


def once(act: Callable[[UUID], object], done: str, back: str) -> Response:
    """What one button does, with its once-key: say that it is done, or why not, on the page it leads back to."""
    form = OnceForm()
    if form.validate_on_submit() and form.attempt(lambda: act(form.key)):
        db.session.commit()
        form.say(done)
    else:
        db.session.rollback()
        flash(form.first_error or gettext("Nothing was changed."))
    return redirect(back, 303)
