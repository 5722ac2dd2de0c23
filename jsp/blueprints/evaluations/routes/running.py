"""A questionnaire that runs: begun with one tap, on the board with its code, more places, closed."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import mail, sending
from jsp.access import requires
from jsp.acting import attempt, get_row
from jsp.blueprints.evaluations.routes.room import Page, blueprint
from jsp.blueprints.evaluations.service import closing, running
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.evaluation_figures import get_closed
from jsp.models.evaluation_pairs import reads_words
from jsp.models.evaluations import Evaluation
from jsp.models.reference import get_reference
from jsp.qr import qr
from jsp.rules.join_code import spaced
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission

LESSON = "/of/<uuid:id>/<int(max=2147483647):position>"


def while_it_runs(view: Callable[..., Page]) -> Callable[..., Page]:
    """Once it was closed, by the other one or with the first of two taps, this leads to what came of it."""

    @wraps(view)
    def look(id: UUID, **more: str) -> Page:
        try:
            return view(id, **more)
        except NotFoundError:
            db.session.rollback()
            get_closed(current_user, id)
            return redirect(url_for(".talk", id=id), 303)

    return look


@blueprint.post(f"{LESSON}/begin")
@requires(Permission.HOLD_EVALUATIONS)
def begin(id: UUID, position: int) -> Page:
    """One tap, and it is on the board."""
    get_row(id, position)
    form = OnceForm()
    if attempt(form, lambda: running.begin(*get_row(id, position), key=form.key, by=current_user)):
        db.session.commit()
        return redirect(url_for(".board", id=form.done.id), 303)
    db.session.rollback()
    flash(form.first_error)
    return redirect(url_for("lessons.lesson", id=id, position=position), 303)


@blueprint.get("/<uuid:id>/board")
@requires(Permission.HOLD_EVALUATIONS)
@while_it_runs
def board(id: UUID) -> Page:
    """Code, QR code and how many are ready, to be read from the back row; never a result."""
    evaluation, box = running.get_running(current_user, id)
    address = mail.link("lesson_form.fill", code=box.secret)
    return render_template(
        "evaluations/board.html", evaluation=evaluation, box=box, qr=qr(address), form=OnceForm(),
        may_note=reads_words(current_user, [evaluation.id]),
        code=spaced(box.code), busy=running.contents_of(box).busy,
        short=mail.link("lesson_form.enter"), site=get_reference().site(evaluation.session.series.school_class.site_id),
    )  # fmt: skip


@blueprint.get("/<uuid:id>/count")
@requires(Permission.HOLD_EVALUATIONS)
@while_it_runs
def count(id: UUID) -> Page:
    """How many are ready, for the board to look at every few seconds."""
    _evaluation, box = running.get_running(current_user, id)
    return render_template("evaluations/count.html", box=box, busy=running.contents_of(box).busy)


@blueprint.post("/<uuid:id>/seats/<any('1', '5'):number>")
@requires(Permission.HOLD_EVALUATIONS)
@while_it_runs
def seats(id: UUID, number: str) -> Page:
    """Places more, for late pupils."""
    box = running.get_running(current_user, id)[1]
    return once(lambda key: running.add_seats(box, int(number), key=key), "", url_for(".board", id=id))


@blueprint.route("/<uuid:id>/close", methods=["GET", "POST"])
@requires(Permission.HOLD_EVALUATIONS)
def close(id: UUID) -> Page:
    """Close it for good; where not everybody is in, that is asked first."""
    try:
        return while_it_runs(_close)(id)
    except NotFoundError:
        form = OnceForm()
        if form.validate_on_submit() and sending.was_taken(form.key):  # the second of two taps; nobody had filled it in
            return redirect(url_for("lessons.show"), 303)
        raise


def _close(id: UUID) -> Page:
    evaluation, box = running.get_running(current_user, id)
    form, is_sure = OnceForm(), box.answers >= box.seats or "sure" in request.form
    if is_sure and attempt(
        form, lambda: closing.close(*running.get_running(current_user, id), key=form.key, by=current_user)
    ):
        db.session.commit()
        return _closed(evaluation, has_answers=bool(form.done))
    busy = running.contents_of(box).busy
    return render_template("evaluations/close.html", evaluation=evaluation, box=box, busy=busy, form=form), form.status


@blueprint.route("/<uuid:id>/again", methods=["GET", "POST"])
@requires(Permission.HOLD_EVALUATIONS)
@while_it_runs
def again(id: UUID) -> Page:
    """Throw away what came in, unseen, and begin anew with another code."""
    evaluation, _box = running.get_running(current_user, id)
    form = OnceForm()
    if attempt(form, lambda: closing.throw_away(*running.get_running(current_user, id), key=form.key, by=current_user)):
        db.session.commit()
        return _to_lesson(evaluation, gettext("Thrown away, unseen. You can begin it again, with another code."))
    return render_template("evaluations/again.html", evaluation=evaluation, form=form), form.status


def _closed(evaluation: Evaluation, *, has_answers: bool) -> Page:
    """On to what came of it; where nobody filled it in, back to the lesson."""
    if has_answers:
        return redirect(url_for(".talk", id=evaluation.id), 303)
    return _to_lesson(evaluation, gettext("Nobody filled it in. You can begin it again."))


def _to_lesson(evaluation: Evaluation, told: str) -> Page:
    flash(told)
    lesson = evaluation.session.lesson
    return redirect(url_for("lessons.lesson", id=evaluation.series_id, position=lesson.position), 303)
