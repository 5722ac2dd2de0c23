"""The directory from a file and into one."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.directory.forms.files import ConfirmForm, FileForm
from jsp.blueprints.directory.routes.room import Page, blueprint
from jsp.blueprints.directory.service import files as service
from jsp.downloads import as_file
from jsp.extensions import db, language
from jsp.rules.partner_file import COLUMNS, headings, words
from jsp.rules.partner_rows import Becomes, PartnerRow
from jsp.rules.roles import Permission
from jsp.rules.table_file import write_table, write_workbook

WRITE = {"csv": write_table, "xlsx": write_workbook}
KINDS = '<any("csv", "xlsx"):kind>'


@blueprint.route("/directory/import", methods=["GET", "POST"])
@requires(Permission.KEEP_DIRECTORY, reads=True)
def import_file() -> Page:
    """Choose a file, and see what would become of every row; nothing is stored yet."""
    form, rows, confirm = FileForm(), list[PartnerRow](), ConfirmForm(formdata=None)

    def look() -> None:
        table = service.table_of(form.file.data.read(), form.file.data.filename or "")
        rows.extend(service.preview(table))
        confirm.carry(table)
        confirm.seen.data = service.mark(rows)
        confirm.renew()

    if form.validate_on_submit() and form.attempt(look):
        return _preview(rows, confirm)
    return render_template("directory/import.html", form=form, headings=_headings(),
                           words=words(language()), names=service.names(language())), form.status  # fmt: skip


@blueprint.post("/directory/import/confirm")
@requires(Permission.KEEP_DIRECTORY)
def add_file() -> Page:
    """Add and change as it was shown; all rows are looked at again, for the world may have changed."""
    form = ConfirmForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.store(form.table(), seen=form.seen.data or "", key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(_done(form.done))
        return redirect(url_for(".show"), 303)
    db.session.rollback()
    flash(form.first_error or gettext("Choose the file again."))
    return redirect(url_for(".import_file"), 303)


@blueprint.get(f"/directory/export.{KINDS}")
@requires(Permission.KEEP_DIRECTORY, audited=True)
def export(kind: str) -> Response:
    """All that is not archived as a file, which can be imported again."""
    data = WRITE[kind](service.export(language()))
    db.session.commit()
    return as_file(data, f"sociale-kaart.{kind}")


@blueprint.get(f"/directory/empty.{KINDS}")
@requires(Permission.KEEP_DIRECTORY)
def empty_file(kind: str) -> Response:
    """A file with the headings only."""
    return as_file(WRITE[kind]([headings(language())]), f"sociale-kaart-leeg.{kind}")


def _preview(rows: list[PartnerRow], form: ConfirmForm) -> str:
    return render_template(
        "directory/preview.html", rows=rows, form=form, told=lambda row: service.in_words(row.changes, language()),
        names=service.names(language()), words=words(language()), headings=_headings(),
    )  # fmt: skip


def _done(rows: list[PartnerRow]) -> str:
    number = sum(row.becomes in (Becomes.NEW, Becomes.CHANGED) for row in rows)
    return str(ngettext(
        "%(num)d row was taken over. The other entries stayed as they were.",
        "%(num)d rows were taken over. The other entries stayed as they were.", number,
    ))  # fmt: skip


def _headings() -> dict[str, str]:
    return dict(zip(COLUMNS, headings(language()), strict=True))
