"""Findings: all of them, one of them, writing one down and putting it away."""

from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.findings.forms.findings import FindingForm
from jsp.blueprints.findings.routes.room import Page, blueprint, key, keys, save
from jsp.blueprints.findings.service import KIND, about, changes, choosing, evidence
from jsp.blueprints.findings.service import findings as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.audit import Action
from jsp.models.finding_rows import (
    get_finding,
    get_finding_to_change,
    list_findings,
    may_change,
    of_groups,
    open_decisions,
)
from jsp.models.focus_group_rows import get_group
from jsp.models.programme_versions import newest_versions
from jsp.rules.roles import Permission

PLACE = "/<uuid:id>"


@blueprint.get("/")
@requires(Permission.HOLD_TALKS)
def show() -> str:
    """What is still to do, and all findings, the latest first; of one talk where the address names it."""
    named = key(request.args.get("talk"))
    talk = get_group(current_user, named) if named else None
    of_talk = [of_groups([talk.id])] if talk else []
    return render_template(
        "findings/list.html", to_do=[] if talk else open_decisions(current_user), today=clock.today(), talk=talk,
        findings=list_findings(current_user, *of_talk), reports=[] if talk else about.talked_about(current_user),
        archived=list_findings(current_user, *of_talk, is_archived=True), names=choosing.programme_names(),
    )  # fmt: skip


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def new() -> Page:
    """Write one down; the address or the form names the passages that it rests on (`passage`, more than once)."""
    passages = evidence.get_passages(current_user, keys(request.values.getlist("passage")))
    form, quotes = FindingForm(), evidence.readable_quotes(current_user, passages)
    form.offer(newest_versions(is_archived=False))
    form.begin_with(evidence.programme_of(quotes))
    said = gettext("Written down. What do you do with it? Decide it together.")
    made = save(
        form, lambda: service.make_finding(form.draft(), passages, key=form.key, by=current_user), said,
        lambda: url_for(".finding", id=form.key), text=form.words,
    )  # fmt: skip
    if made:
        return made
    audit.record(Action.READ, KIND)
    page = render_template("findings/new.html", form=form, passages=passages, quotes=quotes)
    db.session.commit()
    return page, form.status


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS, audited=True)
def finding(id: UUID) -> str:
    """One finding: what it rests on, and what was decided."""
    found = get_finding(current_user, id)
    audit.record(Action.READ, KIND, found.id)
    page = render_template(
        "findings/finding.html", finding=found, rows=evidence.shown(current_user, found.evidence), form=OnceForm(),
        today=clock.today(), names=choosing.programme_names(),
        items=changes.items_of(found.decisions), changes=may_change(current_user, found.id),
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.route(f"{PLACE}/edit", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def edit(id: UUID) -> Page:
    """Say it in better words."""
    found, form = get_finding_to_change(current_user, id), FindingForm()
    form.offer(newest_versions(is_archived=False), found)
    changed = save(
        form, lambda: service.change_finding(found, form.draft(), seen=form.saw, key=form.key), gettext("Changed."),
        url_for(".finding", id=id), text=form.words,
    )  # fmt: skip
    if changed:
        return changed
    form.show(get_finding_to_change(current_user, id))
    return render_template("findings/edit.html", form=form, finding=found), form.status


@blueprint.post(f"{PLACE}/archive")
@requires(Permission.HOLD_TALKS)
def archive(id: UUID) -> Response:
    """Put it away; its page offers to undo it."""
    found, done = (
        get_finding_to_change(current_user, id),
        gettext("Put away: it stands in no list and no report any more."),
    )
    return once(lambda key: service.archive(found, key=key), done, url_for(".finding", id=id))


@blueprint.post(f"{PLACE}/restore")
@requires(Permission.HOLD_TALKS)
def restore(id: UUID) -> Response:
    """Let it count again."""
    found, done = get_finding_to_change(current_user, id), gettext("It counts again.")
    return once(lambda key: service.restore(found, key=key), done, url_for(".finding", id=id))
