"""Fixed hours."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.hours.forms.patterns import PatternForm
from jsp.blueprints.hours.routes.room import blueprint
from jsp.blueprints.hours.service import patterns as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.reference import get_reference
from jsp.models.rota import patterns_from
from jsp.rules.roles import Permission

Page = str | Response | tuple[str, int]
PLACE = "/hours/patterns/<int(max=2147483647):id>"


@blueprint.get("/hours/patterns")
@requires(Permission.PLAN_HOURS)
def patterns() -> str:
    """The fixed hours of the own sites, with what a usual week adds up to."""
    sites = current_user.open_sites
    found = patterns_from(clock.today(), site_ids=[site.id for site in sites])
    return render_template(
        "hours/patterns.html", sites=service.weeks(sites, found), form=OnceForm(),
        ended=request.args.get("ended", type=int),
    )  # fmt: skip


@blueprint.route("/hours/patterns/new", methods=["GET", "POST"])
@requires(Permission.PLAN_HOURS)
def new_pattern() -> Page:
    """Add fixed hours."""
    was_set_up, form = get_reference().is_set_up, PatternForm()
    form.offer(request.args.get("site"))
    if form.validate_on_submit() and form.attempt(lambda: service.make_pattern(form.draft(), by=current_user)):
        db.session.commit()
        form.say(gettext("Saved. The openings stand on the public page."))
        return redirect(url_for(".patterns") if was_set_up else url_for("settings.set_up"), 303)
    return render_template("hours/pattern.html", form=form, pattern=None), form.status


@blueprint.route(f"{PLACE}/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_HOURS)
def edit_pattern(id: int) -> Page:
    """Change fixed hours from today on."""
    pattern, form = service.get_pattern(current_user, id), PatternForm()
    form.offer()
    form.keep_to(pattern)
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_pattern(pattern, form.draft(), seen=form.seen.data or "", by=current_user)
    ):
        db.session.commit()
        form.say(" ".join([gettext("Changed, from today on."), *_fallen_out(form.done)]))
        return redirect(url_for(".patterns"), 303)
    if not form.is_submitted():
        form.show(pattern)
    if not form.is_submitted() or form.seen.errors:
        form.seen.data = service.mark(pattern)
    return render_template("hours/pattern.html", form=form, pattern=pattern), form.status


@blueprint.get(f"{PLACE}/end")
@requires(Permission.PLAN_HOURS)
def ask_end(id: int) -> str:
    """What goes with them, before they end."""
    pattern = service.get_pattern(current_user, id)
    count = service.count_to_come(pattern)
    return render_template("hours/end_pattern.html", pattern=pattern, count=count, form=OnceForm())


@blueprint.post(f"{PLACE}/end")
@requires(Permission.PLAN_HOURS)
def end_pattern(id: int) -> Response:
    """End them; the page that follows offers to undo it."""
    pattern, done = service.get_pattern(current_user, id), gettext("Ended. What has been stays.")
    back = url_for(".patterns", ended=id)
    return once(lambda key: service.end_pattern(pattern, key=key, by=current_user), done, back)


@blueprint.post(f"{PLACE}/restore")
@requires(Permission.PLAN_HOURS)
def restore_pattern(id: int) -> Response:
    """Undo the ending."""
    return once(lambda key: service.restore_pattern(id, key=key, by=current_user), gettext("They hold again."),
                url_for(".patterns"))  # fmt: skip


def _fallen_out(count: int) -> list[str]:
    """What the change took away, to notice a slip."""
    return [ngettext("%(num)d opening falls out.", "%(num)d openings fall out.", count)] if count else []
