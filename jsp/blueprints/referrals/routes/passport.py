"""What will be sent, written together."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.referrals.forms.passport import PassportForm
from jsp.blueprints.referrals.routes.choosing import leave, mine_to_show
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import choosing, mine
from jsp.blueprints.referrals.service import passport as passports
from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.rules.passport import keepable
from jsp.rules.referral import OVER
from jsp.rules.refusal import N_
from jsp.rules.roles import Permission
from jsp.words import referral_terms as words

VOID = N_("What you share has changed, so the yes counts no more. Ask again.")


@blueprint.get("/<uuid:id>/passport")
@requires(Permission.REFER, audited=True)
def passport(id: UUID) -> Page:
    """The lines, each with its tick."""
    row = mine_to_show(id)
    if row.state not in choosing.MAKING:
        return leave(id, gettext(OVER))
    if row.age is None:
        return redirect(url_for(".age", id=id), 303)
    form = PassportForm(formdata=None)
    form.renew()
    form.show(row, passports.lines_of(row))
    return _page(row, form, [])


@blueprint.post("/<uuid:id>/passport")
@requires(Permission.REFER, audited=True)
def write_passport(id: UUID) -> Page:
    """To the card, with what was typed and ticked."""
    row, form = mine.get_own(current_user, id), PassportForm()
    is_right = form.validate_on_submit()
    is_right = form.refuse_lines() and is_right  # all that is wrong is told at once
    warnings = [] if form.is_warned else passports.warnings(row, [keepable(each) for each in form.lines()])
    if is_right and not warnings and form.attempt(
        lambda: passports.write(row, form.draft(), key=form.key, user_id=current_user.id)
    ):  # fmt: skip
        db.session.commit()
        if form.done:
            flash(gettext(VOID))
        return redirect(url_for(".ask", id=id), 303)
    return _again(id, form, warnings)


@blueprint.post("/<uuid:id>/passport/keep")
@requires(Permission.REFER, audited=True)
def keep_passport(id: UUID) -> Page:
    """Keep what was typed, on the way to something else."""
    row, form = mine.get_own(current_user, id), PassportForm().as_draft()
    is_right, is_hiding = form.validate_on_submit(), form.to.data == "hidden"
    cut = form.leave_out() if is_hiding else []
    is_kept = (is_right or (cut and not form.errors)) and form.attempt(
        lambda: passports.keep(row, form.draft(), key=form.key, user_id=current_user.id)
    )
    if is_kept:
        _told(cut, is_void=form.done)
        db.session.commit()
    if is_kept or is_hiding:
        return redirect(_elsewhere(id, str(form.to.data)), 303)
    return _again(id, form, [])


def _told(cut: list[str], *, is_void: bool) -> None:
    if cut:
        flash(gettext("Not all of it may be kept. Look once more at: %(lines)s.", lines=", ".join(cut)))
    if is_void:
        flash(gettext(VOID))


def _elsewhere(id: UUID, to: str) -> str:
    if to == "hidden":
        return url_for("today.hidden", back=url_for(".passport", id=id))
    return url_for({"age": ".age", "alone": ".alone"}.get(to, ".referral"), id=id)


def _again(id: UUID, form: PassportForm, warnings: list[str]) -> Page:
    row = mine_to_show(id)
    form.shown_again(row, is_warned=bool(warnings))
    return _page(row, form, warnings), 200 if warnings and not form.errors else form.status


def _page(row: Referral, form: PassportForm, warnings: list[str]) -> str:
    """It leaves the house only after its trail is kept."""
    unfit = choosing.unfit(row.age, [row.partner])
    page = render_template("referrals/passport.html", words=words, row=row, form=form, warnings=warnings, unfit=unfit)
    db.session.commit()
    return page
