"""The past from a spreadsheet."""

from flask import render_template
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.trends.routes.room import blueprint
from jsp.blueprints.trends.service import history as service
from jsp.rules.roles import Permission


@blueprint.get("/history")
@requires(Permission.KEEP_TRENDS)
def history() -> str:
    """The past from a spreadsheet."""
    return render_template("trends/history.html", imports=service.list_imports(current_user))
