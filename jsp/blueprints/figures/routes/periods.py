"""How long the periods are."""

from flask import render_template

from jsp.access import requires
from jsp.blueprints.figures.routes.room import blueprint
from jsp.rules.roles import Permission


@blueprint.get("/periods")
@requires(Permission.KEEP_TRENDS)
def periods() -> str:
    """How long the periods are."""
    return render_template("figures/periods.html")
