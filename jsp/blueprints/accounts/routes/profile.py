"""Addresses of the own account."""

from flask import flash, redirect, render_template, url_for
from flask_babel import force_locale, gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import signed_in, signed_in_anew
from jsp.blueprints.accounts.forms.people import ProfileForm
from jsp.blueprints.accounts.routes.room import blueprint
from jsp.blueprints.accounts.service import profile as service
from jsp.blueprints.accounts.service import sessions
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.people_changes import list_changes
from jsp.sign_ins import this_sign_in


@blueprint.route("/profile", methods=["GET", "POST"])
@signed_in
def profile() -> str | Response | tuple[str, int]:
    """The own account."""
    form = ProfileForm(obj=current_user)
    if form.validate_on_submit():
        service.change_profile(current_user, first_name=form.first_name.data, language=form.language.data)
        db.session.commit()
        with force_locale(form.language.data):
            flash(gettext("Changed."))
        answer = redirect(url_for(".profile"), 303)
        answer.delete_cookie("language")
        return answer
    page = render_template(
        "accounts/profile.html", form=form, act_form=OnceForm(), sign_ins=sessions.list_sign_ins(current_user),
        changes=[(change, False) for change in list_changes(current_user)],
        is_waiting=bool(list_changes(current_user, waiting=True)), is_in_team=service.is_in_team(current_user),
    )  # fmt: skip
    return page, form.status


@blueprint.get("/second-factor")
@signed_in
def second_factor() -> str:
    """With what you prove that it is you, beside the password."""
    return render_template("accounts/second_factor.html", act_form=OnceForm())


@blueprint.get("/sign-ins")
@signed_in_anew
def sign_ins() -> str:
    """Where I am signed in now."""
    return render_template(
        "accounts/sign_ins.html", act_form=OnceForm(), sign_ins=sessions.list_open(current_user), this=this_sign_in()
    )


@blueprint.post("/sign-ins/<key>/end")
@signed_in_anew
def end_sign_in(key: str) -> Response:
    """End one of them."""
    if OnceForm().validate_on_submit():
        sessions.end_sign_in(current_user, key)
        db.session.commit()
        flash(gettext("There you have been signed out."))
    return redirect(url_for(".sign_ins"), 303)


@blueprint.post("/sign-ins/end")
@signed_in_anew
def end_sign_ins() -> Response:
    """End the sign-ins on other devices."""
    if OnceForm().validate_on_submit():
        sessions.end_other_sign_ins(current_user, but=this_sign_in())
        db.session.commit()
        flash(gettext("Everywhere else you have been signed out."))
    return redirect(url_for(".profile"), 303)
