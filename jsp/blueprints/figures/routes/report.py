"""The report of a school year."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.blueprints.figures.forms.report import ReportForm, warning
from jsp.blueprints.figures.routes.room import Page, blueprint
from jsp.blueprints.figures.service import report as service
from jsp.blueprints.figures.service import report_words
from jsp.extensions import db
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.talk import Point
from jsp.rules.year_report import MOST_WORDS
from jsp.words.talk_terms import POINTS


@blueprint.get("/report")
@requires(Permission.SEE_RELEASED)
def report() -> Page:
    """All of it, of one site and one year."""
    asked = service.choose(current_user, request.args.get("site"), request.args.get("year"))
    if asked is None:
        return render_template("figures/report_none.html")
    return render_template(
        "figures/report.html", asked=asked, report=service.read(current_user, asked), today=clock.today(),
        all_points=list(Point), point_words=POINTS,
    )  # fmt: skip


@blueprint.route("/report/write", methods=["GET", "POST"])
@requires(Permission.KEEP_TRENDS)
def write_report() -> Page:
    """What the coordinator adds to it."""
    asked = service.choose(current_user, request.args.get("site"), request.args.get("year"))
    if asked is None:
        raise NotFoundError("site")
    site, year, form = asked.site, asked.year, ReportForm()
    if form.validate_on_submit() and form.attempt(
        lambda: report_words.write(site, year, form.draft(), by=current_user, seen=form.saw, key=form.key)
    ):
        db.session.commit()
        form.say(gettext("Saved. It stands in the report."))
        if said := warning(form.told.data, known=site.name):
            flash(said)
        return redirect(url_for(".report", site=site.code, year=year), 303)
    words = report_words.find_words(site, year)
    form.show(words)
    return render_template(
        "figures/report_write.html", asked=asked, form=form, words=words, most=MOST_WORDS
    ), form.status
