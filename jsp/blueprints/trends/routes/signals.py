"""What came up more than usual."""

from flask import render_template
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.trends.routes.room import blueprint
from jsp.blueprints.trends.service import signals as service
from jsp.rules.roles import Permission


@blueprint.get("/signals")
@requires(Permission.SEE_TEAM_TRENDS)
def signals() -> str:
    """What came up more than usual."""
    return render_template("trends/signals.html", signals=service.list_signals(current_user))
