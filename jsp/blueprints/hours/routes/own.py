"""My own days: when I can, when I am away, my calendar."""

from typing import TypeVar

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires, signed_in
from jsp.blueprints.hours.forms.own import AbsenceForm, WeekForm
from jsp.blueprints.hours.routes.room import blueprint
from jsp.blueprints.hours.service import feeds, notices
from jsp.blueprints.hours.service import own as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.rota import find_member
from jsp.rules.roles import Permission

Page = str | Response | tuple[str, int]
Form = TypeVar("Form", WeekForm, AbsenceForm)


@blueprint.route("/hours/mine", methods=["GET", "POST"])
@requires(Permission.BE_PRESENT)
def mine() -> Page:
    """On which days I work, and from when until when."""
    if find_member(current_user) is None:
        return render_template("hours/nobody.html")
    member, form = service.get_member(current_user), WeekForm()
    if form.validate_on_submit() and form.attempt(lambda: service.change_hours(member, form.hours(), key=form.key)):
        db.session.commit()
        flash(gettext("Changed."))
        return redirect(url_for(".mine"), 303)
    if not form.is_submitted():
        form.show(service.hours_of(member))
    return _page(form, _fresh(AbsenceForm(formdata=None))), form.status


@blueprint.post("/hours/absences")
@requires(Permission.BE_PRESENT)
def add_absence() -> Page:
    """Some days away."""
    member, form, week = service.get_member(current_user), AbsenceForm(), _fresh(WeekForm(formdata=None))
    if form.validate_on_submit() and form.attempt(
        lambda: service.add_absence(
            member, form.starts_on.data, form.ends_on.data or form.starts_on.data, key=form.key, by=current_user
        )
    ):
        db.session.commit()
        flash(gettext("Noted. Colleagues are asked for your turns in those days."))
        return redirect(url_for(".mine"), 303)
    week.show(service.hours_of(member))
    return _page(week, form), form.status


@blueprint.post("/hours/absences/<int(max=2147483647):id>/end")
@requires(Permission.BE_PRESENT)
def end_absence(id: int) -> Response:
    """There after all."""
    absence, form = service.get_absence(current_user, id), OnceForm()
    if form.validate_on_submit() and form.attempt(lambda: service.end_absence(absence, key=form.key, by=current_user)):
        db.session.commit()
        flash(gettext("Gone. Turns that nobody took are yours again."))
    return redirect(url_for(".mine"), 303)


@blueprint.post("/hours/notices/seen")
@requires(Permission.SEE_ROTA)
def seen() -> Response:
    """I read what changed."""
    if OnceForm().validate_on_submit():
        notices.mark_seen(current_user)
        db.session.commit()
    return redirect(url_for(".week"), 303)


@blueprint.post("/hours/calendar-address")
@signed_in
def calendar_address() -> str | Response:
    """A new secret address of the own calendar, shown this once."""
    if not OnceForm().validate_on_submit():
        return redirect(url_for("accounts.profile"), 303)
    address = feeds.new_address(current_user)
    db.session.commit()
    return render_template("hours/calendar_address.html", address=address)


def _fresh(form: Form) -> Form:
    """The other form of the page, as if nobody had sent anything."""
    form.renew()
    return form


def _page(form: WeekForm, absence: AbsenceForm) -> str:
    member = service.get_member(current_user)
    return render_template(
        "hours/mine.html", form=form, absence=absence, absences=service.list_absences(member), act_form=OnceForm(),
        today=clock.today(),
    )  # fmt: skip
