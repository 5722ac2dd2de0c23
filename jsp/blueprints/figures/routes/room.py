"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.errors import kept

blueprint = Blueprint("figures", __name__, url_prefix="/figures")
Page = str | Response | tuple[str, int]
KNOWN = frozenset({"site", "year"})  # all that can be asked for; figures cannot be narrowed down to anything smaller


@blueprint.before_request
def refuse_what_is_unknown() -> Page | None:
    """An address that asks for a part of a figure gets no figure that could be taken for that part."""
    if set(request.args) <= KNOWN:
        return None
    title = gettext("This cannot be asked here")
    text = gettext("Figures are shown for one school and one school year, and never for a part of them.")
    return render_template("errors/error.html", title=title, text=text, kept=kept(), sign_in=False), 400
