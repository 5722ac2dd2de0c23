"""Taking back what was told to all who give a lesson."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.debriefs.routes.room import blueprint
from jsp.blueprints.debriefs.service import learnings as service
from jsp.forms.buttons import once
from jsp.rules.roles import Permission


@blueprint.post("/learnings/<uuid:id>/take-back")
@requires(Permission.KEEP_DEBRIEFS)
def take_back_learning(id: UUID) -> Response:
    """Nobody reads it any more."""
    found = service.get_own(current_user, id)
    back = url_for(".debrief", id=found.session_id, _anchor="taught")
    return once(lambda key: service.take_back(found, key=key), gettext("Taken back. Nobody reads it any more."), back)
