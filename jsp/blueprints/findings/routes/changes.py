"""What a decision changes, and what checks it."""

from uuid import UUID

from flask import render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.findings.forms.decisions import AgreementForm, ItemForm, ProposeForm
from jsp.blueprints.findings.routes.decisions import PLACE
from jsp.blueprints.findings.routes.room import Page, blueprint, save
from jsp.blueprints.findings.service import changes as service
from jsp.models.finding_rows import get_decision_to_change
from jsp.rules.roles import Permission


@blueprint.get(f"{PLACE}/lesson")
@requires(Permission.HOLD_TALKS)
def lesson(id: UUID) -> str:
    """Which lesson should change?"""
    found, versions = get_decision_to_change(current_user, id), service.lessons_to_change(current_user)
    return render_template("findings/lesson.html", decision=found, versions=versions)


@blueprint.route(f"{PLACE}/propose/<code>/<key>", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def propose(id: UUID, code: str, key: str) -> Page:
    """Propose the change of that lesson to who keeps the programmes."""
    found, form = get_decision_to_change(current_user, id), ProposeForm()
    version, about = service.get_lesson(current_user, code, key)
    form.offer(about, found)
    sent = save(form, lambda: service.propose(
        found, version, about, part=form.part.data or "", text=form.text.data, key=form.key, by=current_user
    ), gettext("Sent. Who keeps the programmes looks at it."), url_for(".decision", id=id), text=form.text,
        known=[version.content.name, about.title])  # fmt: skip
    if sent:
        return sent
    page = render_template("findings/propose.html", form=form, decision=found, version=version, lesson=about)
    return page, form.status


@blueprint.route(f"{PLACE}/agreement", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def agreement(id: UUID) -> Page:
    """Which agreement of a class came of it?"""
    found, form = get_decision_to_change(current_user, id), AgreementForm()
    choices = service.agreements(current_user, found)
    form.offer(choices, found)
    saved = save(
        form, lambda: service.choose_agreement(found, form.agreement.data, seen=form.saw, key=form.key),
        gettext("Saved."), url_for(".decision", id=id),
    )  # fmt: skip
    if saved:
        return saved
    form.offer(choices, get_decision_to_change(current_user, id))
    return render_template("findings/agreement.html", form=form, decision=found, choices=choices), form.status


@blueprint.route(f"{PLACE}/item", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def item(id: UUID) -> Page:
    """Which item that classes are asked shows whether it helped?"""
    found, form = get_decision_to_change(current_user, id), ItemForm()
    choices = service.questionnaires()
    form.offer(choices, found)
    saved = save(
        form, lambda: service.choose_item(found, *form.chosen, seen=form.saw, key=form.key),
        gettext("Saved."), url_for(".decision", id=id),
    )  # fmt: skip
    if saved:
        return saved
    form.offer(choices, get_decision_to_change(current_user, id))
    return render_template("findings/item.html", form=form, decision=found), form.status
