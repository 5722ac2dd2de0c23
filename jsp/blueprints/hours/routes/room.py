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


def once(act: Callable[[UUID], object], done: str, back: str, *, form: OnceForm | None = None) -> Response:
    """What one button does, with its once-key: say that it is done, or why not, on the page it leads back to.

    Where that page shows it by itself, `done` is empty.
    """
    sent = form or OnceForm()
    if sent.validate_on_submit() and sent.attempt(lambda: act(sent.key)):
        db.session.commit()
        if done:
            sent.say(done)
    else:
        db.session.rollback()
        flash(sent.first_error or gettext("Nothing was changed."))
    return redirect(back, 303)
