"""Programmes as files, to share them with another JSP."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.programmes.forms.files import ConfirmForm, FileForm
from jsp.blueprints.programmes.routes.room import VERSION, Page, blueprint
from jsp.blueprints.programmes.service import files as service
from jsp.downloads import as_file
from jsp.extensions import db
from jsp.forms.places import place_in_words
from jsp.models.programme_versions import get_version
from jsp.rules.programme_data import to_data
from jsp.rules.programme_file import read_file, write_file
from jsp.rules.roles import Permission
from jsp.rules.toml_file import MOST_BYTES


@blueprint.get("/<code>/file")
@blueprint.get(f"{VERSION}/file")
@requires(Permission.READ_PROGRAMMES)
def export(code: str, number: int | None = None) -> Response:
    """A version as a file that people can read and another JSP can import."""
    version = get_version(code, number)
    return as_file(write_file(version.content), f"{version.programme.code}-{version.number}.toml")


@blueprint.route("/files/new", methods=["GET", "POST"])
@requires(Permission.KEEP_PROGRAMMES, reads=True)
def import_file() -> Page:
    """Choose a file, and see what is in it; nothing is kept yet, and nobody who saves waits for it."""
    form, confirm = FileForm(), ConfirmForm(formdata=None)

    def look() -> service.Preview:
        with place_in_words():
            return service.preview(read_file(form.file.data.read(MOST_BYTES + 1)))

    if form.validate_on_submit() and form.attempt(look):
        confirm.carry(to_data(form.done.content))
        confirm.seen.data = form.done.seen
        confirm.note.data = "" if form.done.newest else gettext("First version here.")
        confirm.renew()
        return render_template("programmes/preview.html", preview=form.done, form=confirm)
    return render_template("programmes/import.html", form=form), form.status


@blueprint.post("/files/add")
@requires(Permission.KEEP_PROGRAMMES)
def add_file() -> Page:
    """Keep what was shown: as a new programme, or as a new version of the one with its code."""
    form, found = ConfirmForm(), list[service.Preview]()

    def keep() -> None:
        found.append(service.preview(form.programme()))
        service.keep(found[0].content, seen=form.seen.data or "", note=form.note.data, key=form.key, by=current_user)

    if form.validate_on_submit() and form.attempt(keep):
        db.session.commit()
        form.say(gettext("Saved. It can be chosen for new series."))
        return redirect(url_for(".programme", code=found[0].content.code), 303)
    shown = service.shown_again(form.programme)
    if shown is None:
        flash(form.first_error or gettext("Choose the file again."))
        return redirect(url_for(".import_file"), 303)
    form.seen.data = shown.seen
    return render_template("programmes/preview.html", preview=shown, form=form), form.status
