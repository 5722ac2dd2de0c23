"""Versions of a programme: which there are, what differs, and a new one with another lesson."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.programmes.forms.lessons import VersionForm
from jsp.blueprints.programmes.routes.room import Page, blueprint
from jsp.blueprints.programmes.service import versions as service
from jsp.blueprints.programmes.service.lessons import get_lesson
from jsp.extensions import db
from jsp.models.programme_versions import get_version, versions_of
from jsp.rules.programme_diff import compare
from jsp.rules.roles import Permission


@blueprint.get("/<code>/versions")
@requires(Permission.READ_PROGRAMMES)
def versions(code: str) -> str:
    """All of them with what changed, the newest first."""
    newest = get_version(code)
    return render_template("programmes/versions.html", version=newest, versions=versions_of(newest.programme))


@blueprint.get("/<code>/compare")
@requires(Permission.READ_PROGRAMMES)
def differences(code: str) -> str:
    """Two versions side by side: those that were chosen, else the newest and the one before it."""
    newest = get_version(code)
    after = get_version(code, request.args.get("after", newest.number, type=int))
    before = get_version(code, request.args.get("before", max(after.number - 1, 1), type=int))
    return render_template(
        "programmes/compare.html", version=newest, before=before, after=after,
        changes=compare(before.content, after.content), numbers=range(newest.number, 0, -1),
    )  # fmt: skip


@blueprint.route("/<code>/lessons/<key>/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_PROGRAMMES)
def edit_lesson(code: str, key: str) -> Page:
    """Change a lesson; it becomes a new version."""
    version, form = get_version(code), VersionForm()
    form.show(get_lesson(version, key))
    if form.validate_on_submit() and form.attempt(lambda: service.change_lesson(
        code, form.draft(), seen=form.seen.data or "", note=form.note.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved as a new version. What classes have now stays as it is."))
        return redirect(url_for(".lesson", code=code, key=key), 303)
    form.see(version.number)
    return render_template("programmes/edit.html", form=form, version=version, lesson=form.lesson, proposal=None,
                           back=url_for(".lesson", code=code, key=key)), form.status  # fmt: skip
