"""Versions of a guide: which there are, what differs, a new one, and another one that begins as it."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.guides.forms.choosing import CopyForm
from jsp.blueprints.guides.forms.editing import EditForm
from jsp.blueprints.guides.routes.room import Page, blueprint
from jsp.blueprints.guides.service import versions as service
from jsp.extensions import db
from jsp.rules.roles import Permission
from jsp.verbs import library
from jsp.verbs.guiding import GUIDES


@blueprint.get("/<code>/versions")
@requires(Permission.HOLD_TALKS)
def versions(code: str) -> str:
    """All of them with what changed, the newest first."""
    found = library.versions_of(GUIDES, code)
    return render_template("guides/versions.html", version=found[0], versions=found)


@blueprint.get("/<code>/compare")
@requires(Permission.HOLD_TALKS)
def differences(code: str) -> str:
    """Two versions side by side: those that were chosen, else the newest and the one before it."""
    pair = library.two_of(
        GUIDES, code, before=request.args.get("before", type=int), after=request.args.get("after", type=int)
    )  # fmt: skip
    return render_template("guides/compare.html", pair=pair)


@blueprint.route("/<code>/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_GUIDES)
def edit(code: str) -> Page:
    """Change it; it becomes a new version."""
    version, form = library.get_version(GUIDES, code), EditForm()
    form.show(version.content)
    if form.validate_on_submit() and form.attempt(lambda: service.change(
        code, form.draft(), seen=form.saw, note=form.note.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved as a new version. New talks are led with it; those that there are keep theirs."))
        return redirect(url_for(".guide", code=code), 303)
    form.see(version.number)
    return render_template("guides/edit.html", form=form, version=version), form.status


@blueprint.route("/<code>/copy", methods=["GET", "POST"])
@requires(Permission.KEEP_GUIDES)
def copy(code: str) -> Page:
    """Add another one that begins as this one."""
    version, form = library.get_version(GUIDES, code), CopyForm()
    note = gettext("Copy of %(name)s, version %(number)d.", name=version.content.name.nl, number=version.number)
    if form.validate_on_submit() and form.attempt(lambda: service.copy(
        code, form.name, note=note, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Added. Change it as you like; it can be chosen for a talk."))
        return redirect(url_for(".guide", code=form.done) if form.done else url_for(".show"), 303)
    return render_template("guides/copy.html", form=form, version=version), form.status
