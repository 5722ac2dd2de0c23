"""My classes, and what they get."""

from flask import render_template

from jsp.access import requires
from jsp.blueprints.lessons.routes.room import blueprint
from jsp.rules.roles import Permission


@blueprint.get("/lessons/")
@requires(Permission.PLAN_LESSONS)
def show() -> str:
    """The own classes with their lessons."""
    return render_template("lessons/classes.html")
