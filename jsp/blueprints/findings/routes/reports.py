"""One page for a talk, one for all talks about a programme or a theme, and what a meeting can be about."""

from datetime import date
from uuid import UUID

from flask import render_template, request
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.findings.routes.room import blueprint, key
from jsp.blueprints.findings.service import about
from jsp.blueprints.findings.service import reports as service
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_group
from jsp.rules.roles import Permission

YEARS = range(2000, 2100)


@blueprint.get("/reports/<uuid:id>")
@requires(Permission.HOLD_TALKS, audited=True)
def report_of_talk(id: UUID) -> str:
    """What was found in a talk, on one page; it stays when the texts are erased."""
    group = get_group(current_user, id)
    audit.record(Action.READ, "talk", group.id)
    page = render_template(
        "findings/report.html", group=group, report=service.report_of_talk(current_user, group), today=clock.today(),
        holds=group.is_held_by(current_user),
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.get("/reports/programmes/<code>")
@requires(Permission.HOLD_TALKS, audited=True)
def report_of_programme(code: str) -> str:
    """The same of all talks about a programme, from the year that the address names (`from`)."""
    return _report_about(about.get_programme(code))


@blueprint.get("/reports/themes/<code>")
@requires(Permission.HOLD_TALKS, audited=True)
def report_of_theme(code: str) -> str:
    """The same of all talks about a theme."""
    return _report_about(about.get_theme(code))


@blueprint.get("/agenda")
@requires(Permission.HOLD_TALKS)
def agenda() -> str:
    """What a meeting at school can be about: what is shared and still open; for the sites of a talk that is named."""
    named = key(request.args.get("talk"))
    talk = get_group(current_user, named) if named else None
    sites = [site.id for site in (talk.sites if talk else current_user.sites)]
    return render_template(
        "findings/agenda.html", talk=talk, agenda=service.agenda(current_user, sites or None), today=clock.today()
    )  # fmt: skip


def _report_about(it: about.About) -> str:
    asked = request.args.get("from", type=int)
    year = asked if asked in YEARS else None
    audit.record(Action.READ, it.kind, it.id)
    page = render_template(
        "findings/report_about.html", topic=it, year=year, today=clock.today(),
        report=service.report_about(current_user, it, date(year, 1, 1) if year else date.min),
        years=about.years_of(current_user, it),
    )  # fmt: skip
    db.session.commit()
    return page
