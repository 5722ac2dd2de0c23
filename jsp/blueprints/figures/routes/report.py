"""The report of a school year."""

from flask import render_template

from jsp.access import requires
from jsp.blueprints.figures.routes.room import blueprint
from jsp.rules.roles import Permission


@blueprint.get("/report")
@requires(Permission.SEE_RELEASED)
def report() -> str:
    """The report of a school year."""
    return render_template("figures/report.html")
