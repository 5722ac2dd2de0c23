"""The programmes that this JSP can give."""

from flask import render_template

from jsp.access import requires
from jsp.blueprints.programmes.routes.room import blueprint
from jsp.rules.roles import Permission


@blueprint.get("/")
@requires(Permission.READ_PROGRAMMES)
def show() -> str:
    """All of them."""
    return render_template("programmes/library.html")
