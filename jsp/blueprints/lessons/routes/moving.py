"""Dates that change as a row: later or earlier, standing still, going on, and back as it was."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt, get_row, on_card
from jsp.blueprints.lessons.forms.series import WeeksForm
from jsp.blueprints.lessons.forms.sessions import ResumeForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import moving as service
from jsp.blueprints.lessons.service import undoing
from jsp.extensions import db
from jsp.forms.days import day_or_none
from jsp.models.lesson_rows import Card, get_card
from jsp.rules.roles import Permission

PLACE = "/lessons/series/<uuid:id>"


@blueprint.route(f"{PLACE}/<int(max=2147483647):position>/move", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def move(id: UUID, position: int) -> Page:
    """This lesson and all after it: choose by how many weeks, and see what that makes of them."""
    card, row = get_row(id, position)
    form, plan = WeeksForm(), None
    if form.validate_on_submit() and form.attempt(lambda: service.plan_move(card, position, form.weeks.data or 0)):
        plan = form.done
        form.renew()
    return render_template(
        "lessons/move.html", card=card, row=row, form=form, plan=plan
    ), form.status if not plan else 200


@blueprint.post(f"{PLACE}/<int(max=2147483647):position>/moved")
@requires(Permission.PLAN_LESSONS)
def move_rest(id: UUID, position: int) -> Page:
    """As it was seen."""
    form = WeeksForm()
    if attempt(form, lambda: service.move_rest(
        get_card(current_user, id), position, form.weeks.data or 0, seen=form.seen.data or "", key=form.key,
        by=current_user,
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Moved. The other one hears of it. You can undo it here."))
        return redirect(url_for(".series", id=id), 303)
    card, row = get_row(id, position)
    return render_template("lessons/move.html", card=card, row=row, form=form, plan=None), form.status


@blueprint.post(f"{PLACE}/pause")
@requires(Permission.PLAN_LESSONS)
def pause(id: UUID) -> Page:
    """It stands still from here on."""
    done = gettext("It stands still. When it goes on, every lesson that is left gets a new date.")
    return on_card(id, lambda card, key: service.pause(card, key=key, by=current_user), done, url_for(".series", id=id))


@blueprint.get(f"{PLACE}/resume")
@requires(Permission.PLAN_LESSONS)
def ask_resume(id: UUID) -> Page:
    """What would get which date: before and after."""
    card, since = get_card(current_user, id), day_or_none(request.args.get("since"))
    plan, refusal = service.preview_resume(card, since)
    form = ResumeForm().see(plan.mark if plan is not None else "")
    form.since.data = since.isoformat() if since is not None else ""
    return render_template("lessons/resume.html", card=card, plan=plan, refusal=refusal, since=since, form=form)


@blueprint.post(f"{PLACE}/resume")
@requires(Permission.PLAN_LESSONS)
def resume(id: UUID) -> Page:
    """As it was seen, in one go."""
    form = ResumeForm()

    def act(card: Card, key: UUID) -> None:
        since = day_or_none(form.since.data)
        service.resume(card, since=since, seen=form.saw, key=key, by=current_user)

    done = gettext("It goes on. The other one hears of it. You can undo it here.")
    return on_card(id, act, done, url_for(".series", id=id), form=form)


@blueprint.post(f"{PLACE}/undo/<uuid:act>")
@requires(Permission.PLAN_LESSONS)
def undo(id: UUID, act: UUID) -> Page:
    """As it was before."""
    return on_card(
        id, lambda card, key: undoing.undo(card, act, key=key, by=current_user), gettext("Undone: all is as it was."),
        url_for(".series", id=id),
    )  # fmt: skip
