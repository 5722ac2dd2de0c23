"""Preparing a lesson: one page, a button for each thing."""

from typing import TypeVar
from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.acting import attempt, get_row, on_row
from jsp.blueprints.lessons.forms.preparing import MomentForm, PlaysForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import preparing as service
from jsp.blueprints.lessons.service.booking import side_of
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.lesson_sessions import LessonSession
from jsp.rules import note_check
from jsp.rules.roles import Permission
from jsp.rules.session import Check
from jsp.words.lesson_terms import CHECKS

LESSON = "/lessons/series/<uuid:id>/<int:position>"
POINTS = ",".join(Check)
Form = TypeVar("Form", bound=OnceForm)


@blueprint.get(f"{LESSON}/prepare")
@requires(Permission.PLAN_LESSONS, audited=True)
def prepare(id: UUID, position: int) -> Page:
    """Six points, who leads what, when the two meet, what plays in the class, and who is ready."""
    return _page(id, position)


@blueprint.post(f"{LESSON}/checks/<any({POINTS}):check>/<any(done,open):state>")
@requires(Permission.PLAN_LESSONS)
def check(id: UUID, position: int, check: str, state: str) -> Page:
    """A point of the list is done, or not after all."""
    return on_row(id, position, lambda card, row, key: service.mark_check(
        card, row, Check(check), is_done=state == "done", key=key, by=current_user
    ), "", url_for(".prepare", id=id, position=position, _anchor="points"))  # fmt: skip


@blueprint.post(f"{LESSON}/ready/<any(yes,no):state>")
@requires(Permission.PLAN_LESSONS)
def ready(id: UUID, position: int, state: str) -> Page:
    """I am ready for the lesson, or not after all."""
    return on_row(id, position, lambda card, row, key: service.mark_ready(
        card, row, is_ready=state == "yes", key=key, by=current_user
    ), "", url_for(".prepare", id=id, position=position, _anchor="ready"))  # fmt: skip


@blueprint.post(f"{LESSON}/talk")
@requires(Permission.PLAN_LESSONS, audited=True)
def plan_talk(id: UUID, position: int) -> Page:
    """When the two meet."""
    form = MomentForm()
    if attempt(form, lambda: service.plan_talk(
        *get_row(id, position), form.moment(), key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved."))
        return redirect(url_for(".prepare", id=id, position=position, _anchor="talk"), 303)
    return _page(id, position, moment=form)


@blueprint.post(f"{LESSON}/plays")
@requires(Permission.PLAN_LESSONS, audited=True)
def write_plays(id: UUID, position: int) -> Page:
    """What plays in the class, for the two of them."""
    form = PlaysForm()
    if attempt(form, lambda: service.write_plays(
        *get_row(id, position), form.plays.data, seen=form.seen.data or "", key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved."))
        return redirect(url_for(".prepare", id=id, position=position, _anchor="plays"), 303)
    return _page(id, position, plays=form)


def _page(id: UUID, position: int, *, moment: MomentForm | None = None, plays: PlaysForm | None = None) -> Page:
    """It leaves the house only after its trail is kept; nothing is kept of what was refused."""
    sent = moment or plays
    if sent is not None:
        db.session.rollback()
    card, row = get_row(id, position)
    session, text = service.find_session(row), service.read_plays(card, row, by=current_user)
    page = render_template(
        "lessons/prepare.html", card=card, row=row, session=session, side=side_of(card.series, current_user),
        form=_fresh(OnceForm), moment=moment or _moment(session), plays=_plays(plays, text), text=text, sent=sent,
        concerns=note_check.concerns(text), points=CHECKS,
        left=card.carried_to(row), minutes=service.minutes_for(card, row),
        hint=service.suggest_moment(session, clock.local_now()) if session else None,
    )  # fmt: skip
    db.session.commit()
    return page, sent.status if sent else 200


def _moment(session: LessonSession | None) -> MomentForm:
    form = _fresh(MomentForm)
    form.show(session)
    return form


def _plays(sent: PlaysForm | None, text: str) -> PlaysForm:
    """What was sent; who was not the first to write sees what stands there now, and may send it again."""
    form = sent or _fresh(PlaysForm)
    if sent is None:
        form.show(text)
    elif form.seen.errors:
        form.seen.data = service.mark_of(text)
    return form


def _fresh(kind: type[Form]) -> Form:
    """A form of the page, as if nobody had sent anything."""
    form = kind(formdata=None)
    form.renew()
    return form
