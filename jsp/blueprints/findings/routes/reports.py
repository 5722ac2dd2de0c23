"""One page for a talk, one for all talks about a programme, and what a meeting can be about."""

from datetime import date
from uuid import UUID

from flask import render_template, request
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.findings.routes.room import blueprint, key
from jsp.blueprints.findings.service import reports as service
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_group
from jsp.models.programme_versions import get_version
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
    version, asked = get_version(code), request.args.get("from", type=int)
    year = asked if asked in YEARS else None
    since = date(year, 1, 1) if year else date.min
    audit.record(Action.READ, "programme", version.programme_id)
    page = render_template(
        "findings/report_of_programme.html", version=version, year=year,
        report=service.report_of_programme(current_user, version.programme, since), today=clock.today(),
        years=dict(service.programmes_talked_about(current_user)).get(version.programme, []),
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.get("/agenda")
@requires(Permission.HOLD_TALKS)
def agenda() -> str:
    """What a meeting at school can be about: what is shared and still open; for the sites of a talk that is named."""
    named = key(request.args.get("talk"))
    talk = get_group(current_user, named) if named else None
    sites = [site.id for site in (talk.sites if talk else current_user.sites)]
    return render_template(
        "findings/agenda.html", talk=talk, findings=service.agenda(current_user, sites or None), today=clock.today()
    )  # fmt: skip
