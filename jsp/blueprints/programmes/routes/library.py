"""The programmes that this JSP can give, and what stands in them."""

from flask import render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.programmes.routes.room import VERSION, blueprint, is_at_college, only_site
from jsp.blueprints.programmes.service import lessons, library, proposals
from jsp.blueprints.programmes.service.learnings import learnings_of
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.finding_rows import decided_about
from jsp.models.programme_versions import get_version, newest_versions
from jsp.rules.roles import Permission
from jsp.verbs.asked import asked_after


@blueprint.get("/")
@requires(Permission.READ_PROGRAMMES)
def show() -> str:
    """All of them; who keeps them also sees which could be taken over."""
    keeps = current_user.may(Permission.KEEP_PROGRAMMES)
    return render_template(
        "programmes/library.html", keeps=keeps, versions=newest_versions(is_archived=False),
        archived=newest_versions(is_archived=True), usual=library.usual_to_take() if keeps else [], form=OnceForm(),
        own=proposals.own_proposals(current_user),
    )  # fmt: skip


@blueprint.get("/<code>")
@blueprint.get(VERSION)
@requires(Permission.READ_PROGRAMMES)
def programme(code: str, number: int | None = None) -> str:
    """One of them as it is now, or as a version of it was."""
    version = get_version(code, number)
    return render_template(
        "programmes/programme.html", version=version, number=number, content=version.content,
        counts=library.adaptations(version.programme), is_college=is_at_college(), form=OnceForm(),
        asked=asked_after(version.programme_id), decided=decided_about(current_user, version.programme_id),
    )  # fmt: skip


@blueprint.get("/<code>/lessons/<key>")
@blueprint.get(f"{VERSION}/lessons/<key>")
@requires(Permission.READ_PROGRAMMES)
def lesson(code: str, key: str, number: int | None = None) -> str:
    """One lesson with all that stands in it."""
    version = get_version(code, number)
    return render_template(
        "programmes/lesson.html", version=version, number=number, lesson=lessons.get_lesson(version, key),
        site=only_site(), is_college=is_at_college(), taught=learnings_of(version.programme, key),
        talked=proposals.after_talks(version.programme, key),
    )  # fmt: skip


@blueprint.post("/usual/<code>/add")
@requires(Permission.KEEP_PROGRAMMES)
def take_over(code: str) -> Response:
    """Add one that comes with this app."""
    note, done = gettext("As it comes with this app."), gettext("Added. You can change it as you like.")
    return once(lambda key: library.take_over(code, note=note, key=key, by=current_user), done, url_for(".show"))


@blueprint.post("/<code>/archive")
@requires(Permission.KEEP_PROGRAMMES)
def archive(code: str) -> Response:
    """Begin no new series with it; the list that follows offers to undo it."""
    found, done = get_version(code).programme, gettext("Archived. Series that run go on.")
    return once(lambda key: library.archive(found, key=key), done, url_for(".show"))


@blueprint.post("/<code>/restore")
@requires(Permission.KEEP_PROGRAMMES)
def restore(code: str) -> Response:
    """Let series begin with it again."""
    found, done = get_version(code).programme, gettext("It can be chosen again.")
    return once(lambda key: library.restore(found, key=key), done, url_for(".show"))
