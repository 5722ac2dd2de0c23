"""Days on which a site is not as usual: first what they touch, then saved."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.hours.forms.closures import ClosureForm, HolidaysForm
from jsp.blueprints.hours.routes.room import blueprint
from jsp.blueprints.hours.service import closures as service
from jsp.blueprints.hours.service import proposals, touched
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.forms.days import day_or_none
from jsp.models.caseload import get_site
from jsp.models.hours import Closure
from jsp.pages import closure_text
from jsp.rules.roles import Permission

Page = str | Response | tuple[str, int]
PLACE = "/hours/closures/<int(max=2147483647):id>"


@blueprint.get("/hours/closures")
@requires(Permission.PLAN_HOURS)
def closures() -> str:
    """What is closed today and later at the own sites."""
    sites = current_user.open_sites
    found = service.list_closures([site.id for site in sites], today=clock.today())
    return render_template("hours/closures.html", closures=found, sites=sites)


@blueprint.route("/hours/closures/new", methods=["GET", "POST"])
@requires(Permission.PLAN_HOURS)
def new_closure() -> Page:
    """A closure, and what it would touch."""
    form = ClosureForm()
    form.offer()
    if not form.is_submitted():
        form.starts_on.data = day_or_none(request.args.get("on"))
        form.sites.data = [site.id for site in current_user.open_sites if site.code == request.args.get("site")]
        return render_template("hours/closure.html", form=form, closure=None, touched=None)
    return _preview(form, None)


@blueprint.post("/hours/closures")
@requires(Permission.PLAN_HOURS)
def make_closure() -> Page:
    """Save it as it was seen."""
    form = ClosureForm()
    form.offer()
    if form.validate_on_submit() and form.attempt(lambda: service.make_closures(form.draft(), by=current_user)):
        db.session.commit()
        form.say(gettext("Saved. The public page says so on those days."))
        return redirect(url_for(".closures"), 303)
    return render_template("hours/closure.html", form=form, closure=None, touched=None), form.status


@blueprint.route(f"{PLACE}/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_HOURS)
def edit_closure(id: int) -> Page:
    """Longer, shorter or other, and what that would touch."""
    closure, form = service.get_closure(current_user, id), ClosureForm()
    form.offer()
    if form.is_submitted():
        return _preview(form, closure)
    form.show(closure)
    form.seen.data = service.mark(closure)
    return render_template("hours/closure.html", form=form, closure=closure, touched=None)


@blueprint.post(PLACE)
@requires(Permission.PLAN_HOURS)
def change_closure(id: int) -> Page:
    """Save the change as it was seen."""
    closure, form = service.get_closure(current_user, id), ClosureForm()
    form.offer()
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_closure(closure, form.draft(), seen=form.seen.data or "", by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Changed."))
        return redirect(url_for(".closures"), 303)
    if form.seen.errors:
        form.seen.data = service.mark(closure)
    return render_template("hours/closure.html", form=form, closure=closure, touched=None), form.status


@blueprint.get(PLACE)
@requires(Permission.PLAN_HOURS)
def closure(id: int) -> str:
    """One closure: taken back it offers to be undone."""
    found = service.get_closure(current_user, id)
    lessons = touched.lessons_after(found)
    return render_template("hours/show_closure.html", closure=found, form=OnceForm(), lessons=lessons)


@blueprint.post(f"{PLACE}/take-back")
@requires(Permission.PLAN_HOURS)
def take_back_closure(id: int) -> Response:
    """As if it had never been."""
    found = service.get_closure(current_user, id)
    done = gettext("Taken back. What it closed is open again, with who sat there.")
    return once(lambda key: service.take_back(found, key=key, by=current_user), done, url_for(".closure", id=id))


@blueprint.post(f"{PLACE}/restore")
@requires(Permission.PLAN_HOURS)
def restore_closure(id: int) -> Response:
    """Let it count again."""
    found, done = service.get_closure(current_user, id), gettext("It counts again.")
    return once(lambda key: service.restore(found, key=key, by=current_user), done, url_for(".closures"))


@blueprint.route("/hours/holidays/<code>", methods=["GET", "POST"])
@requires(Permission.PLAN_HOURS)
def holidays(code: str) -> Page:
    """Holidays as they are known for the region: take over what the school keeps."""
    site, form = get_site(current_user, code), HolidaysForm()
    found = proposals.list_offers(site, today=clock.today())
    form.offer([each.proposal.key for each in found.offers])
    if form.validate_on_submit() and form.attempt(
        lambda: proposals.accept(site, form.keys.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(ngettext("%(num)d holiday taken over.", "%(num)d holidays taken over.", form.done))
        return redirect(url_for(".closures"), 303)
    return render_template("hours/holidays.html", form=form, found=found), form.status


def _preview(form: ClosureForm, closure: Closure | None) -> Page:
    """The form again, with what it touches where nothing is wrong with it."""
    if not form.validate_on_submit() or not form.attempt(lambda: service.check(form.draft())):
        return render_template("hours/closure.html", form=form, closure=closure, touched=None), form.status
    draft = form.draft()
    return render_template(
        "hours/closure.html", form=form, closure=closure, draft=draft, preview=closure_text(service.drafted(draft)),
        touched=touched.touched_by(draft, current_user, instead_of=closure),
    )  # fmt: skip
