"""Guides as files, to share them with another JSP."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.guides.forms.files import ConfirmForm, FileForm
from jsp.blueprints.guides.routes.room import VERSION, Page, blueprint
from jsp.extensions import db
from jsp.forms.places import place_in_words
from jsp.models.guides import GuideVersion
from jsp.rules.guide import Guide
from jsp.rules.guide_data import to_data
from jsp.rules.guide_file import read_file, write_file
from jsp.rules.roles import Permission
from jsp.rules.toml_file import MOST_BYTES
from jsp.verbs import editions, library
from jsp.verbs.guiding import GUIDES

Shown = editions.Preview[GuideVersion, Guide]


@blueprint.get("/<code>/file")
@blueprint.get(f"{VERSION}/file")
@requires(Permission.HOLD_TALKS)
def export(code: str, number: int | None = None) -> Response:
    """A version as a file that people can read and another JSP can import."""
    version = library.get_version(GUIDES, code, number)
    head = {"Content-Disposition": f'attachment; filename="{version.guide.code}-{version.number}.toml"'}
    return Response(write_file(version.content), mimetype="application/toml", headers=head)


@blueprint.route("/files/new", methods=["GET", "POST"])
@requires(Permission.KEEP_GUIDES, reads=True)
def import_file() -> Page:
    """Choose a file, and see what is in it; nothing is kept yet, and nobody who saves waits for it."""
    form, confirm = FileForm(), ConfirmForm(formdata=None)

    def look() -> Shown:
        with place_in_words():
            return editions.preview(GUIDES, read_file(form.file.data.read(MOST_BYTES + 1)))

    if form.validate_on_submit() and form.attempt(look):
        confirm.carry(to_data(form.done.content))
        confirm.seen.data = form.done.seen
        confirm.note.data = "" if form.done.newest else gettext("First version here.")
        confirm.renew()
        return _preview(form.done, confirm)
    return render_template("guides/import.html", form=form), form.status


@blueprint.post("/files/add")
@requires(Permission.KEEP_GUIDES)
def add_file() -> Page:
    """Keep what was shown: as a new guide, or as a new version of the one with its code."""
    form, found = ConfirmForm(), list[Shown]()

    def keep() -> None:
        found.append(editions.preview(GUIDES, form.guide()))
        editions.keep(
            GUIDES, found[0].content, seen=form.seen.data or "", note=form.note.data, key=form.key,
            by=current_user,
        )  # fmt: skip

    if form.validate_on_submit() and form.attempt(keep):
        db.session.commit()
        form.say(gettext("Saved. It can be chosen for a talk."))
        return redirect(url_for(".guide", code=found[0].content.code), 303)
    shown = editions.shown_again(GUIDES, form.guide)
    if shown is None:
        flash(form.first_error or gettext("Choose the file again."))
        return redirect(url_for(".import_file"), 303)
    form.seen.data = shown.seen
    return _preview(shown, form), form.status


def _preview(shown: Shown, form: ConfirmForm) -> str:
    return render_template("guides/preview.html", preview=shown, form=form)
