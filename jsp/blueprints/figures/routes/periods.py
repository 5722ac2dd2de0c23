"""How long the periods are."""

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.figures.forms.periods import LENGTHS, LengthForm
from jsp.blueprints.figures.routes.room import Page, blueprint
from jsp.blueprints.figures.service import periods as service
from jsp.extensions import db
from jsp.rules import school_year
from jsp.rules.roles import Permission
from jsp.words.days import full_date
from jsp.words.release_terms import period_name

WORDS = {"lengths": LENGTHS, "full_date": full_date, "period_name": period_name, "year_name": school_year.name}


@blueprint.get("/periods")
@requires(Permission.KEEP_TRENDS)
def periods() -> str:
    """What holds at the own sites, and from when."""
    return render_template("figures/periods.html", plans=service.list_plans(current_user), **WORDS)


@blueprint.route("/periods/<code>", methods=["GET", "POST"])
@requires(Permission.KEEP_TRENDS)
def choose_length(code: str) -> Page:
    """Choose for one site, for the school year that comes."""
    plan, form = service.get_plan(current_user, code), LengthForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.choose_length(
            plan.site, form.length.data, year=form.year.data, seen=form.saw, key=form.key, by=current_user
        )
    ):
        db.session.commit()
        form.say(gettext("Changed.") if form.done else gettext("Nothing was changed."))
        return redirect(url_for(".periods"), 303)
    form.show(plan.then, year=plan.year)
    changes = service.list_changes(plan.site)
    return render_template("figures/period.html", plan=plan, form=form, changes=changes, **WORDS), form.status
