"""What the team sees of its own work."""

from flask import render_template

from jsp.access import requires
from jsp.blueprints.trends.routes.room import blueprint
from jsp.rules.roles import Permission


@blueprint.get("/")
@requires(Permission.SEE_TEAM_TRENDS)
def show() -> str:
    """What the team sees of its own work."""
    return render_template("trends/team.html")
