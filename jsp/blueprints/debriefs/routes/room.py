"""The room itself; its addresses hang in the files beside this one."""

from typing import TypeVar

from flask import Blueprint, flash
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.forms import OnceForm

blueprint = Blueprint("debriefs", __name__, url_prefix="/debriefs")
Page = str | Response | tuple[str, int]
Form = TypeVar("Form", bound=OnceForm)


def fresh(kind: type[Form]) -> Form:
    """A form of the page, as if nobody had sent anything."""
    form = kind(formdata=None)
    form.renew()
    return form


def warn_of_people() -> None:
    """What was written looks as if it leads to a person."""
    flash(gettext("This looks like a phone number or e-mail address. Better leave it out."))
