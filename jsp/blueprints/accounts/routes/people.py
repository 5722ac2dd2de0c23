"""Addresses to see and change accounts."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock, mail
from jsp.access import must_have_second_factor, requires
from jsp.blueprints.accounts.forms.people import AddressForm, InviteForm, ReasonForm, RoleForm, SitesForm
from jsp.blueprints.accounts.routes.room import blueprint
from jsp.blueprints.accounts.service import changes
from jsp.blueprints.accounts.service import invitations as inviting
from jsp.blueprints.accounts.service import people as service
from jsp.blueprints.accounts.service.sessions import invited
from jsp.errors import told
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.accounts import User
from jsp.models.people import PersonChange
from jsp.models.people_changes import list_changes, list_waiting, may_decide
from jsp.models.referral_rows import count_unfinished
from jsp.rules.people import ChangeKind, ChangeState
from jsp.rules.refusal import DomainError
from jsp.rules.roles import Permission, Role
from jsp.verbs import hindering

Page = str | Response | tuple[str, int]
KIND = f"any({','.join(kind for kind in ChangeKind if kind is not ChangeKind.SET_SITES)})"


@blueprint.get("/people/")
@requires(Permission.CONFIRM_FOR_PEOPLE)
def people() -> Page:
    """Everybody with an account, and what waits for a second person."""
    found, is_coordinated = service.list_people(), service.is_coordinated()
    active = [each for each in found if each.active]
    waiting = list_waiting(active)
    return render_template(
        "accounts/people.html", people=found, waiting=waiting, invited=invited(), form=OnceForm(),
        undelivered=mail.count_undelivered(), is_coordinated=is_coordinated,
        had_coordinator=is_coordinated or service.had_coordinator(),
    )  # fmt: skip


@blueprint.route("/people/invite", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, fresh=True)
def invite() -> Page:
    """Let somebody in."""
    form = InviteForm()
    form.offer_all()
    if form.validate_on_submit() and form.attempt(lambda: inviting.invite(form.draft(), by=current_user)):
        db.session.commit()
        flash(gettext("The invitation is on its way. It works once, and for seven days."))
        return redirect(url_for(".people"), 303)
    return render_template("accounts/invite.html", form=form), form.status


@blueprint.get("/people/<int(max=2147483647):id>")
@requires(Permission.CONFIRM_FOR_PEOPLE)
def person(id: int) -> Page:
    """One account: roles, sites, and everything that was changed about it with its reason."""
    found = service.get_person(id)
    history = [(change, may_decide(change, by=current_user)) for change in list_changes(found)]
    return render_template(
        "accounts/person.html", person=found, changes=history, is_invited=found.id in invited(), form=OnceForm(),
        is_asked=must_have_second_factor(found),
    )  # fmt: skip


@blueprint.route(f"/people/<int(max=2147483647):id>/<{KIND}:kind>", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, fresh=True)
def change(id: int, kind: str) -> Page:
    """Change an account, with a reason."""
    found, what = service.get_person(id), ChangeKind(kind)
    form = _change_form(found, what)
    if form.validate_on_submit() and form.attempt(
        lambda: changes.ask_change(
            found, what, key=form.key, role=form.chosen_role, reason=form.reason.data, by=current_user
        )
    ):
        db.session.commit()
        flash(_outcome(changes.get_change(form.key)))
        return redirect(url_for(".person", id=id), 303)
    leaves = what is ChangeKind.DISABLE
    lessons = len(hindering.by_leaving(found)) if leaves else 0
    referrals = count_unfinished(found, clock.today()) if leaves else 0
    return render_template(
        "accounts/change.html", person=found, kind=what, form=form, lessons=lessons, referrals=referrals,
        is_last=service.is_last_coordinator(found),
    ), form.status  # fmt: skip


@blueprint.route("/people/<int(max=2147483647):id>/sites", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, fresh=True)
def sites(id: int) -> Page:
    """Where somebody works."""
    found = service.get_person(id)
    form = SitesForm()
    form.offer_sites(found)
    if form.validate_on_submit() and form.attempt(
        lambda: changes.set_sites(found, form.sites.data or [], key=form.key, reason=form.reason.data, by=current_user)
    ):
        db.session.commit()
        flash(_outcome(form.done) if form.done else gettext("Changed."))
        return redirect(url_for(".person", id=id), 303)
    waits = changes.waits(ChangeKind.SET_SITES, None, found)
    return render_template("accounts/sites.html", person=found, form=form, waits=waits), form.status


@blueprint.route("/people/<int(max=2147483647):id>/address", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, fresh=True)
def address(id: int) -> Page:
    """Mend the address of an invitation that nobody has accepted."""
    found, form = service.get_person(id), AddressForm()
    if form.validate_on_submit() and form.attempt(
        lambda: inviting.correct_address(found, (form.email.data or "").lower(), key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("The invitation is on its way. It works once, and for seven days."))
        if list_changes(found, waiting=True):
            flash(gettext("The role counts once a coordinator has said yes about this address."))
        return redirect(url_for(".person", id=id), 303)
    if not form.is_submitted():
        form.email.data = found.email
    return render_template("accounts/address.html", person=found, form=form), form.status


@blueprint.post("/people/<int(max=2147483647):id>/invite-again")
@requires(Permission.MANAGE_PEOPLE, fresh=True)
def invite_again(id: int) -> Response:
    """Mail a fresh way in."""
    form, found = OnceForm(), service.get_person(id)
    if form.validate_on_submit() and form.attempt(
        lambda: inviting.send_invitation(found, key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("The invitation is on its way. It works once, and for seven days."))
    else:
        flash(form.first_error)
    return redirect(url_for(".person", id=id), 303)


@blueprint.post("/changes/<uuid:id>/<any(confirm,refuse):answer>")
@requires(Permission.CONFIRM_FOR_PEOPLE, fresh=True)
def decide(id: UUID, answer: str) -> Response:
    """The second person says yes or no."""
    found = changes.get_change(id)
    try:
        changes.decide(found, yes=answer == "confirm", by=current_user)
        db.session.commit()
        flash(_outcome(found))
    except DomainError as error:
        flash(told(error))
    return redirect(url_for(".people"), 303)


@blueprint.post("/changes/<uuid:id>/withdraw")
@requires(Permission.MANAGE_PEOPLE, fresh=True)
def withdraw(id: UUID) -> Response:
    """Take back what waits for a second person."""
    found = changes.get_change(id)
    try:
        changes.withdraw(found, by=current_user)
        db.session.commit()
        flash(gettext("Taken back. Nothing was changed."))
    except DomainError as error:
        flash(told(error))
    return redirect(url_for(".people"), 303)


def _change_form(found: User, kind: ChangeKind) -> ReasonForm:
    if kind not in (ChangeKind.GRANT_ROLE, ChangeKind.TAKE_ROLE):
        return ReasonForm()
    form = RoleForm()
    form.offer_roles([role for role in Role if (role in found.role_set) is (kind is ChangeKind.TAKE_ROLE)])
    return form


def _outcome(change: PersonChange) -> str:
    if change.state is ChangeState.WAITING:
        return str(gettext("Asked. It counts as soon as a second person says yes."))
    if change.state is ChangeState.REFUSED:
        return str(gettext("Refused. Nothing was changed."))
    if change.kind is ChangeKind.DISABLE:
        return str(gettext("The account is closed. Whoever had it open is out at the next click."))
    if change.kind is ChangeKind.ENABLE:
        return str(gettext("The account is open again."))
    return _told_done(change)


def _told_done(change: PersonChange) -> str:
    """Only who ever came in has to sign in again."""
    if service.was_opened(change.user):
        return str(gettext("Done. Who this is about has to sign in again."))
    if change.kind is ChangeKind.GRANT_ROLE:
        return str(gettext("Done. It counts once this person accepts the invitation."))
    return str(gettext("Done."))
