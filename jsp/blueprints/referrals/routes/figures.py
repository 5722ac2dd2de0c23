"""How referrals go, in figures."""

from flask import render_template

from jsp.access import requires
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.rules.roles import Permission


@blueprint.get("/figures")
@requires(Permission.SEE_REFERRAL_FIGURES)
def figures() -> Page:
    """Whether loops close, and how long it takes: of closed months, and only where there are enough."""
    return render_template("referrals/figures.html")
