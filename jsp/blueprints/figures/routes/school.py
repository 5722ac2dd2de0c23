"""Themes at a school."""

from flask import render_template
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.figures.routes.room import blueprint
from jsp.blueprints.figures.service import school as service
from jsp.rules.roles import Permission


@blueprint.get("/")
@requires(Permission.SEE_RELEASED)
def show() -> str:
    """Themes at a school."""
    return render_template("figures/school.html", of={each: service.list_releases(each.id) for each in current_user.open_sites})
