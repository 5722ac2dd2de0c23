"""Agreements of classes, and how far they came in the school."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.agreements import service
from jsp.blueprints.agreements.forms import (
    NEXT_FORM,
    AdoptForm,
    CheckForm,
    NewAgreementForm,
    OwnerForm,
    RewriteForm,
    StepForm,
    warning,
)
from jsp.extensions import db
from jsp.forms.buttons import once
from jsp.models.finding_rows import behind_agreement
from jsp.models.lesson_reach import Agreement
from jsp.rules.roles import Permission

PLACE = "/lessons/agreements/<uuid:id>"

blueprint = Blueprint("agreements", __name__)
Page = str | Response | tuple[str, int]


@blueprint.get("/lessons/agreements")
@requires(Permission.KEEP_AGREEMENTS)
def agreements() -> str:
    """All of them, class by class."""
    return render_template(
        "agreements/agreements.html", found=service.list_agreements(current_user), today=clock.today(),
        classes=service.list_classes(current_user, clock.today()),
    )  # fmt: skip


@blueprint.get("/lessons/agreements/new")
@requires(Permission.KEEP_AGREEMENTS)
def agreement_of() -> str:
    """Of which class is the new one?"""
    classes = service.list_classes(current_user, clock.today())
    return render_template("agreements/agreement_of.html", classes=classes)


@blueprint.route("/lessons/agreements/new/<int(max=2147483647):class_id>", methods=["GET", "POST"])
@requires(Permission.KEEP_AGREEMENTS)
def new_agreement(class_id: int) -> Page:
    """Something that the class agreed."""
    school_class, form = service.get_class(current_user, class_id, clock.today()), NewAgreementForm()
    form.offer(service.lessons_of(school_class))
    if form.validate_on_submit() and form.attempt(
        lambda: service.make_agreement(school_class, form.text.data, form.lesson.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Written down. Do you want the school to take it over? Then propose it."))
        _warn(form.text.data)
        return redirect(url_for(".agreements", _anchor=f"class-{class_id}"), 303)
    return render_template("agreements/new_agreement.html", form=form, school_class=school_class), form.status


@blueprint.get(PLACE)
@requires(Permission.KEEP_AGREEMENTS)
def agreement(id: UUID) -> Page:
    """One agreement, and what comes next."""
    return _page(service.get_agreement(current_user, id))


@blueprint.post(f"{PLACE}/propose")
@requires(Permission.KEEP_AGREEMENTS)
def propose_agreement(id: UUID) -> Response:
    """The class asks the school to take it over."""
    return _step(id, service.propose, gettext("Proposed to the school."))


@blueprint.post(f"{PLACE}/adopt")
@requires(Permission.KEEP_AGREEMENTS)
def adopt_agreement(id: UUID) -> Page:
    """The school took it over."""
    found, form = service.get_agreement(current_user, id), AdoptForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.adopt(found, form.written_in.data, form.check_on.data, key=form.key, seen=form.seen.data or "")
    ):
        return _done(form, id, gettext("It belongs to the school now."))
    return _page(service.get_agreement(current_user, id), form)


@blueprint.post(f"{PLACE}/check")
@requires(Permission.KEEP_AGREEMENTS)
def check_agreement(id: UUID) -> Page:
    """It was looked at."""
    found, form = service.get_agreement(current_user, id), CheckForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.check(found, form.check_on.data, key=form.key, seen=form.seen.data or "")
    ):
        return _done(form, id, gettext("Looked at today."))
    return _page(service.get_agreement(current_user, id), form)


@blueprint.post(f"{PLACE}/back")
@requires(Permission.KEEP_AGREEMENTS)
def take_back_agreement(id: UUID) -> Response:
    """One step back."""
    return _step(id, service.take_back, gettext("One step back."))


@blueprint.post(f"{PLACE}/drop")
@requires(Permission.KEEP_AGREEMENTS)
def drop_agreement(id: UUID) -> Response:
    """It no longer counts."""
    return _step(id, service.drop, gettext("Dropped. You can undo it."))


@blueprint.post(f"{PLACE}/restore")
@requires(Permission.KEEP_AGREEMENTS)
def restore_agreement(id: UUID) -> Response:
    """It counts after all."""
    return _step(id, service.restore, gettext("The agreement counts again."))


@blueprint.route(f"{PLACE}/owner", methods=["GET", "POST"])
@requires(Permission.KEEP_AGREEMENTS)
def hand_over_agreement(id: UUID) -> Page:
    """Somebody else sees to it."""
    found, form = service.get_agreement(current_user, id), OwnerForm()
    form.offer(service.owners_for(found), found)
    if form.validate_on_submit() and form.attempt(
        lambda: service.hand_over(found, form.owner.data, key=form.key, seen=form.seen.data or "")
    ):
        return _done(form, id, gettext("Handed over."), url_for(".agreements"))
    found = service.get_agreement(current_user, id)
    return render_template(
        "agreements/agreement_owner.html", each=found, form=form.about(service.mark(found))
    ), form.status


@blueprint.route(f"{PLACE}/text", methods=["GET", "POST"])
@requires(Permission.KEEP_AGREEMENTS)
def rewrite_agreement(id: UUID) -> Page:
    """The same in better words."""
    found, form = service.get_agreement(current_user, id), RewriteForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.rewrite(found, form.text.data, key=form.key, seen=form.seen.data or "")
    ):
        _warn(form.text.data)
        return _done(form, id, gettext("Changed."))
    form.about(service.mark(service.get_agreement(current_user, id)))
    form.text.data = form.text.data if form.is_submitted() else found.text
    return render_template("agreements/agreement_text.html", each=found, form=form), form.status


def _step(id: UUID, act: Callable[..., None], done: str) -> Response:
    found, form = service.get_agreement(current_user, id), StepForm()
    return once(lambda key: act(found, key=key, seen=form.seen.data or ""), done, url_for(".agreement", id=id),
                form=form)  # fmt: skip


def _done(form: StepForm, id: UUID, done: str, back: str = "") -> Response:
    db.session.commit()
    form.say(done)
    return redirect(back or url_for(".agreement", id=id), 303)


def _warn(text: str) -> None:
    if said := warning(text):
        flash(said)


def _page(found: Agreement, sent: StepForm | None = None) -> Page:
    """The agreement with the form of what comes next; `sent` is one that was refused."""
    kind, mark = NEXT_FORM.get(found.state, StepForm), service.mark(found)
    form = sent if isinstance(sent, kind) else kind.fresh(found)
    return render_template(
        "agreements/agreement.html", each=found, form=form.about(mark), button=StepForm.fresh(found).about(mark),
        sent=sent, today=clock.today(), behind=behind_agreement(current_user, found.id),
    ), sent.status if sent else 200  # fmt: skip
