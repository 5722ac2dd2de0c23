"""Proposed changes of lessons."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.programmes.forms.lessons import DeclineForm, ProposeForm, VersionForm
from jsp.blueprints.programmes.routes.room import Page, blueprint
from jsp.blueprints.programmes.service import proposals as service
from jsp.blueprints.programmes.service.lessons import find_lesson, get_lesson
from jsp.blueprints.programmes.service.origins import origin_from
from jsp.extensions import db
from jsp.models.finding_rows import behind_proposals
from jsp.models.programme_versions import get_version
from jsp.rules.roles import Permission


@blueprint.get("/<code>/proposals")
@requires(Permission.READ_PROGRAMMES)
def proposals(code: str) -> str:
    """What was proposed for this programme, and what became of it."""
    version = get_version(code)
    told = service.proposals(version.programme, current_user)
    found = [(each, find_lesson(version, each.made.lesson_key)) for each in told]
    behind = behind_proposals(current_user, [each.made.id for each in told])
    return render_template("programmes/proposals.html", version=version, proposals=found, behind=behind)


@blueprint.route("/<code>/lessons/<key>/propose", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS, audited=True)
def propose(code: str, key: str) -> Page:
    """Say what should be otherwise in a lesson."""
    version, form = get_version(code), ProposeForm()
    form.offer(get_lesson(version, key))
    form.come_from(origin_from(version, request.form if form.is_submitted() else request.args, current_user))
    if form.validate_on_submit() and form.attempt(lambda: service.propose(version, form.draft(), by=current_user)):
        db.session.commit()
        form.say(gettext("Sent. Who keeps the programmes looks at it."))
        return redirect(url_for(".proposals", code=code), 303)
    page = render_template("programmes/propose.html", form=form, version=version, lesson=form.lesson)
    db.session.commit()
    return page, form.status


@blueprint.route("/proposals/<uuid:id>/accept", methods=["GET", "POST"])
@requires(Permission.KEEP_PROGRAMMES)
def accept(id: UUID) -> Page:
    """Change the lesson as proposed, or nearly so; it becomes a new version."""
    proposal, form = service.get_proposal(id), VersionForm()
    version, back = get_version(proposal.programme.code), url_for(".proposals", code=proposal.programme.code)
    form.show(get_lesson(version, proposal.lesson_key))
    if form.validate_on_submit() and form.attempt(lambda: service.accept(
        proposal, form.draft(), seen=form.seen.data or "", note=form.note.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved as a new version. What classes have now stays as it is."))
        return redirect(back, 303)
    form.see(version.number, note=proposal.text)
    return render_template("programmes/edit.html", form=form, version=version, lesson=form.lesson, proposal=proposal,
                           told=service.told_to(current_user, proposal), back=back), form.status  # fmt: skip


@blueprint.route("/proposals/<uuid:id>/decline", methods=["GET", "POST"])
@requires(Permission.KEEP_PROGRAMMES)
def decline(id: UUID) -> Page:
    """Leave the lesson as it is, with a reason."""
    proposal, form = service.get_proposal(id), DeclineForm()
    back = url_for(".proposals", code=proposal.programme.code)
    if form.validate_on_submit() and form.attempt(
        lambda: service.decline(proposal, form.reason.data, key=form.key)
    ):  # fmt: skip
        db.session.commit()
        form.say(gettext("Declined. Who proposed it reads why."))
        return redirect(back, 303)
    told = service.told_to(current_user, proposal)
    return render_template("programmes/decline.html", form=form, proposal=proposal, told=told, back=back), form.status
