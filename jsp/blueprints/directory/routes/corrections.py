"""What partners corrected, and our yes or no to it."""

from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.directory.forms.partners import PartnerForm
from jsp.blueprints.directory.forms.upkeep import SettleForm
from jsp.blueprints.directory.routes.room import blueprint
from jsp.blueprints.directory.service import corrections as service
from jsp.errors import told
from jsp.forms.buttons import once
from jsp.rules.roles import Permission
from jsp.verbs.corrections import list_waiting


@blueprint.get("/directory/corrections")
@requires(Permission.KEEP_DIRECTORY)
def corrections() -> str:
    """All that wait, the oldest first."""
    waits = [(each, service.hindrance(each)) for each in list_waiting()]
    return render_template(
        "directory/corrections.html", corrections=[(each, told(why) if why else "") for each, why in waits],
        told=service.told, mark=service.mark, fields=PartnerForm(), form=SettleForm(),
    )  # fmt: skip


@blueprint.post("/directory/corrections/<uuid:id>/accept")
@requires(Permission.KEEP_DIRECTORY)
def accept(id: UUID) -> Response:
    """It is right: the entry is changed."""
    row, form = service.get_correction(id), SettleForm()
    seen, done = form.seen.data or "", gettext("Changed in the directory.")
    all_right = bool(request.form.get("all_right"))
    return once(lambda key: service.accept(row, seen=seen, key=key, by=current_user, all_right=all_right), done,
                url_for(".corrections"), form=form)  # fmt: skip


@blueprint.post("/directory/corrections/<uuid:id>/decline")
@requires(Permission.KEEP_DIRECTORY)
def decline(id: UUID) -> Response:
    """It is not: all stays as it is."""
    row, form = service.get_correction(id), SettleForm()
    seen, done = form.seen.data or "", gettext("Put aside. The directory stays as it was.")
    return once(lambda key: service.decline(row, seen=seen, key=key), done, url_for(".corrections"), form=form)
