"""Addresses of the start page."""

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.today import service
from jsp.blueprints.today.forms import PresenceForm
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.days import day_or_none
from jsp.forms.desk import UndoForm, VisitForm, desk_form, take_saved
from jsp.forms.way_back import own_path
from jsp.models import caseload, members, rota
from jsp.models.lesson_waiting import lessons_waiting_for
from jsp.models.people_changes import count_to_decide
from jsp.models.person_requests import open_requests
from jsp.models.proposals_told import proposals_told
from jsp.models.reference import get_reference
from jsp.models.waiting import waiting_for
from jsp.rules.retention import answer_by
from jsp.rules.roles import Permission

blueprint = Blueprint("today", __name__, url_prefix="/today")


@blueprint.get("/")
@requires(Permission.SEE_TODAY)
def show() -> str:
    """My site and opening, who is here, the desk, what waits for me."""
    now = clock.local_now()
    desk = service.desk_for(current_user, now, code=request.args.get("site"))
    if desk is not None and current_user.may(Permission.LOG_CONTACTS):
        return _worker_page(desk, now)
    own = service.find_own(desk.opening, current_user) if desk else None
    desks = rota.desks(current_user.open_sites, now)
    more = {"today": now.date(), "presence": PresenceForm(), "act_form": OnceForm()}
    more |= service.overview(current_user, now) | {"answer_by": answer_by} | {"turns": waiting_for(current_user, now)}
    more |= {"lessons": lessons_waiting_for(current_user, now), "proposals": proposals_told(current_user, now.date())}
    more |= service.referrals(current_user, now.date(), service.own_opening(desk, current_user))
    more |= {"to_decide": count_to_decide(current_user)}
    more |= service.opened(current_user) | {"installation": service.find_installation(current_user)}
    return render_template("today/visitor.html", desk=desk, own=own, desks=desks, **more)


@blueprint.post("/here")
@requires(Permission.BE_PRESENT)
def here() -> Response:
    """*Ik ben er*."""
    return _presence(is_here=True)


@blueprint.post("/away")
@requires(Permission.BE_PRESENT)
def away() -> Response:
    """Not here after all."""
    return _presence(is_here=False)


@blueprint.get("/hidden")
@requires(Permission.SEE_TODAY)
def hidden() -> str:
    """An empty screen for when somebody sits down; from it the way back to where it was hidden."""
    back = own_path(request.args.get("back"), url_for(".show"))
    return render_template("today/hidden.html", back=back)


def _worker_page(desk: rota.Desk, now: datetime) -> str:
    saved, own = take_saved(), service.find_own(desk.opening, current_user)
    on, channel = day_or_none(request.args.get("on")), request.args.get("channel")
    return render_template(
        "today/show.html",
        desk=desk,
        own=own,
        today=now.date(),
        presence=PresenceForm(),
        form=desk_form(current_user, desk.site, on=on, channel=channel),
        visit=VisitForm(site=desk.site.code),
        back=service.find_return(current_user, saved[0], now.date()) if saved else None,
        undo=UndoForm(token=saved[1]) if saved else None,
        reference=get_reference(),
        **service.opened(current_user),
        asked=open_requests(current_user),
        to_decide=count_to_decide(current_user),
        answer_by=answer_by,
        next_turn=None if own and desk.is_today else members.next_turn(current_user, now),
        act_form=OnceForm(),
        **service.waiting(current_user, now, service.own_opening(desk, current_user)),
    )


def _presence(*, is_here: bool) -> Response:
    form = PresenceForm()
    site = caseload.get_site(current_user, form.site.data or "")
    back = url_for(".show", site=site.code)  # before the commit, after which the site would be read anew
    if form.validate_on_submit():
        service.set_presence(current_user, site, clock.local_now(), is_here=is_here)
        db.session.commit()
    return redirect(back, 303)
