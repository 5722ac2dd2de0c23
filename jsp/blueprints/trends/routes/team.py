"""What the team sees of its own work."""

from flask import Response, render_template, request
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.blueprints.trends.forms.team import wished
from jsp.blueprints.trends.routes.room import blueprint
from jsp.blueprints.trends.service import team as service
from jsp.blueprints.trends.service.team_wish import frame, list_sites
from jsp.rules import trend_table
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.table_file import write_sheets, write_table
from jsp.rules.tally import Grain
from jsp.words import trend_terms

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/")
@requires(Permission.SEE_TEAM_TRENDS)
def show() -> str:
    """Themes over time at the sites of who looks, exact and as it stands now."""
    now = clock.local_now()
    wanted = frame(current_user, wished(request.args), now)
    if wanted is None:
        return render_template("trends/team_nothing.html")
    return render_template(
        "trends/team.html", found=service.find(wanted), frame=wanted, sites=list_sites(current_user),
        words=trend_terms, grains=Grain, asked=wanted.as_asked(), most_sites=trend_table.MOST_SITES,
        year_names=trend_terms.years(now.date()), theme_names=trend_terms.theme_choices(),
    )  # fmt: skip


@blueprint.get("/table.<any(csv, xlsx):kind>")
@requires(Permission.SEE_TEAM_TRENDS)
def table(kind: str) -> Response:
    """The tables of the page as a file, with the same figures in it."""
    wanted = frame(current_user, wished(request.args), clock.local_now())
    if wanted is None:
        raise NotFoundError(kind)
    found = service.find(wanted)
    data = write_table(found.as_lines()) if kind == "csv" else write_sheets(found.as_sheets())
    where = wanted.site.code if wanted.site else wanted.several
    name = f"jsp-team-{where}-{wanted.year}.{kind}"
    return Response(data, mimetype="text/csv" if kind == "csv" else XLSX,
                    headers={"Content-Disposition": f'attachment; filename="{name}"'})  # fmt: skip
