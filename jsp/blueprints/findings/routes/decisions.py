"""Decisions: what, by whom and when, whether it is done, and what was told back."""

from uuid import UUID

from flask import render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.findings.forms.decisions import DecisionForm, ToldForm
from jsp.blueprints.findings.routes.room import Page, blueprint, save
from jsp.blueprints.findings.service import changes
from jsp.blueprints.findings.service import decisions as service
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.finding_rows import get_decision, get_decision_to_change, get_finding_to_change, may_change
from jsp.rules.roles import Permission

PLACE = "/decisions/<uuid:id>"


@blueprint.route("/<uuid:id>/decide", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def decide(id: UUID) -> Page:
    """Write down what you do with a finding."""
    found, form = get_finding_to_change(current_user, id), DecisionForm()
    said = gettext("Decided. Does it change a lesson or an agreement? Say so here.")
    return save(
        form, lambda: service.decide(found, form.draft(), key=form.key, by=current_user), said,
        lambda: url_for(".decision", id=form.key), text=form.what,
    ) or (render_template("findings/decide.html", form=form, finding=found), form.status)  # fmt: skip


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS)
def decision(id: UUID) -> str:
    """One decision, and what came of it."""
    found = get_decision(current_user, id)
    return render_template(
        "findings/decision.html", decision=found, form=OnceForm(), today=clock.today(),
        items=changes.items_of([found]), changes=may_change(current_user, found.finding_id),
    )  # fmt: skip


@blueprint.route(f"{PLACE}/edit", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def edit_decision(id: UUID) -> Page:
    """Something else is done, or by somebody else, or later."""
    found, form = get_decision_to_change(current_user, id), DecisionForm()
    changed = save(
        form, lambda: service.change(found, form.draft(), seen=form.saw, key=form.key), gettext("Changed."),
        url_for(".decision", id=id), text=form.what,
    )  # fmt: skip
    if changed:
        return changed
    form.show(get_decision_to_change(current_user, id))
    return render_template("findings/edit_decision.html", form=form, decision=found), form.status


@blueprint.post(f"{PLACE}/done")
@requires(Permission.HOLD_TALKS)
def done(id: UUID) -> Response:
    """It is done; the page that follows offers to undo it."""
    found, said = get_decision_to_change(current_user, id), gettext("Done. Tell who took part what you did with it.")
    return once(lambda key: service.done(found, key=key), said, url_for(".decision", id=id))


@blueprint.post(f"{PLACE}/undone")
@requires(Permission.HOLD_TALKS)
def undone(id: UUID) -> Response:
    """It is still to do."""
    found, said = get_decision_to_change(current_user, id), gettext("It is on the list again.")
    return once(lambda key: service.undone(found, key=key), said, url_for(".decision", id=id))


@blueprint.route(f"{PLACE}/tell", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def tell(id: UUID) -> Page:
    """Tell who took part what was done with it."""
    found, form = get_decision_to_change(current_user, id), ToldForm()
    saved = save(
        form, lambda: service.tell(found, form.told.data, seen=form.saw, key=form.key),
        gettext("Saved. Who took part reads it at their link."), url_for(".decision", id=id), text=form.told,
    )  # fmt: skip
    if saved:
        return saved
    form.show(get_decision_to_change(current_user, id))
    return render_template("findings/tell.html", form=form, decision=found), form.status
