"""Showing, changing and erasing, and the paper that says so."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.person_requests.routes.room import THING, Page, blueprint, closed_page
from jsp.blueprints.person_requests.service import asked, erasing, shown
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.audit import Action
from jsp.models.person_requests import Outcome
from jsp.models.reference import get_reference
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.verbs.went import went_of
from jsp.words import referral_terms
from jsp.words import retention_terms as words
from jsp.words.trail_terms import SAW


@blueprint.get("/<uuid:id>/all")
@requires(Permission.HANDLE_REQUESTS, audited=True)
def all_of_it(id: UUID) -> Page:
    """All that is kept, to read together or to print; it leaves the house only after its trail is kept."""
    found = asked.get_request(current_user, id)
    things = shown.read(found, current_user)
    page = render_template(
        "person_requests/all.html", request_=found, things=things, words=words, terms=referral_terms, saw=SAW,
        went=went_of(found.items),
        today=clock.today(), reference=get_reference(),
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.post(f"/<uuid:id>/<any(shown,corrected):what>/{THING}")
@requires(Permission.HANDLE_REQUESTS)
def settle(id: UUID, what: str, kind: str, thing: UUID) -> Page:
    """It was shown, or changed on its own page."""
    found, form = asked.get_request(current_user, id), OnceForm()
    asked.get_item(found, kind, thing)
    if not shown.may_read(kind, thing, current_user):
        raise NotFoundError(thing)
    if form.validate_on_submit() and form.attempt(lambda: asked.mark(found, kind, thing, Outcome(what))):
        db.session.commit()
        flash(gettext("Kept."))
    else:
        flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".request_of", id=id), 303)


@blueprint.route("/<uuid:id>/erase", methods=["GET", "POST"])
@requires(Permission.HANDLE_REQUESTS, fresh=True)
def erase(id: UUID) -> Page:
    """Erase all of it that is this worker's, after asking."""
    found, form = asked.get_request(current_user, id), OnceForm()
    if form.validate_on_submit() and form.attempt(lambda: erasing.erase(found, by=current_user)):
        db.session.commit()
        flash(_told(form.done))
        return redirect(url_for(".request_of", id=id), 303)
    if not asked.is_open(found):
        return closed_page(found)
    things, plan = shown.things_of(found, current_user), erasing.plan(found, current_user)
    page = render_template(
        "person_requests/erase.html", request_=found, things=things, form=form, words=words, plan=plan,
        can_go=erasing.Plan.GOES in plan.values(), went=went_of(found.items),
        erased={each.key for each in found.items if each.outcome is Outcome.ERASED},
    )  # fmt: skip
    return page, form.status


@blueprint.get("/<uuid:id>/statement")
@requires(Permission.HANDLE_REQUESTS, audited=True)
def statement(id: UUID) -> Page:
    """The paper that says what was erased; who it is about writes the own name on it."""
    found = asked.get_request(current_user, id)
    page = render_template(
        "person_requests/statement.html", request_=found, lines=erasing.statement(found), words=words,
        stays=erasing.what_stays(found, current_user), gone=erasing.what_went(found), today=clock.today(),
    )  # fmt: skip
    audit.record(Action.READ, asked.KIND, id)
    db.session.commit()
    return page


def _told(done: erasing.Done) -> str:
    """What went, and what did not; nothing that there is none of."""
    said = [
        ngettext("%(num)d thing was erased.", "%(num)d things were erased.", done.gone),
        ngettext("Of %(num)d thing only the count was left.",
                 "Of %(num)d things only the count was left.", done.counted),
        ngettext("%(num)d thing stays: a claim or the law asks for it.",
                 "%(num)d things stay: a claim or the law asks for them.", done.kept),
        ngettext("%(num)d thing stays for now: there is a complaint about it.",
                 "%(num)d things stay for now: there is a complaint about them.", done.waiting),
        ngettext("%(num)d question stays for now: its own code was not typed.",
                 "%(num)d questions stay for now: their own code was not typed.", done.unsure),
        ngettext("%(num)d thing is of somebody else, who erases it.",
                 "%(num)d things are of somebody else, who erases them.", done.others),
    ]  # fmt: skip
    numbers = (done.gone, done.counted, done.kept, done.waiting, done.unsure, done.others)
    told = [text for text, number in zip(said, numbers, strict=True) if number]
    return " ".join(told if done.gone or done.counted else [gettext("Nothing was erased."), *told])
