"""Which questionnaire is asked after the lessons of a programme."""

from flask import redirect, render_template, url_for
from flask_babel import gettext

from jsp.access import requires
from jsp.blueprints.questionnaires.forms.choosing import UseForm
from jsp.blueprints.questionnaires.routes.room import Page, blueprint
from jsp.blueprints.questionnaires.service import uses
from jsp.extensions import db, language
from jsp.models import programme_versions
from jsp.rules.roles import Permission
from jsp.verbs import library
from jsp.verbs.asked import QUESTIONNAIRES, code_after


@blueprint.route("/programmes/<code>", methods=["GET", "POST"])
@requires(Permission.KEEP_QUESTIONNAIRES)
def choose(code: str) -> Page:
    """Choose it."""
    version, form = programme_versions.get_version(code), UseForm()
    programme = version.programme
    form.offer(library.newest_versions(QUESTIONNAIRES, is_archived=False), code_after(programme.id), language())
    if form.validate_on_submit() and form.attempt(lambda: uses.choose(
        programme, form.code.data, seen=form.seen.data or "", key=form.key
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved. It is asked from the next lesson on."))
        return redirect(url_for(".show"), 303)
    form.see(code_after(programme.id))
    return render_template("questionnaires/choose.html", form=form, version=version), form.status
