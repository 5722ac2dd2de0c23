"""What came of a lesson: given, dropped out, sent."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt, get_row, on_row
from jsp.blueprints.lessons.forms.sessions import GivenForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import giving as service
from jsp.blueprints.lessons.service.sight import seen_of
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.lesson_rows import Card, Row
from jsp.rules.roles import Permission
from jsp.rules.session import CancelCause, GivenBy

LESSON = "/lessons/series/<uuid:id>/<int(max=2147483647):position>"
CAUSE = f"any({','.join(CancelCause)})"
SEEN = "int(max=2147483647)"


@blueprint.get(f"{LESSON}/off")
@requires(Permission.PLAN_LESSONS)
def ask_off(id: UUID, position: int) -> str:
    """Why does it drop out? One tap says so; what is likely comes first."""
    card, row = get_row(id, position)
    likely = service.likely_cause(card, row.session) if row.session is not None else None
    return render_template("lessons/off.html", card=card, row=row, form=OnceForm(), likely=likely)


@blueprint.post(f"{LESSON}/off/<{CAUSE}:cause>/<{SEEN}:seen>")
@requires(Permission.PLAN_LESSONS)
def off(id: UUID, position: int, cause: str, seen: int) -> Page:
    """It drops out, at the hour that was seen; the next page offers other hours."""

    def act(card: Card, row: Row, key: UUID) -> None:
        service.cancel(card, row, CancelCause(cause), seen=seen, key=key, by=current_user)

    done = gettext("It drops out. The other one and the page of the class know. Choose another hour, or do it later.")
    return on_row(id, position, act, done, url_for(".plan", id=id, position=position))


@blueprint.post(f"{LESSON}/given/<{SEEN}:seen>")
@requires(Permission.PLAN_LESSONS)
def given(id: UUID, position: int, seen: int) -> Page:
    """Given, whole and by both: one tap."""

    def act(card: Card, row: Row, key: UUID) -> None:
        service.give(card, row, GivenBy.TOGETHER, seen=seen, key=key, by=current_user)

    done = gettext("Noted: given. You can undo it, or say what was different.")
    return on_row(id, position, act, done, url_for(".series", id=id))


@blueprint.route(f"{LESSON}/given-otherwise", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def given_otherwise(id: UUID, position: int) -> Page:
    """By one alone, or not the whole of it."""
    form = GivenForm()
    form.offer(_parts(*get_row(id, position)))
    if attempt(form, lambda: service.give(
        *get_row(id, position), GivenBy(form.by.data), left=form.left.data or (), seen=form.saw, key=form.key,
        by=current_user,
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Noted. What you did not get to stands at the beginning of the next lesson."))
        return redirect(url_for(".series", id=id), 303)
    if form.is_submitted():
        db.session.rollback()
    card, row = get_row(id, position)
    return render_template("lessons/given.html", card=card, row=row, form=form.see(seen_of(row))), form.status


@blueprint.post(f"{LESSON}/sent")
@requires(Permission.PLAN_LESSONS)
def sent(id: UUID, position: int) -> Page:
    """A film went to carers."""
    done = gettext("Noted: sent.")
    return on_row(
        id, position, lambda _card, row, key: service.mark_sent(row, key=key), done, url_for(".series", id=id)
    )


def _parts(card: Card, row: Row) -> list[tuple[str, str]]:
    """What can be left of it, by its keys; of lessons before it comes first."""
    carried = [(each.key, gettext("%(title)s, of a lesson before", title=each.title)) for each in card.carried_to(row)]
    return [*carried, *((each.key, each.title) for each in row.lesson.content.activities)]
