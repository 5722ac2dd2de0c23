"""One opening apart from what is fixed: extra, other hours, called off, on again."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.hours.forms.patterns import ExtraForm, HoursForm
from jsp.blueprints.hours.routes.room import blueprint
from jsp.blueprints.hours.service import openings as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.forms.days import day_or_none
from jsp.models.rota import get_opening
from jsp.rules.opening import CancelReason
from jsp.rules.roles import Permission
from jsp.words.terms import REASONS

Page = str | Response | tuple[str, int]
REASON = f"any({','.join(CancelReason)})"
PLACE = "/hours/openings/<int(max=2147483647):id>"


@blueprint.route("/hours/openings/new", methods=["GET", "POST"])
@requires(Permission.PLAN_HOURS)
def extra() -> Page:
    """Plan an opening apart."""
    form = ExtraForm()
    form.offer(request.args.get("site"))
    if form.validate_on_submit() and form.attempt(lambda: service.plan_extra(form.draft(), by=current_user)):
        db.session.commit()
        form.say(gettext("It stands on the public page."))
        return redirect(url_for(".week", week=form.on.data), 303)
    if not form.is_submitted():
        form.on.data = day_or_none(request.args.get("on"))
    return render_template("hours/extra.html", form=form), form.status


@blueprint.route(f"{PLACE}/hours", methods=["GET", "POST"])
@requires(Permission.PLAN_HOURS)
def other_hours(id: int) -> Page:
    """Other hours or another room on this day only."""
    opening, form = get_opening(current_user, id), HoursForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_hours(
            opening, starts=form.starts.data, ends=form.ends.data, room=form.room.data, seen=form.seen.data or "",
            key=form.key, by=current_user,
        )
    ):  # fmt: skip
        db.session.commit()
        form.say(gettext("Changed."))
        return redirect(url_for(".opening", id=id), 303)
    if not form.is_submitted():
        form.starts.data, form.ends.data, form.room.data = opening.starts, opening.ends, opening.room
    if not form.is_submitted() or form.seen.errors:
        form.seen.data = service.mark(opening)
    return render_template("hours/other_hours.html", form=form, opening=opening), form.status


@blueprint.get(f"{PLACE}/off")
@requires(Permission.PLAN_HOURS)
def ask_off(id: int) -> str:
    """Why does it not go on? One tap calls it off."""
    opening = get_opening(current_user, id)
    return render_template("hours/off.html", opening=opening, reasons=REASONS, form=OnceForm(),
                           call_backs=service.call_backs(opening), answers=service.count_answers(opening))  # fmt: skip


@blueprint.post(f"{PLACE}/off/<{REASON}:reason>")
@requires(Permission.PLAN_HOURS)
def off(id: int, reason: str) -> Response:
    """It does not go on."""
    found = get_opening(current_user, id)
    return once(lambda key: service.call_off(found, CancelReason(reason), key=key, by=current_user),
                gettext("Called off. The public page says so from now on."), url_for(".opening", id=id))  # fmt: skip


@blueprint.post(f"{PLACE}/on-again")
@requires(Permission.PLAN_HOURS)
def on_again(id: int) -> Response:
    """It goes on after all."""
    found = get_opening(current_user, id)
    return once(lambda key: service.call_on_again(found, key=key, by=current_user), gettext("It goes on again."),
                url_for(".opening", id=id))  # fmt: skip


@blueprint.post(f"{PLACE}/goes-on")
@requires(Permission.PLAN_HOURS)
def goes_on(id: int) -> Response:
    """It goes on with fewer people."""
    found = get_opening(current_user, id)
    return once(lambda key: service.let_it_go_on(found, key=key, by=current_user),
                gettext("It goes on. Nobody is asked about it any more."), url_for(".opening", id=id))  # fmt: skip
