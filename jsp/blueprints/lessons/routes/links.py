"""The address in a mail with which somebody answers whether they can; opening it changes nothing."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm

from jsp.access import public
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import links as service
from jsp.errors import told
from jsp.extensions import db, retried
from jsp.models.accounts import User
from jsp.rules.refusal import DomainError


@blueprint.get("/les-uur/<token>")
@public
def link(token: str) -> Page:
    """Can you? Yes or no."""
    asked = service.read(token, viewer=_viewer())
    page = render_template("lessons/link.html", asked=asked, token=token, form=FlaskForm())
    return page, 403 if asked.is_foreign else 200 if asked.is_open or asked.is_standing else 410


@blueprint.post("/les-uur/<token>/<any(yes, no):said>")
@public
def answer_link(token: str, said: str) -> Page:
    """Said once."""
    if FlaskForm().validate_on_submit():
        try:
            is_firm = retried(lambda: service.answer(token, yes=said == "yes", viewer=_viewer()))
        except DomainError as error:
            db.session.rollback()
            if error.message != service.GONE:  # that is what the page itself says then
                flash(told(error))
        else:
            db.session.commit()
            flash(_told(said == "yes", is_firm))
    return redirect(url_for(".link", token=token), 303)


def _told(yes: bool, is_firm: bool) -> str:
    if is_firm:
        return str(gettext("It is firm. See you then."))
    if yes:
        return str(gettext("Passed on: you can. It is firm as soon as the other one says yes too."))
    return str(gettext("Passed on: not then."))


def _viewer() -> User | None:
    return current_user if current_user.is_authenticated else None
