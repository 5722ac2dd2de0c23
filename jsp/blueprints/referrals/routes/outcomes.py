"""What became of a referral: the answer of the partner, taking back, opening again."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.blueprints.referrals.forms.outcomes import NotPossibleForm, ReopenForm, SaidForm
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import mine, outcomes, reopening, sheet
from jsp.blueprints.referrals.service.outcomes import NotPossible
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.referrals import Referral
from jsp.rules.consent import Decision
from jsp.rules.referral import TaskKind
from jsp.rules.refusal import N_
from jsp.rules.roles import Permission
from jsp.verbs import referring
from jsp.words import referral_terms as words

ACTS: dict[str, Callable[[Referral, OnceForm, int], None]] = {
    "seen": lambda row, form, by: outcomes.record_seen(row, key=form.key, user_id=by),
    "started": lambda row, form, by: outcomes.record_started(
        row, key=form.key, user_id=by, is_arranged=form["is_arranged"].data
    ),
    "not_possible": lambda row, form, by: outcomes.record_not_possible(
        row, NotPossible(form["obstacle"].data, form["suggestion"].data, form["weeks"].data or None),
        key=form.key, user_id=by,
    ),
    "finished": lambda row, form, by: outcomes.record_finished(row, key=form.key, user_id=by),
}  # fmt: skip

KEPT = {"seen": N_("Kept. The partner has seen it.")}
CLOSES = N_("Kept. Thank you for closing the loop.")


@blueprint.route("/<uuid:id>/outcome/<any(seen,started,not_possible,finished):what>", methods=["GET", "POST"])
@requires(Permission.REFER)
def outcome(id: UUID, what: str) -> Page:
    """Type in what the partner said."""
    row = mine.get_own(current_user, id)
    form = NotPossibleForm() if what == "not_possible" else SaidForm()
    if form.validate_on_submit() and form.attempt(lambda: ACTS[what](row, form, current_user.id)):
        db.session.commit()
        form.say(gettext(KEPT.get(what, CLOSES)))
        return redirect(url_for(".referral", id=id), 303)
    db.session.rollback()
    row = mine.get_own(current_user, id)
    start = referring.standing(row, Decision.START)
    page = render_template("referrals/outcome.html", row=row, form=form, what=what, start=start, words=words)
    return page, form.status


@blueprint.route("/<uuid:id>/withdraw", methods=["GET", "POST"])
@requires(Permission.REFER)
def withdraw(id: UUID) -> Page:
    """Nobody wants it any more: sure? Then nothing is shared any more and all of it is erased here."""
    row, form = mine.get_own(current_user, id), OnceForm()
    done = gettext("Withdrawn. What was kept here is erased.") if sheet.has_yes(row) else gettext("Closed and erased.")
    if form.validate_on_submit() and form.attempt(
        lambda: outcomes.withdraw(row, key=form.key, user_id=current_user.id)
    ):
        db.session.commit()
        form.say(done)
        return redirect(url_for(".referral", id=id), 303)
    page = render_template(
        "referrals/withdraw.html",
        row=row,
        form=form,
        steps=sheet.steps(row, clock.today()),
        today=clock.today(),
        words=words,
        has_yes=sheet.has_yes(row),
        said_no=sheet.said_no(row),
    )
    return page, form.status


@blueprint.route("/<uuid:id>/reopen", methods=["GET", "POST"])
@requires(Permission.REFER)
def reopen(id: UUID) -> Page:
    """Go on in a new one, with a reason."""
    row, form = mine.get_own(current_user, id), ReopenForm()
    if form.validate_on_submit() and form.attempt(
        lambda: reopening.reopen(row, reason=form.reason.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Open again."))
        return redirect(url_for(".referral", id=form.done.id), 303)
    page = render_template(
        "referrals/reopen.html", row=row, form=form, may_reopen=reopening.may_reopen(row),
        goes_on=reopening.goes_on_in(row),
    )  # fmt: skip
    return page, form.status


@blueprint.post("/<uuid:id>/elsewhere")
@requires(Permission.REFER)
def elsewhere(id: UUID) -> Page:
    """The partner cannot help: go on in a new one with what stands on the card, and choose another partner."""
    row, form = mine.get_own(current_user, id), OnceForm()
    if form.validate_on_submit() and form.attempt(
        lambda: reopening.reopen(row, reason="", key=form.key, by=current_user)
    ):
        db.session.commit()
        return redirect(url_for(".other_partner", id=form.done.id), 303)
    db.session.rollback()
    flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".referral", id=id), 303)


@blueprint.post(f"/<uuid:id>/tasks/<any({','.join(TaskKind)}):kind>")
@requires(Permission.REFER)
def task_done(id: UUID, kind: str) -> Page:
    """Done."""
    row = mine.get_own(current_user, id)
    return once(
        lambda key: outcomes.finish_task(row, TaskKind(kind), key=key, user_id=current_user.id), gettext("Done."),
        url_for(".show"),
    )  # fmt: skip
