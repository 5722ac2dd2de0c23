"""A lesson as one class gets it, and going along with a newer version of the programme."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt, get_row, on_card, on_row
from jsp.blueprints.lessons.forms.class_version import ClassVersionForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import class_version as service
from jsp.blueprints.lessons.service import newer as renewal
from jsp.blueprints.lessons.service.booking import side_of
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.lesson_rows import get_card
from jsp.rules.programme import Share
from jsp.rules.roles import Permission

LESSON = "/lessons/series/<uuid:id>/<int:position>"


@blueprint.route(f"{LESSON}/version", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def class_version(id: UUID, position: int) -> Page:
    """Fit the lesson to this class."""
    card, row = get_row(id, position)
    form = ClassVersionForm()
    form.open(row.lesson, service.library(card, row), _named)
    if attempt(form, lambda: service.change(
        *get_row(id, position), form.draft(), adding=form.add.data, reason=form.reason.data, seen=form.seen.data or "",
        key=form.key, by=current_user,
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved for this class. The programme stays as it is."))
        return redirect(url_for(".lesson", id=id, position=position), 303)
    return _page(id, position, form)


@blueprint.get(f"{LESSON}/difference")
@requires(Permission.PLAN_LESSONS)
def difference(id: UUID, position: int) -> str:
    """The lesson of the class beside that of the programme, and the way back."""
    card, row = get_row(id, position)
    return render_template(
        "lessons/difference.html", card=card, row=row, changes=service.differences(row.lesson), form=OnceForm(),
        seen=service.mark_of(row.lesson), side=side_of(card.series, current_user),
    )  # fmt: skip


@blueprint.post(f"{LESSON}/version/back/<seen>")
@requires(Permission.PLAN_LESSONS)
def go_back(id: UUID, position: int, seen: str) -> Page:
    """The class gets the lesson as the programme has it."""
    done = gettext("The class gets the lesson of the programme again.")
    return on_row(id, position, lambda card, row, key: service.go_back(
        card, row, seen=seen, key=key, by=current_user
    ), done, url_for(".lesson", id=id, position=position))  # fmt: skip


@blueprint.post(f"{LESSON}/parts/<part>/lead/<any(teacher,jsp,both):lead>")
@requires(Permission.PLAN_LESSONS)
def share_out(id: UUID, position: int, part: str, lead: str) -> Page:
    """Who leads a part."""
    return on_row(id, position, lambda card, row, key: service.share_out(
        card, row, part, lead, key=key, by=current_user
    ), "", url_for(".prepare", id=id, position=position, _anchor=f"part-{part}"))  # fmt: skip


@blueprint.post(f"{LESSON}/parts/<part>/other/<any(support,observe):share>")
@requires(Permission.PLAN_LESSONS)
def let_other(id: UUID, position: int, part: str, share: str) -> Page:
    """What the other one does meanwhile."""
    return on_row(id, position, lambda card, row, key: service.let_other(
        card, row, part, Share(share), key=key, by=current_user
    ), "", url_for(".prepare", id=id, position=position, _anchor=f"part-{part}"))  # fmt: skip


@blueprint.get("/lessons/series/<uuid:id>/newer")
@requires(Permission.PLAN_LESSONS)
def newer(id: UUID) -> Page:
    """What a newer version of the programme would change for this class."""
    card = get_card(current_user, id)
    version = renewal.newer_of(card)
    if version is None:
        return redirect(url_for(".series", id=id), 303)
    return render_template(
        "lessons/newer.html", card=card, version=version, renewed=list(renewal.list_renewed(card, version)),
        form=OnceForm(), side=side_of(card.series, current_user),
    )  # fmt: skip


@blueprint.post("/lessons/series/<uuid:id>/newer/<int:seen>")
@requires(Permission.PLAN_LESSONS)
def adopt(id: UUID, seen: int) -> Page:
    """Go along with it."""
    return on_card(id, lambda card, key: renewal.adopt(card, seen=seen, key=key, by=current_user),
                   gettext("Taken over, for what was not given yet."), url_for(".series", id=id))  # fmt: skip


def _page(id: UUID, position: int, form: ClassVersionForm) -> Page:
    """Who was not the first to save sees what stands there now, and may send it again."""
    db.session.rollback()
    card, row = get_row(id, position)
    if form.seen.errors:
        form.seen.data = service.mark_of(row.lesson)
    return render_template(
        "lessons/class_version.html", card=card, row=row, form=form, changes=service.differences(row.lesson),
        side=side_of(card.series, current_user), newer=renewal.newer_of(card),
    ), form.status  # fmt: skip


def _named(spare: service.Spare) -> str:
    return str(gettext("Lesson %(label)s: %(title)s, %(num)d min", label=spare.lesson.key, title=spare.activity.title,
                       num=spare.activity.minutes))  # fmt: skip
