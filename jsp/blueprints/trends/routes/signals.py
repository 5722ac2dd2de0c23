"""What came up more than usual."""

from uuid import UUID

from flask import render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.trends.routes.room import blueprint
from jsp.blueprints.trends.service import signals as service
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models import caseload
from jsp.models.theme_signals import SignalState
from jsp.rules import signals as rule
from jsp.rules.roles import Permission
from jsp.words import signal_terms

WAYS = ",".join(SignalState)


@blueprint.get("/signals")
@requires(Permission.SEE_TEAM_TRENDS)
def signals() -> str:
    """What came up more than usual, at all own sites or at one of them."""
    code = request.args.get("site")
    site = caseload.get_site(current_user, code) if code else None
    found = service.list_signals(current_user, site, clock.today())
    return render_template(
        "trends/signals.html", signals=found, site=site, words=signal_terms, rule=rule, act_form=OnceForm()
    )


@blueprint.post(f"/signals/<uuid:id>/<any({WAYS}):state>")
@requires(Permission.SEE_TEAM_TRENDS)
def settle_signal(id: UUID, state: str) -> Response:
    """What the team makes of it, with one tap, and with another tap otherwise."""
    found, seen = service.get_signal(current_user, id), request.args.get("seen", "")
    back = url_for(".signals", site=request.args.get("site"), _anchor=f"signal-{id}")
    return once(lambda _key: service.settle(found, SignalState(state), seen=seen, by=current_user), "", back)
