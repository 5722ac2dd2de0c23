"""Guides as files, to share them with another JSP."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.guides.forms.files import ConfirmForm, FileForm
from jsp.blueprints.guides.routes.room import VERSION, Page, blueprint
from jsp.extensions import db
from jsp.forms.content_file import as_file
from jsp.rules.roles import Permission
from jsp.verbs import editions, library
from jsp.verbs.guiding import GUIDES


@blueprint.get("/<code>/file")
@blueprint.get(f"{VERSION}/file")
@requires(Permission.HOLD_TALKS)
def export(code: str, number: int | None = None) -> Response:
    """A version as a file that people can read and another JSP can import."""
    return as_file(GUIDES, library.get_version(GUIDES, code, number))


@blueprint.route("/files/new", methods=["GET", "POST"])
@requires(Permission.KEEP_GUIDES, reads=True)
def import_file() -> Page:
    """Choose a file, and see what is in it; nothing is kept yet, and nobody who saves waits for it."""
    form, confirm = FileForm(), ConfirmForm(formdata=None)
    if form.validate_on_submit() and form.attempt(lambda: confirm.look(form.content())):
        return _preview(confirm)
    return render_template("guides/import.html", form=form), form.status


@blueprint.post("/files/add")
@requires(Permission.KEEP_GUIDES)
def add_file() -> Page:
    """Keep what was shown: as a new guide, or as a new version of the one with its code."""
    form = ConfirmForm()
    if form.validate_on_submit() and form.attempt(lambda: editions.keep(
        GUIDES, form.content(), seen=form.seen.data or "", note=form.note.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved. It can be chosen for a talk."))
        return redirect(url_for(".guide", code=form.done), 303)
    if not form.look_again():
        flash(form.first_error or gettext("Choose the file again."))
        return redirect(url_for(".import_file"), 303)
    return _preview(form), form.status


def _preview(form: ConfirmForm) -> str:
    return render_template("guides/preview.html", preview=form.shown, form=form)
