"""Classes from a file and into one."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.settings.forms.class_import import ConfirmForm, FileForm
from jsp.blueprints.settings.routes.room import blueprint
from jsp.blueprints.settings.service import class_import as service
from jsp.downloads import as_file
from jsp.extensions import db, language
from jsp.rules.class_rows import COLUMNS, ClassRow
from jsp.rules.roles import Permission
from jsp.rules.table_file import write_table

Page = str | Response | tuple[str, int]


@blueprint.route("/classes/import", methods=["GET", "POST"])
@requires(Permission.SET_UP, reads=True)
def import_classes() -> Page:
    """Choose a file, and see every row with what is wrong with it; nothing is stored yet."""
    form, rows, confirm = FileForm(), list[ClassRow](), ConfirmForm(formdata=None)

    def look() -> None:
        table = service.table_of(form.file.data.read())
        rows.extend(service.preview(table))
        confirm.carry(table)
        confirm.renew()

    if form.validate_on_submit() and form.attempt(look):
        return render_template("settings/preview.html", rows=rows, form=confirm, names=service.site_names())
    return render_template("settings/import.html", form=form, columns=COLUMNS[language()]), form.status


@blueprint.post("/classes/import/confirm")
@requires(Permission.SET_UP)
def confirm_import() -> Page:
    """Add all rows that were shown; they are looked at again, for the world may have changed."""
    form, rows = ConfirmForm(), list[ClassRow]()

    def store() -> None:
        rows.extend(service.preview(form.table()))
        service.store(rows, key=form.key, by=current_user)

    if form.validate_on_submit() and form.attempt(store):
        db.session.commit()
        flash(ngettext("%(num)s class was added.", "%(num)s classes were added.", len(rows)))
        return redirect(url_for(".index", code="classes"), 303)
    if rows:
        return render_template("settings/preview.html", rows=rows, form=form, names=service.site_names()), 422
    flash(form.first_error or gettext("Choose the file again."))
    return redirect(url_for(".import_classes"), 303)


@blueprint.get("/classes/export")
@requires(Permission.SET_UP)
def export_classes() -> Response:
    """All classes as a file that can be imported again."""
    return as_file(write_table(service.export()), "klassen.csv")


@blueprint.get("/classes/template")
@requires(Permission.SET_UP)
def empty_classes() -> Response:
    """A file with the headings only."""
    return as_file(write_table([COLUMNS[language()]]), "klassen-leeg.csv")
