"""Versions of a questionnaire: which there are, what differs, a new one, and another one that begins as it."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.questionnaires.forms.choosing import CopyForm
from jsp.blueprints.questionnaires.forms.editing import EditForm
from jsp.blueprints.questionnaires.routes.room import Page, blueprint
from jsp.blueprints.questionnaires.service import versions as service
from jsp.extensions import db
from jsp.rules.roles import Permission
from jsp.verbs import library
from jsp.verbs.asked import QUESTIONNAIRES


@blueprint.get("/<code>/versions")
@requires(Permission.READ_PROGRAMMES)
def versions(code: str) -> str:
    """All of them with what changed, the newest first."""
    found = library.versions_of(QUESTIONNAIRES, code)
    return render_template("questionnaires/versions.html", version=found[0], versions=found)


@blueprint.get("/<code>/compare")
@requires(Permission.READ_PROGRAMMES)
def differences(code: str) -> str:
    """Two versions side by side: those that were chosen, else the newest and the one before it."""
    pair = library.two_of(
        QUESTIONNAIRES, code, before=request.args.get("before", type=int), after=request.args.get("after", type=int)
    )  # fmt: skip
    return render_template("questionnaires/compare.html", pair=pair)


@blueprint.route("/<code>/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_QUESTIONNAIRES)
def edit(code: str) -> Page:
    """Change it; it becomes a new version."""
    version, form = library.get_version(QUESTIONNAIRES, code), EditForm()
    form.show(version.content)
    if form.validate_on_submit() and form.attempt(lambda: service.change(
        code, form.draft(), seen=form.saw, note=form.note.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved as a new version. It is asked from the next lesson on; figures of before stay."))
        if form.half_changed:
            flash(gettext("One language changed alone. Does the other one still ask the same? %(items)s",
                          items=" ".join(form.half_changed)))  # fmt: skip
        return redirect(url_for(".questionnaire", code=code), 303)
    form.see(version.number)
    return render_template("questionnaires/edit.html", form=form, version=version), form.status


@blueprint.route("/<code>/copy", methods=["GET", "POST"])
@requires(Permission.KEEP_QUESTIONNAIRES)
def copy(code: str) -> Page:
    """Add another one that begins as this one."""
    version, form = library.get_version(QUESTIONNAIRES, code), CopyForm()
    note = gettext("Copy of %(name)s, version %(number)d.", name=version.content.name_nl, number=version.number)
    if form.validate_on_submit() and form.attempt(lambda: service.copy(
        code, name_nl=form.name_nl.data, name_en=form.name_en.data, note=note, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Added. Change it as you like, and choose it for a programme."))
        return redirect(url_for(".questionnaire", code=form.done) if form.done else url_for(".show"), 303)
    return render_template("questionnaires/copy.html", form=form, version=version), form.status
