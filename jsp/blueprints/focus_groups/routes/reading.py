"""Letting who took part read back, and approving."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.focus_groups.forms.reading import ApproveForm, StartForm
from jsp.blueprints.focus_groups.routes.room import Page, blueprint
from jsp.blueprints.focus_groups.service import reading as service
from jsp.blueprints.focus_groups.service.left_standing import left_in
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_held, least
from jsp.rules.roles import Permission
from jsp.words import talk_terms

PLACE = "/<uuid:id>/reading"


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS, audited=True)
def reading(id: UUID) -> Page:
    """Who read it, and what they put right; only for who holds the talk."""
    found = get_held(current_user, id)
    audit.record(Action.READ, "talk", found.id)
    page = render_template(
        "focus_groups/reading.html", group=found, now=service.standing(found), button=OnceForm(formdata=None),
        today=clock.today(), least=least(), words=talk_terms,
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.route(f"{PLACE}/start", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def start_reading(id: UUID) -> Page:
    """Until when everybody may read."""
    form = StartForm()
    form.propose(clock.today())
    if form.validate_on_submit() and form.attempt(
        lambda: service.start(id, form.until.data, looked=form.looked.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(_mailed(form.done))
        return redirect(url_for(".reading", id=id), 303)
    db.session.rollback()
    found = get_held(current_user, id)
    return render_template("focus_groups/reading_start.html", group=found, form=form, left=left_in(found)), form.status


@blueprint.post(f"{PLACE}/remind")
@requires(Permission.HOLD_TALKS)
def remind_readers(id: UUID) -> Response:
    """A mail for who has not read it."""
    return once(lambda key: service.remind(id, key=key, by=current_user), _mailed, url_for(".reading", id=id))


@blueprint.post(f"{PLACE}/corrections/<uuid:correction_id>/seen")
@requires(Permission.HOLD_TALKS)
def see_correction(id: UUID, correction_id: UUID) -> Response:
    """Looked at."""
    return once(
        lambda key: service.see(id, correction_id, key=key, by=current_user), gettext("Looked at."),
        url_for(".reading", id=id, _anchor="corrections"),
    )  # fmt: skip


@blueprint.route(f"{PLACE}/reopen", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def reopen(id: UUID) -> Page:
    """Back to a draft; a page that asks."""
    form = OnceForm()
    if form.validate_on_submit() and form.attempt(lambda: service.reopen(id, key=form.key, by=current_user)):
        db.session.commit()
        form.say(gettext("A draft again. Nobody who took part reads it until you let them read back anew."))
        return redirect(url_for(".group", id=id), 303)
    db.session.rollback()
    return render_template("focus_groups/reading_reopen.html", group=get_held(current_user, id), form=form), form.status


@blueprint.route(f"{PLACE}/approve", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def approve(id: UUID) -> Page:
    """It stays as it is; a page that shows what is open, and asks."""
    form = ApproveForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.approve(id, anyway=form.anyway.data, looked=form.looked.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Approved. From now on nobody changes it."))
        return redirect(url_for(".reading", id=id), 303)
    db.session.rollback()
    found = get_held(current_user, id)
    page = render_template(
        "focus_groups/approve.html", group=found, form=form, now=service.standing(found), least=least(),
        today=clock.today(), left=left_in(found),
    )  # fmt: skip
    return page, form.status


def _mailed(number: int) -> str:
    if not number:
        return str(gettext("They can read it now. Nobody has an address here: give them their link yourself."))
    return str(ngettext("%(num)d mail goes out.", "%(num)d mails go out.", number))
