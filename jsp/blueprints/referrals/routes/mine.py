"""My referrals: what waits, what has ended, and finding one again."""

from datetime import date
from uuid import UUID

from flask import render_template, request
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.blueprints.referrals.forms.finding import FindForm
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import mine
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.referral_rows import running_paths, tasks_of
from jsp.rules.roles import Permission
from jsp.words import referral_terms as words


@blueprint.get("/")
@requires(Permission.REFER)
def show() -> Page:
    """The open ones, what waits longest first; below them those that ended."""
    closed, last = mine.closed_ones(current_user, _place(request.args.get("before")))
    today, open_ones, left = clock.today(), mine.open_ones(current_user), mine.left_ones(current_user)
    tasks = tasks_of(current_user, today)
    of_team = mine.shared_with_team(current_user, besides=[each.row.id for each in left])
    busy = [*(each.referral_id for each in tasks), *mine.without_code(open_ones)]
    return render_template(
        "referrals/mine.html", open=open_ones, busy=busy, tasks=tasks, closed=closed, last=last, left=left,
        of_team=of_team, paths=running_paths(current_user), form=FindForm(), once=OnceForm(), today=today, words=words,
    )  # fmt: skip


@blueprint.post("/find")
@requires(Permission.REFER, audited=True)
def find() -> Page:
    """Those of my own with this name on the card; that I looked is kept."""
    form = FindForm()
    found = mine.find_by_name(current_user, form.name.data) if form.validate_on_submit() else None
    form.name.data = ""
    busy = mine.without_code(found or [])
    page = render_template("referrals/found.html", form=form, found=found, busy=busy, today=clock.today(), words=words)
    db.session.commit()
    return page, 200 if found is not None else 422


def _place(text: str | None) -> mine.Place | None:
    day, _between, id = (text or "").partition("_")
    try:
        return date.fromisoformat(day), UUID(id)
    except ValueError:
        return None
