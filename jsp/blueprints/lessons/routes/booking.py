"""An hour for a lesson, with two keys; or for all lessons at once."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.acting import attempt, get_row, on_card, on_row
from jsp.blueprints.lessons.forms.sessions import SeenForm, SlotForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import booking as service
from jsp.blueprints.lessons.service import booking_all
from jsp.blueprints.lessons.service.no_room import why_none
from jsp.blueprints.lessons.service.offers import A_DAY, dropped_out, list_offers
from jsp.blueprints.lessons.service.order import follower, in_order, next_dated
from jsp.blueprints.lessons.service.sight import seen_of
from jsp.extensions import db
from jsp.forms.days import day_or_none
from jsp.models.lesson_rows import Card, Row, get_card
from jsp.models.lesson_sessions import LessonSession
from jsp.models.timetable import hours_of
from jsp.rules.roles import Permission

PLACE = "/lessons/series/<uuid:id>"
LESSON = f"{PLACE}/<int(max=2147483647):position>"
SHOWN_ANEW = 3  # hours for a lesson that dropped out; the rest is a tap away
WAITS = _("Passed on: you can. It is firm as soon as the other one says yes too.")


@blueprint.route(f"{LESSON}/plan", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def plan(id: UUID, position: int) -> Page:
    """Choose one of the hours on offer; for a lesson that has one it is another hour instead."""
    form = SlotForm()
    if attempt(form, lambda: service.ask(
        *get_row(id, position), form.chosen, seen=form.saw, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Asked. It is firm as soon as the other one says yes too."))
        return redirect(url_for(".series", id=id), 303)
    return _plan_page(id, position, form)


@blueprint.post(f"{LESSON}/key/<int(max=2147483647):seen>")
@requires(Permission.PLAN_LESSONS)
def turn_key(id: UUID, position: int, seen: int) -> Page:
    """Yes, I can: at the hour that was seen."""

    def act(card: Card, row: Row, key: UUID) -> LessonSession | None:
        return service.turn_key(card, row, seen=seen, key=key, by=current_user)

    return on_row(id, position, act, _said_yes, url_for(".show"))


@blueprint.post(f"{LESSON}/withdraw/<int(max=2147483647):seen>")
@requires(Permission.PLAN_LESSONS)
def withdraw(id: UUID, position: int, seen: int) -> Page:
    """No, or never mind."""

    def act(card: Card, row: Row, key: UUID) -> None:
        service.withdraw(card, row, seen=seen, key=key, by=current_user)

    done = gettext("The hour is free again. The lesson needs another one.")
    return on_row(id, position, act, done, url_for(".series", id=id))


@blueprint.get(f"{PLACE}/plan-all")
@requires(Permission.PLAN_LESSONS)
def plan_all(id: UUID) -> Page:
    """All lessons without a date, one a week: first a look."""
    card, tomorrow = get_card(current_user, id), clock.today() + A_DAY
    since = max(tomorrow, day_or_none(request.args.get("since")) or tomorrow)
    preview, refusal = booking_all.preview_rest(card, since=since)
    form = SeenForm().see(preview.mark if preview is not None else "")
    return render_template(
        "lessons/plan_all.html", card=card, preview=preview, refusal=refusal, since=since, form=form, first=tomorrow,
        hours=hours_of(card.series.school_class_id),
    )  # fmt: skip


@blueprint.post(f"{PLACE}/plan-all/<since>")
@requires(Permission.PLAN_LESSONS)
def book_all(id: UUID, since: str) -> Page:
    """As it was seen."""
    day, form = day_or_none(since) or clock.today(), SeenForm()

    def act(card: Card, key: UUID) -> None:
        booking_all.book_rest(card, since=day, seen=form.saw, key=key, by=current_user)

    done = gettext("Asked, all of them. They are firm as soon as the other one says yes too.")
    return on_card(id, act, done, url_for(".series", id=id), form=form)


@blueprint.post(f"{PLACE}/keys/<seen>")
@requires(Permission.PLAN_LESSONS)
def turn_keys(id: UUID, seen: str) -> Page:
    """Yes to every hour that waits for my key, as I saw them."""

    def act(card: Card, key: UUID) -> list[LessonSession]:
        return service.turn_keys(card, seen=seen, key=key, by=current_user)

    return on_card(id, act, _said_yes_to_all, url_for(".series", id=id))


def _plan_page(id: UUID, position: int, form: SlotForm) -> Page:
    """As it stands by now: whoever was not the first sees what the other one did, and may choose anew."""
    if form.is_submitted():
        db.session.rollback()
    card, row = get_row(id, position)
    after = day_or_none(request.args.get("after"))
    offers = list_offers(card, row, after=after)
    form.offer(offers)
    form.see(seen_of(row))
    return render_template(
        "lessons/plan.html", card=card, row=row, form=form, choices=in_order(card, row, offers),
        shown=SHOWN_ANEW if row.is_to_plan and dropped_out(row) else len(offers),
        why=None if offers else why_none(card, row, after=after), hours=hours_of(card.series.school_class_id),
        slides=follower(card, row) if row.is_to_plan and dropped_out(row) else None,
        later=next_dated(card, row, before=offers[0].slot.on) if offers and row.is_to_plan else None,
    ), form.status  # fmt: skip


def _said_yes(session: LessonSession | None) -> str:
    is_firm = session is not None and session.is_firm
    return str(gettext("It is firm: both of you can.") if is_firm else WAITS)


def _said_yes_to_all(sessions: list[LessonSession]) -> str:
    return str(gettext("Firm, all of them.") if all(each.is_firm for each in sessions) else WAITS)
