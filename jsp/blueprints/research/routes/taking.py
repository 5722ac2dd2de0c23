"""What a researcher takes out."""

from flask import render_template

from jsp import clock
from jsp.access import requires
from jsp.blueprints.research.forms import ExportForm
from jsp.blueprints.research.routes.room import Page, blueprint
from jsp.blueprints.research.service import choices
from jsp.blueprints.research.service.export import ABOUT, export
from jsp.downloads import as_file
from jsp.extensions import db
from jsp.models.research_agreed import NOT_AGREED, is_agreed
from jsp.rules.roles import Permission
from jsp.rules.setting_list import BY_KEY


@blueprint.route("/", methods=["GET", "POST"])
@requires(Permission.EXPORT_RESEARCH)
def show() -> Page:
    """Choose, and take it out; that it was done is written down."""
    form = ExportForm()
    form.offer(choices.years(), choices.programmes())
    if form.validate_on_submit() and form.attempt(lambda: export(form.choice())):
        db.session.commit()
        return as_file(form.done, f"jsp-{clock.local_now():%Y-%m-%d-%H%M%S}.zip")
    return render_template(
        "research/show.html",
        form=form,
        is_agreed=is_agreed(),
        about=ABOUT,
        not_agreed=NOT_AGREED,
        setting_label=BY_KEY["research_export"].label,
    ), form.status
