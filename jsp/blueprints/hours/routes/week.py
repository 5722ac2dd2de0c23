"""The week: who sits where, and one tap on a name."""

from datetime import timedelta
from uuid import UUID

from flask import render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.hours.forms.patterns import SeatForm
from jsp.blueprints.hours.routes.room import blueprint
from jsp.blueprints.hours.service import cover, openings, rota
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.forms.days import day_or_none
from jsp.models import lesson_calendar
from jsp.models.members import find_member
from jsp.models.referral_rows import meetings_at
from jsp.models.rota import get_opening
from jsp.models.team import Opening
from jsp.models.waiting import waiting_for
from jsp.rules import school_year
from jsp.rules.roles import Permission

WEEK = timedelta(days=7)


@blueprint.get("/hours/")
@requires(Permission.SEE_ROTA)
def week() -> str:
    """Every opening of the week at the own sites, and who is there."""
    now, me = clock.local_now(), find_member(current_user)
    monday, sunday = school_year.week(day_or_none(request.args.get("week")) or now.date())
    return render_template(
        "hours/week.html", monday=monday, before=monday - WEEK, after=monday + WEEK, today=now.date(),
        sites=rota.week_of(current_user.open_sites, monday), staffing=rota.staffing_of, form=OnceForm(),
        me=me, waiting=waiting_for(current_user, now), now=now,
        lessons=lesson_calendar.sessions_of_member(me.id, monday, sunday) if me else [],
    )  # fmt: skip


@blueprint.get("/hours/openings/<int(max=2147483647):id>")
@requires(Permission.SEE_ROTA)
def opening(id: int) -> str:
    """One opening: who sits there, who could, what can be done about it."""
    found = get_opening(current_user, id)
    form = SeatForm()
    form.seen.data = openings.mark(found)
    return render_template(
        "hours/opening.html", opening=found, candidates=rota.candidates(found), form=form, staffing=rota.staffing_of,
        me=find_member(current_user), is_over=found.slot.is_over(clock.local_now()), act_form=OnceForm(),
        covers=cover.covers_of(found), meetings=meetings_at(found),
    )  # fmt: skip


@blueprint.post("/hours/openings/<int(max=2147483647):id>/seat")
@requires(Permission.PLAN_HOURS)
def seat(id: int) -> Response:
    """Let somebody sit there."""
    return _crew(get_opening(current_user, id), is_coming=True)


@blueprint.post("/hours/openings/<int(max=2147483647):id>/unseat")
@requires(Permission.PLAN_HOURS)
def unseat(id: int) -> Response:
    """Take somebody off."""
    return _crew(get_opening(current_user, id), is_coming=False)


def _crew(found: Opening, *, is_coming: bool) -> Response:
    form, change = SeatForm(), rota.seat_member if is_coming else rota.unseat_member

    def act(key: UUID) -> None:
        change(found, int(form.member.data), seen=form.seen.data or "", key=key, by=current_user)

    return once(act, "", url_for(".opening", id=found.id), form=form)
