"""One series: all its lessons, and what changes about it as a whole."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.acting import attempt, on_card, on_row
from jsp.blueprints.lessons.forms.series import HourFields, PairForm, RenamedForm, RepetitionForm, StopForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import beginning, booking, handing_over, repeating, undoing
from jsp.blueprints.lessons.service import series as service
from jsp.blueprints.lessons.service.pair import find_pair
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.debriefs_due import of_series
from jsp.models.finding_rows import decided_about
from jsp.models.lesson_absence import who_is_missing
from jsp.models.lesson_rows import Card, Row, get_card
from jsp.models.timetable import as_hour, hours_of, list_hours
from jsp.rules.roles import Permission

PLACE = "/lessons/series/<uuid:id>"


@blueprint.get(PLACE)
@requires(Permission.PLAN_LESSONS)
def series(id: UUID) -> str:
    """All lessons of the class, what can be done with them, who gives them."""
    card = get_card(current_user, id)
    return render_template(
        "lessons/series.html", card=card, form=OnceForm(), hours=hours_of(card.series.school_class_id),
        undoable=undoing.find_undoable(card, current_user), today=clock.today(),
        waiting_mark=booking.mark_of(card.waiting_for(current_user)),
        missing=who_is_missing(card.to_come, clock.local_now()), mine=find_pair(card, current_user),
        can_take_away=repeating.can_take_away, around=of_series(card, current_user, clock.today()),
        decided=decided_about(current_user, card.series.version.programme_id),
    )  # fmt: skip


@blueprint.route(f"{PLACE}/hours", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def class_hours(id: UUID) -> Page:
    """When the mentor has the class."""
    card, form = get_card(current_user, id), HourFields()
    form.offer_days()
    if attempt(form, lambda: service.add_own_hour(get_card(current_user, id), form.hour(), key=form.key)):
        db.session.commit()
        form.say(gettext("Saved."))
        return redirect(url_for(".class_hours", id=id), 303)
    rows = list_hours(card.series.school_class_id)
    return render_template("lessons/hours.html", card=card, form=form, rows=rows), form.status


@blueprint.get(f"{PLACE}/hours/<int(max=2147483647):hour>/remove")
@requires(Permission.PLAN_LESSONS)
def ask_remove_hour(id: UUID, hour: int) -> str:
    """Is it really none any more? Which lessons have a date at it."""
    card = get_card(current_user, id)
    found = service.find_hour(card, hour)
    booked = [each for each in card.still_ahead(clock.local_now()) if as_hour(found).is_at(each.slot)]
    return render_template("lessons/hour_off.html", card=card, hour=found, booked=booked, form=OnceForm())


@blueprint.post(f"{PLACE}/hours/<int(max=2147483647):hour>/remove")
@requires(Permission.PLAN_LESSONS)
def remove_hour(id: UUID, hour: int) -> Page:
    """The class has no mentor hour then any more."""
    done = gettext("Removed. Lessons that have a date keep it.")
    return on_card(id, lambda card, key: service.remove_hour(card, hour, key=key), done, url_for(".class_hours", id=id))


@blueprint.route(f"{PLACE}/other-pair", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def change_pair(id: UUID) -> Page:
    """Somebody else gives it, with a reason."""
    card, form = get_card(current_user, id), PairForm()
    site_id = card.series.school_class.site_id
    form.teacher.choices = [(each.id, each.first_name) for each in service.list_teachers(site_id)]
    form.worker.choices = [(each.id, each.first_name) for each in service.list_workers(site_id)]
    if not form.is_submitted():
        form.teacher.data, form.worker.data = card.series.pair.teacher_id, card.series.pair.worker_id
    if attempt(form, lambda: handing_over.replace_pair(
        get_card(current_user, id), teacher_id=form.teacher.data, worker_id=form.worker.data,
        reason=form.reason.data, seen=form.saw, key=form.key, by=current_user,
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Changed. Who is new says yes to the hours that have a date."))
        stays = current_user.may(Permission.SEE_LESSON_BOARD) or form.teacher.data == current_user.id
        return redirect(url_for(".series", id=id) if stays else url_for(".show"), 303)
    form.see(handing_over.mark_of(card.series.pair))
    return render_template("lessons/pair_change.html", card=card, form=form), form.status


@blueprint.route(f"{PLACE}/stop", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def stop(id: UUID) -> Page:
    """It does not go on."""
    card, form = get_card(current_user, id), StopForm()
    if attempt(form, lambda: service.stop(
        get_card(current_user, id), why=form.why.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Stopped. You can let it go on again."))
        return redirect(url_for(".series", id=id), 303)
    return render_template("lessons/stop.html", card=card, form=form), form.status


@blueprint.post(f"{PLACE}/go-on")
@requires(Permission.PLAN_LESSONS)
def go_on(id: UUID) -> Page:
    """It goes on after all."""
    done = gettext("It goes on. Give what is left new dates.")
    return on_card(id, lambda card, key: service.go_on(card, key=key, by=current_user), done, url_for(".series", id=id))


@blueprint.route(f"{PLACE}/class", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def renamed(id: UUID) -> Page:
    """The class is called otherwise this year: first which one it is, then whether that is sure."""
    card, form = get_card(current_user, id), RenamedForm()
    classes = beginning.list_next(card)
    form.school_class.choices = [(each.id, each.name) for each in classes]
    if attempt(form, lambda: handing_over.move_to_class(
        get_card(current_user, id), form.school_class.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Changed. The series goes on with this class."))
        return redirect(url_for(".series", id=id), 303)
    wanted = form.school_class.data if form.is_submitted() else request.args.get("class", type=int)
    chosen = next((each for each in classes if each.id == wanted), None)
    page = render_template("lessons/renamed.html", card=card, form=form, classes=classes, chosen=chosen)
    return page, form.status


@blueprint.route(f"{PLACE}/repeat", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def repeat(id: UUID) -> Page:
    """One more session, that takes up something of the lessons."""
    card, form = get_card(current_user, id), RepetitionForm()
    form.repeats.choices = [(row.lesson.key, f"{row.lesson.key}. {row.lesson.title}") for row in card.numbered]
    if attempt(form, lambda: repeating.add_repetition(
        get_card(current_user, id), repeats=form.repeats.data, key=form.key
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Added. Now give it a date."))
        return redirect(url_for(".series", id=id), 303)
    return render_template("lessons/repeat.html", card=card, form=form), form.status


@blueprint.post(f"{PLACE}/<int(max=2147483647):position>/take-away")
@requires(Permission.PLAN_LESSONS)
def take_away(id: UUID, position: int) -> Page:
    """That repetition need not be."""

    def act(card: Card, row: Row, key: UUID) -> None:
        repeating.take_away(card, row, key=key, by=current_user)

    return on_row(id, position, act, gettext("Taken away."), url_for(".series", id=id))
