"""Themes at a school: the page of its care coordinator."""

from flask import render_template, request
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.figures.routes.room import blueprint
from jsp.blueprints.figures.service import around, school
from jsp.downloads import as_file
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.table_file import write_sheets, write_table
from jsp.words import release_terms


@blueprint.get("/")
@requires(Permission.SEE_RELEASED)
def show() -> str:
    """What was released of one school, and how its lessons, class requests and agreements stand."""
    site = school.choose_site(current_user, request.args.get("site"))
    if site is None:
        return render_template("figures/no_school.html")
    now = clock.local_now()
    return render_template(
        "figures/school.html", found=school.read_school(site, request.args.get("year"), now.date()), site=site,
        sites=school.list_sites(current_user), around=around.read_around(current_user, site, now), words=release_terms,
    )  # fmt: skip


@blueprint.get("/table.<any(csv, xlsx):kind>")
@requires(Permission.SEE_RELEASED)
def table(kind: str) -> Response:
    """The table of the page as a file, with the same figures in it."""
    site = school.choose_site(current_user, request.args.get("site"))
    found = school.read_school(site, request.args.get("year"), clock.today()) if site else None
    if found is None or found.table is None:
        raise NotFoundError(kind)
    rows = found.as_rows(found.table)
    widths = [max(len(str(row[0])) for row in found.table.as_rows()), *(len(str(name)) for name in rows[0][1:])]
    data = write_table(rows) if kind == "csv" else write_sheets({gettext("Themes"): rows}, [n + 2 for n in widths])
    return as_file(data, f"jsp-{found.site.code}-{found.table.last.period.ends}.{kind}")
