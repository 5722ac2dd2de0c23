"""How referrals go, in figures."""

from flask import render_template, request

from jsp import clock
from jsp.access import requires
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import figures as service
from jsp.rules.referral_figures import made_on
from jsp.rules.roles import Permission


@blueprint.get("/figures")
@requires(Permission.SEE_REFERRAL_FIGURES)
def figures() -> Page:
    """Whether loops close, and how long it takes: of closed times, and only where there is enough."""
    found = service.find_figures(request.args.get("half"))
    return render_template("referrals/figures.html", figures=found, next_on=made_on(clock.today()))
