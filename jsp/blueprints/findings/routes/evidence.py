"""The passages behind findings: choosing them, their order, taking them off."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit
from jsp.access import requires
from jsp.blueprints.findings.routes.room import Page, blueprint, key, keys, save
from jsp.blueprints.findings.service import KIND, choosing
from jsp.blueprints.findings.service import evidence as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.audit import Action
from jsp.models.finding_rows import get_finding_to_change
from jsp.models.findings import Finding
from jsp.models.focus_group_rows import list_groups
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission

PLACE = "/<uuid:id>/evidence/<uuid:evidence_id>"


@blueprint.get("/passages")
@requires(Permission.HOLD_TALKS, audited=True)
def passages() -> str:
    """Coded passages to make a finding of."""
    return _choose(None)


@blueprint.get("/<uuid:id>/passages")
@requires(Permission.HOLD_TALKS, audited=True)
def more_passages(id: UUID) -> str:
    """Coded passages to let this finding rest on too."""
    return _choose(get_finding_to_change(current_user, id))


@blueprint.post("/<uuid:id>/passages/add")
@requires(Permission.HOLD_TALKS)
def add_passages(id: UUID) -> Response:
    """Let the finding rest on what was ticked."""
    found = get_finding_to_change(current_user, id)
    chosen = service.get_passages(current_user, keys(request.form.getlist("passage")))
    back, done = url_for(".finding", id=id), gettext("The finding rests on this too.") if chosen else ""
    return once(lambda key: service.add_passages(found, chosen, key=key), done, back)


@blueprint.route(f"{PLACE}/take-off", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def take_off(id: UUID, evidence_id: UUID) -> Page:
    """Is it really not what the finding rests on?"""
    found, form = get_finding_to_change(current_user, id), OnceForm()
    if form.is_submitted() and not any(each.id == evidence_id for each in found.evidence):
        return redirect(url_for(".finding", id=id), 303)
    each = service.get_evidence(current_user, found, evidence_id)
    said, back = gettext("The finding no longer rests on it."), url_for(".finding", id=id)
    if taken := save(form, lambda: service.take_off(each.row, key=form.key), said, back):
        return taken
    audit.record(Action.READ, KIND, found.id)
    page = render_template("findings/take_off.html", finding=found, each=each, form=form)
    db.session.commit()
    return page, form.status


@blueprint.post(f"{PLACE}/<any(up, down):way>")
@requires(Permission.HOLD_TALKS)
def move(id: UUID, evidence_id: UUID, way: str) -> Response:
    """One place up or down."""
    found = get_finding_to_change(current_user, id)
    each = next((row for row in found.evidence if row.id == evidence_id), None)
    if each is None:
        raise NotFoundError(evidence_id)
    back = url_for(".finding", id=id, _anchor="rests")
    return once(lambda key: service.move(each, -1 if way == "up" else 1, key=key), "", back)


def _choose(finding: Finding | None) -> str:
    wanted = choosing.Wanted(key(request.args.get("code")), key(request.args.get("talk")))
    found = choosing.coded(current_user, wanted)
    audit.record(Action.READ, KIND, finding.id if finding else "")
    page = render_template(
        "findings/passages.html", finding=finding, wanted=wanted, codes=choosing.list_codes(), form=OnceForm(),
        talks=list_groups(current_user), quotes=service.readable_quotes(current_user, found),
        held={row.passage_id for row in finding.evidence} if finding else set(), most=choosing.MOST,
    )  # fmt: skip
    db.session.commit()
    return page
