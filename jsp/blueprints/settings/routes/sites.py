"""What only one list has."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.settings.forms.words import LABELS, LANGUAGES, WordsForm
from jsp.blueprints.settings.routes.room import blueprint
from jsp.blueprints.settings.service import lists
from jsp.blueprints.settings.service import sites as service
from jsp.blueprints.settings.service.kinds import get_kind
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.rules.roles import Permission


@blueprint.route("/sites/<int(max=2147483647):id>/words", methods=["GET", "POST"])
@requires(Permission.SET_UP)
def words(id: int) -> str | Response | tuple[str, int]:
    """The words that this school uses."""
    site, form = lists.get_row(get_kind("sites"), id), WordsForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_words(site, form.words, seen=form.seen.data or "", key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Changed."))
        return redirect(url_for(".show", code="sites", id=id), 303)
    if not form.is_submitted():
        form.show(site.words)
    if not form.is_submitted() or form.seen.errors:
        form.seen.data = service.mark_words(site)
    codes = [code for code, _label in LANGUAGES]
    return render_template("settings/words.html", site=site, form=form, labels=LABELS, codes=codes), form.status


@blueprint.post("/lines/<int(max=2147483647):id>/checked")
@requires(Permission.SET_UP)
def checked(id: int) -> Response:
    """Somebody checked this number today."""
    line, form = lists.get_row(get_kind("lines"), id), OnceForm()
    if form.validate_on_submit():
        service.check_line(line, key=form.key, by=current_user)
        db.session.commit()
        flash(gettext("Thank you. It stands as checked today."))
    return redirect(url_for(".show", code="lines", id=id), 303)
