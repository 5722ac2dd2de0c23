"""What the team sees of its own work."""

from flask import render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.trends.forms.team import wished
from jsp.blueprints.trends.routes.room import blueprint
from jsp.blueprints.trends.service import team as service
from jsp.blueprints.trends.service.team_wish import Frame, frame, list_sites
from jsp.downloads import as_file
from jsp.rules import school_year, trend_table
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.table_file import write_sheets, write_table
from jsp.words import trend_terms


@blueprint.get("/")
@requires(Permission.SEE_TEAM_TRENDS)
def show() -> str:
    """Themes over time at the sites of who looks, exact and as it stands now."""
    wanted = frame(current_user, wished(request.args), clock.local_now())
    return _page("trends/team.html", wanted, wanted and service.find(wanted))


@blueprint.get("/year")
@requires(Permission.SEE_TEAM_TRENDS)
def year() -> str:
    """Of a whole school year: what was referred, what is new, and what nobody in the rota knew about."""
    wanted = frame(current_user, wished(request.args), clock.local_now())
    return _page("trends/team_year.html", wanted, wanted and service.find_year(wanted))


@blueprint.get("/<any(table, year):what>.<any(csv, xlsx):kind>")
@requires(Permission.SEE_TEAM_TRENDS)
def table(what: str, kind: str) -> Response:
    """The tables of a page as a file, with the same figures in it."""
    wanted = frame(current_user, wished(request.args), clock.local_now())
    if wanted is None:
        raise NotFoundError(kind)
    found = service.find(wanted) if what == "table" else service.find_year(wanted)
    data = write_table(service.as_lines(found)) if kind == "csv" else write_sheets(service.as_sheets(found))
    where = wanted.site.code if wanted.site else wanted.several
    return as_file(data, f"jsp-team-{where}-{wanted.year}.{kind}")


def _page(template: str, wanted: Frame | None, found: object) -> str:
    if wanted is None:
        return render_template("trends/team_nothing.html")
    return render_template(
        template, found=found, frame=wanted, sites=list_sites(current_user), words=trend_terms,
        asked=wanted.as_asked(), most_sites=trend_table.MOST_SITES, theme_names=trend_terms.theme_choices(),
        year_names=trend_terms.years(wanted.now.date()), year_name=school_year.name(wanted.days[0]),
    )  # fmt: skip
