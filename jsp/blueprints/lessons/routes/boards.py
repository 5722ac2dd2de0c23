"""Boards: how all classes of a school stand, and the own week."""

from datetime import timedelta

from flask import render_template, request
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.blueprints.lessons.routes.room import blueprint
from jsp.blueprints.lessons.service import boards, week
from jsp.forms.days import day_or_none
from jsp.rules import school_year
from jsp.rules.roles import Permission
from jsp.rules.series_plan import suggests_start

WEEK = timedelta(weeks=1)


@blueprint.get("/lessons/board")
@requires(Permission.SEE_LESSON_BOARD)
def board() -> str:
    """Per school: every class with its dots, what dropped out and why, which classes have no series."""
    years = boards.list_years()
    year = boards.choose_year(years, request.args.get("year", type=int))
    found = boards.read_boards(current_user, year) if year is not None else []
    today = clock.today()
    return render_template(
        "lessons/board.html", years=years, year=year, boards=found, starts_well=suggests_start(today.month),
        with_results=boards.with_results(current_user, found),
        may_begin=year is not None and today <= year.ends_on and current_user.may(Permission.PLAN_LESSONS),
    )  # fmt: skip


@blueprint.get("/lessons/week")
@requires(Permission.PLAN_LESSONS)
def own_week() -> str:
    """My lessons and openings, day by day."""
    today = clock.today()
    monday = school_year.week(day_or_none(request.args.get("week")) or today)[0]
    return render_template(
        "lessons/week.html", monday=monday, before=monday - WEEK, after=monday + WEEK, today=today,
        days=week.week_of(current_user, monday), together=week.given_together(current_user),
    )  # fmt: skip
