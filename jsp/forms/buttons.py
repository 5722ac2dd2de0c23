"""What one button does, with its once-key."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.extensions import db
from jsp.forms import OnceForm

Done = str | Callable[[Any], str]  # the sentence, or how it is made of what the act returned


def once(act: Callable[[UUID], object], done: Done, back: str, *, form: OnceForm | None = None) -> Response:
    """Do it, and say that it is done, or why not, on the page it leads back to.

    Where that page shows it by itself, `done` is empty.
    """
    sent = form or OnceForm()
    if sent.validate_on_submit() and sent.attempt(lambda: act(sent.key)):
        db.session.commit()
        if done:
            sent.say(done if isinstance(done, str) else done(sent.done))
    else:
        db.session.rollback()
        flash(sent.first_error or gettext("Nothing was changed."))
    return redirect(back, 303)
