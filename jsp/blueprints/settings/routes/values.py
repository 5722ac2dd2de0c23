"""Numbers, texts and switches."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.settings.forms.values import form_for
from jsp.blueprints.settings.routes.room import blueprint
from jsp.blueprints.settings.service import lists
from jsp.blueprints.settings.service import values as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.rules.roles import Permission
from jsp.rules.settings import as_text

Page = str | Response | tuple[str, int]


@blueprint.get("/values/")
@requires(Permission.SET_UP)
def values() -> str:
    """All settings; changed ones stand out."""
    return render_template("settings/values.html", groups=service.list_groups(), as_text=as_text)


@blueprint.route("/values/<key>", methods=["GET", "POST"])
@requires(Permission.SET_UP)
def value(key: str) -> Page:
    """One setting with its default, its bounds, why it is there, and who changed it."""
    held = service.get_held(key)
    form = form_for(held.definition)
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_value(held, form.value.data, seen=form.seen.data or "", key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Changed."))
        return redirect(url_for(".values", _anchor=key), 303)
    if not form.is_submitted():
        form.show(held.value)
    form.seen.data = as_text(held.value)
    return render_template(
        "settings/value.html", held=held, form=form, as_text=as_text, may=service.may_change(held, current_user),
        changes=lists.list_changes(service.CODE, held.row_id), act_form=OnceForm(),
    ), form.status  # fmt: skip


@blueprint.post("/values/<key>/default")
@requires(Permission.SET_UP)
def default(key: str) -> Response:
    """Back to what it was made with."""
    held, form = service.get_held(key), OnceForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_value(held, None, seen=as_text(held.value), key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Back to the default."))
        return redirect(url_for(".values", _anchor=key), 303)
    flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".value", key=key), 303)
