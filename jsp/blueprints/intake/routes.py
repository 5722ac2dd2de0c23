"""Addresses of the conversations at the desk."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.intake import service
from jsp.blueprints.intake.forms import CallForm, EditForm, FilterForm, HandOverForm, SafetyForm
from jsp.errors import told
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.desk import UndoForm, VisitForm, desk_form, remember_saved, undoable
from jsp.models import caseload
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.person_requests import find_open_about
from jsp.models.reference import get_reference
from jsp.models.referral_rows import referrals_of
from jsp.rules.contact import VisitKind
from jsp.rules.refusal import DomainError
from jsp.rules.roles import Permission
from jsp.verbs import holds
from jsp.verbs.own_things import is_left
from jsp.verbs.recording import record_contact
from jsp.verbs.went import was_erased
from jsp.words.referral_terms import STATES

BACK = {"today": "today.show", "calls": ".calls"}

blueprint = Blueprint("intake", __name__, url_prefix="/intake")
Page = str | Response | tuple[str, int]


@blueprint.post("/contacts")
@requires(Permission.LOG_CONTACTS)
def record() -> Page:
    """Save one conversation and clear the desk for the next."""
    site = caseload.get_site(current_user, request.form.get("site", ""))
    form = desk_form(current_user, site)
    if form.validate_on_submit() and form.attempt(lambda: record_contact(form.draft(site), by=current_user)):
        back = url_for("today.show", **form.keeps(site))  # before the commit: after it the site would be read anew
        db.session.commit()
        remember_saved(form.key)
        return redirect(back, 303)
    return render_template("intake/new.html", form=form, site=site, reference=get_reference()), 422


@blueprint.post("/contacts/undo")
@requires(Permission.LOG_CONTACTS)
def undo() -> Page:
    """Take back the contact that was just saved."""
    form = UndoForm()
    try:
        contact = caseload.find_contact(current_user, undoable(form.token.data or ""))
        if contact is not None:
            service.undo_contact(contact, by=current_user)
            db.session.commit()
        flash(gettext("Undone. Nothing was kept of it."))
    except DomainError as error:
        flash(told(error))
    return redirect(url_for("today.show", site=request.form.get("site")), 303)


@blueprint.post("/visits/<any(tea,prank):kind>")
@requires(Permission.LOG_CONTACTS)
def visit(kind: str) -> Page:
    """Count a visit without a question."""
    site = caseload.get_site(current_user, request.form.get("site", ""))
    form, back = VisitForm(), url_for("today.show", site=site.code)
    if form.validate_on_submit():
        service.record_visit(key=form.key, site=site, kind=VisitKind(kind), by=current_user)
        db.session.commit()
        flash(gettext("Counted. This does not count as a question."))
    else:
        flash(gettext("This page was out of date. Please send it again."))
    return redirect(back, 303)


@blueprint.get("/contacts")
@requires(Permission.LOG_CONTACTS, audited=True)
def contacts() -> Page:
    """My contacts, newest first."""
    form = FilterForm(request.args)
    form.offer(current_user.sites, get_reference().themes)
    rows, last = service.list_contacts(current_user, form.wish())
    late = caseload.follow_ups(current_user)
    audit.record(Action.LISTED, service.KIND)
    page = render_template("intake/contacts.html", form=form, rows=rows, last=last, late=late, today=clock.today())
    db.session.commit()
    return page


@blueprint.get("/contacts/<uuid:id>")
@requires(Permission.LOG_CONTACTS, audited=True)
def contact(id: UUID) -> Page:
    """One conversation with all that follows from it."""
    found = caseload.get_contact(current_user, id)
    mine, ways = referrals_of(found, current_user), service.ways_of(found, current_user)
    beside = {"request_id": find_open_about(current_user, service.KIND, id), "held": holds.find_hold(service.KIND, id)}
    return _shown(
        "contact", found, form=OnceForm(), referrals=mine, referral_states=STATES, ways=ways,
        is_erased=was_erased(service.KIND, id), is_left=is_left(service.KIND, id), **beside,
    ), 200  # fmt: skip


@blueprint.route("/contacts/<uuid:id>/edit", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACTS, audited=True)
def edit(id: UUID) -> Page:
    """Rewrite within 48 hours; correct with a reason afterwards."""
    found = caseload.get_contact(current_user, id)
    form = EditForm()
    form.open(current_user, found)
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_contact(found, form.draft(found.site), reason=form.reason.data, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Changed."))
        return redirect(url_for(".contact", id=id), 303)
    return _shown("edit", found, form=form, free=service.may_edit(found, by=current_user)), form.status


@blueprint.route("/contacts/<uuid:id>/hand-over", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACTS, audited=True)
def hand_over(id: UUID) -> Page:
    """Give a contact to a colleague of the site."""
    found = caseload.get_contact(current_user, id)
    form = HandOverForm()
    form.offer(caseload.colleagues(current_user, found.site))
    if form.validate_on_submit() and form.attempt(
        lambda: service.hand_over(
            found, key=form.key, to_id=form.to.data, follow_up_on=form.follow_up_on.data, by=current_user
        )
    ):
        db.session.commit()
        flash(gettext("Handed over. Your colleague finds it under follow-ups."))
        return redirect(url_for(".contact", id=id), 303)
    return _shown("hand_over", found, form=form), form.status


@blueprint.post("/contacts/<uuid:id>/done")
@requires(Permission.LOG_CONTACTS)
def done(id: UUID) -> Page:
    """Tick off a follow-up."""
    found = caseload.get_contact(current_user, id)
    try:
        service.finish_follow_up(found, by=current_user)
        db.session.commit()
        flash(gettext("Done. The follow-up is ticked off."))
    except DomainError as error:
        flash(told(error))
    return redirect(url_for(BACK.get(request.form.get("back", ""), ".contacts")), 303)


@blueprint.get("/calls")
@requires(Permission.LOG_CONTACTS, audited=True)
def calls() -> Page:
    """Whom I promised to call: for when the school is closed and the phone is all there is."""
    return _call_list(None, {}), 200


@blueprint.post("/contacts/<uuid:id>/call")
@requires(Permission.LOG_CONTACTS, audited=True)
def call(id: UUID) -> Page:
    """When to call next, and whether it was agreed how to reach them."""
    found, form = caseload.get_contact(current_user, id), CallForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.agree_call(found, on=form.on.data, is_reachable=form.is_reachable.data, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Kept. It stands among your follow-ups."))
        return redirect(url_for(".calls"), 303)
    return _call_list(id, {id: form}), form.status


@blueprint.post("/contacts/<uuid:id>/seen")
@requires(Permission.LOG_CONTACTS)
def seen(id: UUID) -> Page:
    """Tell the colleague who asked that this has been seen."""
    service.acknowledge(caseload.get_contact(current_user, id), by=current_user)
    db.session.commit()
    return redirect(url_for(".contact", id=id), 303)


@blueprint.route("/contacts/<uuid:id>/safety", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACTS, audited=True)
def safety(id: UUID) -> Page:
    """The steps and numbers when there is a worry about safety."""
    found = caseload.get_contact(current_user, id)
    form = SafetyForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.record_safety(
            found, steps=form.draft(), recorded_elsewhere=form.recorded_elsewhere.data, by=current_user
        )
    ):
        db.session.commit()
        flash(gettext("Kept that there was a worry, without the story."))
        return redirect(url_for(".contact", id=id), 303)
    if not form.is_submitted():
        form.show(found)
    return _shown("safety", found, form=form), form.status


def _call_list(refused: UUID | None, forms: dict[UUID, CallForm]) -> str:
    contacts = caseload.follow_ups(current_user)
    rows = [(each, forms.get(each.id) or CallForm.of(each)) for each in contacts]
    audit.record(Action.LISTED, service.KIND)
    page = render_template("intake/calls.html", rows=rows, refused=refused, today=clock.today())
    db.session.commit()
    return page


def _shown(template: str, found: Contact, **more: object) -> str:
    """The page of a contact; it leaves the house only after its trail is kept."""
    audit.record(Action.READ, service.KIND, found.id)
    page = render_template(
        f"intake/{template}.html", contact=found, today=clock.today(), reference=get_reference(), **more
    )
    db.session.commit()
    return page
