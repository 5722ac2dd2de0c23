"""The page of one referral: where it stands, what was said, who looked; and giving it to a colleague."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.referrals.forms.finding import HandOverForm
from jsp.blueprints.referrals.forms.outcomes import SaidForm
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import handing, mine, reopening, sheet
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models import caseload
from jsp.models.audit import Action
from jsp.models.person_requests import find_open_about
from jsp.models.referral_looks import looked_at
from jsp.models.referral_rows import get_referral
from jsp.models.referrals import Referral
from jsp.rules.consent import Decision
from jsp.rules.passport import Line
from jsp.rules.roles import Permission
from jsp.verbs import holds, referring
from jsp.verbs.looks import list_looks
from jsp.words import referral_terms as words


@blueprint.get("/<uuid:id>")
@requires(Permission.REFER, audited=True)
def referral(id: UUID) -> Page:
    """Where it stands and what can be done; who it is about only after a tap."""
    return _shown(get_referral(current_user, id), Action.READ)


@blueprint.post("/<uuid:id>/shared")
@requires(Permission.REFER, audited=True)
def packet(id: UUID) -> Page:
    """The same with what is shared and what was said; that I looked is kept. It is not for colleagues."""
    row = mine.get_own(current_user, id)
    return _shown(row, Action.IDENTITY_READ, lines=referring.read_packet(row), is_shown=True)


@blueprint.get("/<uuid:id>/looked")
@requires(Permission.REFER)
def looked(id: UUID) -> Page:
    """Who looked, for the young person to read along."""
    row = mine.get_own(current_user, id)
    return render_template("referrals/looked.html", row=row, looks=list_looks(referring.KIND, row.id), words=words)


@blueprint.route("/<uuid:id>/hand-over", methods=["GET", "POST"])
@requires(Permission.REFER)
def hand_over(id: UUID) -> Page:
    """Give it to a colleague of the site."""
    row, form = mine.get_own(current_user, id), HandOverForm()
    form.offer(caseload.colleagues(current_user, row.site))
    if form.validate_on_submit() and form.attempt(
        lambda: handing.hand_over(row, key=form.key, to_id=form.to.data, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Handed over. Your colleague finds it under My referrals."))
        return redirect(url_for(".show"), 303)
    return render_template("referrals/hand_over.html", row=row, form=form, words=words), form.status


@blueprint.post("/<uuid:id>/take-over")
@requires(Permission.REFER)
def take_over(id: UUID) -> Page:
    """Go on with the referral of somebody who left."""
    row, form = mine.get_to_take(current_user, id), OnceForm()
    if form.validate_on_submit() and form.attempt(lambda: handing.take_over(row, key=form.key, by=current_user)):
        db.session.commit()
        form.say(gettext("It is yours now. Tell the young person that you go on with it."))
        return redirect(url_for(".referral", id=id), 303)
    db.session.rollback()
    flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".show"), 303)


@blueprint.post("/<uuid:id>/link")
@requires(Permission.REFER)
def renew_link(id: UUID) -> Page:
    """A new link with a new code; the earlier one opens nothing any more."""
    row = mine.get_own(current_user, id)
    done = gettext("There is a new link with a new code. Say the code by phone.")
    return once(
        lambda key: handing.renew_link(row, key=key, user_id=current_user.id), done, url_for(".referral", id=id)
    )


def _shown(row: Referral, action: Action, *, lines: list[Line] | None = None, is_shown: bool = False) -> str:
    """The page leaves the house only after its trail is kept."""
    today, is_mine = clock.today(), row.owner_id == current_user.id
    referring.mark_anew(row)
    audit.record(action, looked_at(row) if is_shown else referring.KIND, row.id)
    page = render_template(
        "referrals/referral.html", row=row, lines=lines, is_mine=is_mine, today=today,
        track=sheet.track(row), steps=sheet.steps(row, today), said=sheet.said(row), form=OnceForm(),
        say=SaidForm(), is_shown=is_shown, said_no=sheet.said_no(row), is_changed=is_mine and sheet.is_changed(row),
        tasks=sheet.open_tasks(row), door=sheet.door(row, today), answers=sheet.answers(row), words=words,
        goes_on=reopening.goes_on_in(row), may_reopen=reopening.may_reopen(row),
        share=referring.standing(row, Decision.SHARE), start=referring.standing(row, Decision.START),
        held=holds.find_hold(referring.KIND, row.id),
        request_id=find_open_about(current_user, referring.KIND, row.id),
    )  # fmt: skip
    db.session.commit()
    return page
