"""When somebody is in danger and nobody says yes (*meldcode*): a flow of its own, which ends in a call."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.referrals.forms.safety import PathForm, SignForm
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import mine
from jsp.blueprints.referrals.service import safety as paths
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.safety_paths import SafetyPath
from jsp.rules.roles import Permission
from jsp.words import referral_terms as words


@blueprint.route("/safety/<any(contact,referral):kind>/<uuid:id>", methods=["GET", "POST"])
@requires(Permission.REFER)
def safety(kind: str, id: UUID) -> Page:
    """The six questions, whom to call, and asking somebody to look along."""
    about = mine.get_own(current_user, id) if kind == "referral" else paths.get_contact(current_user, id)
    form, running = PathForm(), paths.find_running(about, by=current_user)
    if running is not None and not form.is_submitted():
        return redirect(url_for(".path", id=running.id))
    if form.validate_on_submit() and form.attempt(
        lambda: paths.ask(about, told=form.told.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        return redirect(url_for(".path", id=form.key), 303)
    back = url_for(".referral" if kind == "referral" else "intake.contact", id=id)
    page = render_template("referrals/safety.html", about=about, form=form, back=back, line=paths.advice_line())
    return page, form.status


@blueprint.get("/safety/<uuid:id>")
@requires(Permission.SIGN_SAFETY)
def path(id: UUID) -> Page:
    """What the second person said, and then: call, outside of here."""
    return _path_page(paths.get_path(current_user, id), OnceForm())


@blueprint.post("/safety/<uuid:id>/recorded")
@requires(Permission.REFER)
def recorded(id: UUID) -> Page:
    """It stands where it belongs."""
    found, form = paths.get_path(current_user, id), OnceForm()
    if form.validate_on_submit() and form.attempt(lambda: paths.keep_recorded(found, key=form.key, by=current_user)):
        db.session.commit()
        form.say(gettext("Kept."))
        return redirect(url_for(".path", id=id), 303)
    return _path_page(found, form), 422


@blueprint.route("/safety/<uuid:id>/sign", methods=["GET", "POST"])
@requires(Permission.SIGN_SAFETY)
def sign(id: UUID) -> Page:
    """The second person: agree or not."""
    found, form = paths.get_path(current_user, id), SignForm()
    if form.validate_on_submit() and form.attempt(
        lambda: paths.sign(found, form.verdict.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Kept. Tell your colleague."))
        return redirect(url_for(".path", id=id), 303)
    db.session.rollback()
    found = paths.get_path(current_user, id)
    page = render_template(
        "referrals/sign.html", path=found, form=form, words=words, is_first=found.asked_by_id == current_user.id
    )
    return page, form.status


def _path_page(found: SafetyPath, form: OnceForm) -> str:
    return render_template(
        "referrals/path.html", path=found, form=form, seconds=paths.seconds(found), line=paths.advice_line(),
        words=words, is_first=found.asked_by_id == current_user.id,
    )  # fmt: skip
