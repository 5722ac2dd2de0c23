"""My own days: when I can, when I am away, my calendar."""

from collections.abc import Callable
from typing import TypeVar

from flask import redirect, render_template, url_for
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
from jsp.forms.buttons import once
from jsp.models.hours import Absence
from jsp.models.members import find_member
from jsp.models.team import TeamMember
from jsp.rules.roles import Permission
from jsp.verbs import hindering
from jsp.verbs.hindering import Hit

Page = str | Response | tuple[str, int]
Form = TypeVar("Form", WeekForm, AbsenceForm)


@blueprint.route("/hours/mine", methods=["GET", "POST"])
@requires(Permission.BE_PRESENT)
def mine() -> Page:
    """On which days I work, and from when until when."""
    if find_member(current_user) is None:
        return render_template("hours/nobody.html")
    return _hours(service.get_member(current_user), url_for(".mine"))


@blueprint.post("/hours/absences")
@requires(Permission.BE_PRESENT)
def add_absence() -> Page:
    """Some days away."""
    return _absence(service.get_member(current_user), url_for(".mine"))


@blueprint.get("/hours/team")
@requires(Permission.PLAN_HOURS)
def team() -> str:
    """Everybody of the own sites, for who has no account or cannot get to it."""
    members = service.list_members(current_user)
    return render_template("hours/team.html", members=members, away=service.away(members))


@blueprint.route("/hours/team/<int(max=2147483647):id>", methods=["GET", "POST"])
@requires(Permission.PLAN_HOURS)
def member(id: int) -> Page:
    """When somebody of the team works, and is away."""
    return _hours(service.get_team_member(current_user, id), url_for(".member", id=id))


@blueprint.post("/hours/team/<int(max=2147483647):id>/absences")
@requires(Permission.PLAN_HOURS)
def add_absence_of(id: int) -> Page:
    """Somebody of the team is away."""
    return _absence(service.get_team_member(current_user, id), url_for(".member", id=id))


@blueprint.post("/hours/absences/<int(max=2147483647):id>/end")
@requires(Permission.BE_PRESENT)
def end_absence(id: int) -> Response:
    """There after all."""
    absence = service.get_absence(service.get_member(current_user), id)
    return _end(absence, url_for(".mine"))


@blueprint.post("/hours/team/<int(max=2147483647):id>/absences/<int(max=2147483647):absence>/end")
@requires(Permission.PLAN_HOURS)
def end_absence_of(id: int, absence: int) -> Response:
    """Somebody of the team is there after all."""
    person = service.get_team_member(current_user, id)
    return _end(service.get_absence(person, absence), url_for(".member", id=id))


@blueprint.post("/hours/notices/<int(max=2147483647):upto>/seen")
@requires(Permission.SEE_ROTA)
def seen(upto: int) -> Response:
    """I read what changed, up to the newest that the page showed."""
    if OnceForm().validate_on_submit():
        notices.mark_seen(current_user, upto)
        db.session.commit()
    return redirect(url_for(".week"), 303)


@blueprint.post("/hours/calendar-address")
@signed_in
def calendar_address() -> str | Response:
    """A new secret address of the own calendar, shown this once."""
    form = OnceForm()
    address = feeds.new_address(current_user, key=form.key) if form.validate_on_submit() else None
    if address is None:
        form.say(gettext("The address was shown before. Did you lose it? Make a new one here."))
        return redirect(url_for("accounts.profile"), 303)
    db.session.commit()
    return render_template("hours/calendar_address.html", address=address)


def _hours(person: TeamMember, back: str) -> Page:
    form = WeekForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_hours(person, form.hours(), named=form.hit.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Changed."))
        return redirect(back, 303)
    if not form.is_submitted():
        form.show(service.hours_of(person))
    hit = _hit(form, lambda: hindering.by_other_hours(person, service.hours_of(person), form.hours()))
    return _page(person, form, _fresh(AbsenceForm(formdata=None)), hit), form.status


def _absence(person: TeamMember, back: str) -> Page:
    form, week = AbsenceForm(), _fresh(WeekForm(formdata=None))
    if form.validate_on_submit() and form.attempt(
        lambda: service.add_absence(person, *form.days(), named=form.hit.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Noted. Colleagues are asked for the turns in those days."))
        return redirect(back, 303)
    week.show(service.hours_of(person))
    hit = _hit(form, lambda: hindering.by_days_away(person, *form.days()))
    return _page(person, week, form, hit), form.status


def _end(absence: Absence, back: str) -> Response:
    return once(lambda key: service.end_absence(absence, key=key, by=current_user),
                gettext("Noted. Turns that nobody took are back."), back)  # fmt: skip


def _fresh(form: Form) -> Form:
    """The other form of the page, as if nobody had sent anything."""
    form.renew()
    return form


def _hit(form: WeekForm | AbsenceForm, found: Callable[[], Hit]) -> Hit:
    """The lessons that stand in the way, for the page to tell of; the form then knows that it did."""
    if not form.hit.errors:
        return ()
    hit = found()
    form.hit.data = hindering.mark_of(hit)
    return hit


def _page(person: TeamMember, form: WeekForm, absence: AbsenceForm, hit: Hit = ()) -> str:
    return render_template(
        "hours/mine.html", person=person, is_me=person.user_id == current_user.id, form=form, absence=absence,
        absences=service.list_absences(person), act_form=OnceForm(), today=clock.today(), hit=hit,
    )  # fmt: skip
