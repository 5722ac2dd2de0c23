"""When what was noted is erased, and keeping it longer."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.focus_groups.forms.reading import LongerForm
from jsp.blueprints.focus_groups.routes.room import Page, blueprint
from jsp.blueprints.focus_groups.service import erasing as service
from jsp.blueprints.focus_groups.service.clear_out import preview
from jsp.blueprints.focus_groups.service.planning import KIND
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_group, get_held
from jsp.models.focus_groups import FocusGroup
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission


@blueprint.get("/clear-out")
@requires(Permission.HOLD_TALKS, audited=True)
def clear_out() -> str:
    """What is erased when, of all talks that the viewer holds."""
    found, days = preview(current_user), service.raw_days()
    page = render_template("focus_groups/clear_out.html", found=found, days=days, today=clock.today())
    audit.record(Action.LISTED, KIND)
    db.session.commit()
    return page


@blueprint.route("/<uuid:id>/keep", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def keep_longer(id: UUID) -> Page:
    """Until when, and why."""
    form = LongerForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.keep_longer(id, form.until.data, form.reason.data or "", key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("It is kept until then."))
        return redirect(url_for(".keep_longer", id=id), 303)
    db.session.rollback()
    found = get_group(current_user, id)
    if not service.may_keep(found, current_user):
        raise NotFoundError(id)
    return _keep_page(found, form), form.status


def _keep_page(found: FocusGroup, form: LongerForm) -> str:
    """Why it is kept may stand on it, so that it was looked at is kept."""
    page = render_template(
        "focus_groups/keep.html", group=found, form=form, button=OnceForm(formdata=None), days=service.raw_days(),
        on=service.day_of(found), quotes=service.quotes_after(found), holds=found.is_held_by(current_user),
    )  # fmt: skip
    audit.record(Action.READ, KIND, found.id)
    db.session.commit()
    return page


@blueprint.route("/<uuid:id>/erase", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def erase_now(id: UUID) -> Page:
    """What was said goes now; a page that asks."""
    form, found = OnceForm(), get_held(current_user, id)
    if form.validate_on_submit() and form.attempt(lambda: service.erase_now(id, key=form.key, by=current_user)):
        db.session.commit()
        form.say(gettext("Erased. The report stays."))
        return redirect(url_for(".group", id=id), 303)
    quotes = service.quotes_after(found)
    return render_template("focus_groups/erase_now.html", group=found, form=form, quotes=quotes), form.status


@blueprint.post("/<uuid:id>/keep/as-usual")
@requires(Permission.HOLD_TALKS)
def keep_as_usual(id: UUID) -> Response:
    """Not longer after all."""
    return once(
        lambda key: service.keep_as_usual(id, key=key, by=current_user), gettext("It is not kept longer any more."),
        url_for(".keep_longer", id=id),
    )  # fmt: skip
