"""Numbers, texts and switches; how long something is kept is for an administrator who proved who they are."""

from collections.abc import Callable
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.settings.forms.values import form_for
from jsp.blueprints.settings.routes.room import blueprint
from jsp.blueprints.settings.service import values as service
from jsp.blueprints.settings.service.ahead import find_bare
from jsp.blueprints.settings.service.values import Held
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.rules.roles import Permission
from jsp.rules.settings import as_text, unit_of
from jsp.verbs import ground_history
from jsp.verbs.retention import is_counted

Page = str | Response | tuple[str, int]
Verb = Callable[..., bool]
WORDS = {"as_text": as_text, "unit_of": unit_of}


@blueprint.get("/values/")
@requires(Permission.SET_UP)
def values() -> str:
    """All settings; changed ones stand out."""
    return render_template("settings/values.html", groups=service.list_groups(), **WORDS)


@blueprint.route("/values/<key>", methods=["GET", "POST"])
@requires(Permission.SET_UP)
def value(key: str) -> Page:
    """One setting with its default, its bounds, why it is there, and who changed it."""
    held = service.get_held(key)
    return _edit(held, service.change_value, may=not held.definition.guarded)


@blueprint.route("/retention/<key>", methods=["GET", "POST"])
@requires(Permission.CHANGE_RETENTION, fresh=True)
def retention(key: str) -> Page:
    """The same for how long something is kept."""
    held = service.get_retention(key)
    sure = request.form.get("sure", "")
    return _edit(held, partial(service.change_retention, sure=sure), may=True)


@blueprint.post("/values/<key>/default")
@requires(Permission.SET_UP)
def default(key: str) -> Response:
    """Back to what it was made with."""
    return _reset(service.get_held(key), service.change_value)


@blueprint.post("/retention/<key>/default")
@requires(Permission.CHANGE_RETENTION, fresh=True)
def retention_default(key: str) -> Response:
    """The same for how long something is kept."""
    return _reset(service.get_retention(key), service.change_retention)  # with no `sure`: where it erases, by its page


def _edit(held: Held, change: Verb, *, may: bool) -> Page:
    form = form_for(held.definition)
    if form.validate_on_submit() and form.attempt(
        lambda: change(
            held.definition, form.value.data, seen=form.seen.data or "", key=form.key, by=current_user, ground=form.why
        )
    ):
        db.session.commit()
        form.say(gettext("Changed.") if form.done else gettext("Nothing was changed."))
        return redirect(url_for(".values", _anchor=held.definition.key), 303)
    if not form.is_submitted():
        form.show(held.value, held.ground)
    if not form.is_submitted() or form.seen.errors:
        form.seen.data = held.seen
    outcome = service.foresee(held.definition, form.value.data) if form.sure.errors else None
    form.sure.data = service.told_by(outcome)
    return render_template(
        "settings/value.html", held=held, form=form, may=may, outcome=outcome, **WORDS,
        bare=find_bare(held.definition) if may else None,
        act_form=OnceForm(), is_counted=is_counted(held.definition.key),
        changes=ground_history.list_changes(service.CODE, held.row_id),
    ), form.status  # fmt: skip


def _reset(held: Held, change: Verb) -> Response:
    form = OnceForm()
    if form.validate_on_submit() and form.attempt(
        lambda: change(held.definition, None, seen=None, key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Back to the default."))
    else:
        flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".values", _anchor=held.definition.key), 303)
