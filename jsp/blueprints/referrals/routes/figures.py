"""How referrals go, in figures."""

from flask import render_template

from jsp import clock
from jsp.access import requires
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import figures as service
from jsp.rules.roles import Permission


@blueprint.get("/figures")
@requires(Permission.SEE_REFERRAL_FIGURES)
def figures() -> Page:
    """Whether loops close, and how long it takes: of closed times, and only where there is enough."""
    return render_template("referrals/figures.html", figures=service.figures(clock.today()))
