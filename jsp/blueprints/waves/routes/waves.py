"""Waves: the list, one of them, the years beside each other, and what becomes of them."""

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.waves.forms.waves import WaveForm
from jsp.blueprints.waves.routes.room import PLACE, Page, blueprint
from jsp.blueprints.waves.service import waves as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.wave import KINDS, WaveState
from jsp.rules.wave_figures import trends


@blueprint.get("/")
@requires(Permission.SEE_WAVES)
def show() -> str:
    """All that this person may see."""
    return render_template("waves/waves.html", waves=service.list_waves(current_user))


@blueprint.get(PLACE)
@requires(Permission.SEE_WAVES)
def wave(id: int) -> str:
    """One of them, in drawings and in figures."""
    found = service.get_wave(current_user, id)
    others = len(service.list_waves(current_user, found.kind)) - 1
    return render_template("waves/wave.html", wave=found, others=others, form=OnceForm())


@blueprint.get("/years/<code>")
@requires(Permission.SEE_WAVES)
def years(code: str) -> str:
    """All years of one kind beside each other, scale by scale."""
    waves = service.list_waves(current_user, KINDS[code]) if code in KINDS else []
    if not waves:
        raise NotFoundError(code)
    beside = trends({each.row.year: each.scores for each in waves})
    return render_template("waves/years.html", kind=KINDS[code], waves=waves[::-1], trends=beside)


@blueprint.route(f"{PLACE}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_WAVES)
def edit_wave(id: int) -> Page:
    """Whether its rights are settled, and what a reader has to know."""
    found = service.get_wave(current_user, id)
    form = WaveForm(obj=found.row)
    if form.validate_on_submit() and form.attempt(
        lambda: service.change(found, rights_settled=form.rights_settled.data, note=form.note.data, key=form.key)
    ):
        db.session.commit()
        form.say(gettext("Saved."))
        return redirect(url_for(".wave", id=id), 303)
    return render_template("waves/edit.html", wave=found, form=form), form.status


@blueprint.post(f"{PLACE}/release")
@requires(Permission.KEEP_WAVES)
def release(id: int) -> Response:
    """Let others see it."""
    return _moved(id, WaveState.RELEASED, gettext("Released: colleagues and schools can read it."))


@blueprint.post(f"{PLACE}/withdraw")
@requires(Permission.KEEP_WAVES)
def withdraw(id: int) -> Response:
    """Let nobody else see it any more."""
    return _moved(id, WaveState.DRAFT, gettext("It is a draft again: nobody else sees it."))


@blueprint.get(f"{PLACE}/delete")
@requires(Permission.KEEP_WAVES)
def ask_delete(id: int) -> str:
    """Sure? What goes is gone."""
    return render_template("waves/delete.html", wave=service.get_wave(current_user, id), form=OnceForm())


@blueprint.post(f"{PLACE}/delete")
@requires(Permission.KEEP_WAVES)
def delete(id: int) -> Response:
    """Take a draft away."""
    found = service.get_wave(current_user, id)
    return once(lambda key: service.delete(found, key=key), gettext("Deleted."), url_for(".show"))


def _moved(id: int, to: WaveState, done: str) -> Response:
    found = service.get_wave(current_user, id)
    return once(lambda key: service.move(found, to, key=key), done, url_for(".wave", id=id))
