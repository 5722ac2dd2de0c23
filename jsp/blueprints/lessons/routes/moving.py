"""Dates that change as a row: later or earlier, standing still, going on, and back as it was."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.acting import attempt, get_row, on_card
from jsp.blueprints.lessons.forms.pausing import PauseForm
from jsp.blueprints.lessons.forms.series import WeeksForm
from jsp.blueprints.lessons.forms.sessions import ResumeForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import moving as service
from jsp.blueprints.lessons.service import undoing
from jsp.extensions import db
from jsp.forms.days import day_or_none
from jsp.models.lesson_rows import Card, Row, get_card
from jsp.models.timetable import hours_of
from jsp.rules.roles import Permission

PLACE = "/lessons/series/<uuid:id>"


@blueprint.route(f"{PLACE}/<int(max=2147483647):position>/move", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def move(id: UUID, position: int) -> Page:
    """This lesson and all after it: choose by how many weeks, and see what that makes of them."""
    card, row = get_row(id, position)
    form, plan, is_asked = WeeksForm(), None, "weeks" in request.args
    if not form.is_submitted():
        form.weeks.data = request.args.get("weeks", type=int)
    if (form.validate_on_submit() or is_asked) and form.attempt(lambda: _plan_move(card, position, form)):
        plan = form.done
        form.renew()
    return _move_page(card, row, form, plan), form.status if not plan else 200


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
        then = get_card(current_user, id).row(request.args.get("then", -1, type=int))
        back = url_for(".plan", id=id, position=then.lesson.position) if then else url_for(".series", id=id)
        return redirect(back, 303)
    return _move_page(*get_row(id, position), form, None), form.status


@blueprint.route(f"{PLACE}/pause", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def pause(id: UUID) -> Page:
    """It stands still: at once, or after one of the lessons that have a date."""
    card, form = get_card(current_user, id), PauseForm()
    form.offer(card.still_ahead(clock.local_now()))
    if attempt(form, lambda: service.pause(
        get_card(current_user, id), after=form.after.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("It stands still. When it goes on, every lesson that is left gets a new date."))
        return redirect(url_for(".series", id=id), 303)
    return render_template("lessons/pause.html", card=card, form=form), form.status


@blueprint.get(f"{PLACE}/resume")
@requires(Permission.PLAN_LESSONS)
def ask_resume(id: UUID) -> Page:
    """What would get which date: before and after."""
    card, since = get_card(current_user, id), day_or_none(request.args.get("since"))
    plan, refusal = service.preview_resume(card, since)
    form = ResumeForm().see(plan.mark if plan is not None else "")
    form.since.data = since.isoformat() if since is not None else ""
    return render_template("lessons/resume.html", card=card, plan=plan, refusal=refusal, since=since, form=form,
                           hours=hours_of(card.series.school_class_id))  # fmt: skip


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


def _plan_move(card: Card, position: int, form: WeeksForm) -> service.Plan:
    return service.plan_move(card, position, form.weeks.data or 0)


def _move_page(card: Card, row: Row, form: WeeksForm, plan: service.Plan | None) -> str:
    """`then`: the lesson for which room is made."""
    then = request.args.get("then", type=int)
    return render_template("lessons/move.html", card=card, row=row, form=form, plan=plan, then=then)
