"""My classes, and beginning a series for one."""

from typing import cast

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.lessons.forms.series import SeriesForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import beginning, own, series
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.accounts import User
from jsp.models.lesson_waiting import lessons_waiting_for
from jsp.rules.roles import Permission
from jsp.rules.series_plan import suggests_start


@blueprint.get("/lessons/")
@requires(Permission.PLAN_LESSONS)
def show() -> str:
    """The own classes with their lessons, what waits for the own key, and what to do next."""
    now = clock.local_now()
    return render_template(
        "lessons/classes.html", cards=own.list_cards(current_user, now), lessons=lessons_waiting_for(current_user, now),
        act_form=OnceForm(), today=now.date(),
    )  # fmt: skip


@blueprint.post("/lessons/seen/<int(max=2147483647):newest>")
@requires(Permission.PLAN_LESSONS)
def seen(newest: int) -> Page:
    """I read what changed, as far as it stood on the page."""
    form = OnceForm()
    if form.validate_on_submit():
        own.mark_seen(current_user, newest=newest)
        db.session.commit()
    return redirect(url_for(".show"), 303)


@blueprint.route("/lessons/new", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def new_series() -> Page:
    """A programme for a class, with a pair."""
    form, user, class_id = SeriesForm(), cast("User", current_user), request.args.get("class", type=int)
    choices = beginning.choices(user, class_id=class_id)
    form.offer(choices)
    if not form.is_submitted():
        form.prefer(choices, class_id=class_id)
    if attempt(form, lambda: series.begin(form.draft(), form.hour(), by=user)):
        db.session.commit()
        form.say(gettext("Begun. Now plan the first lesson, or all of them at once."))
        return redirect(url_for(".series", id=form.done), 303)
    starts_well = suggests_start(clock.today().month)
    return render_template("lessons/new.html", form=form, choices=choices, starts_well=starts_well), form.status
