"""Scores from a file: looked at first, kept after a yes."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.waves.forms.scores import ConfirmForm, FileForm, NewWaveForm
from jsp.blueprints.waves.routes.room import PLACE, Page, blueprint
from jsp.blueprints.waves.service import scores as service
from jsp.blueprints.waves.service.scores import NewWave
from jsp.blueprints.waves.service.waves import Wave, get_wave
from jsp.downloads import as_file
from jsp.extensions import db, language
from jsp.rules.roles import Permission
from jsp.rules.table_file import write_table
from jsp.rules.wave import KINDS
from jsp.rules.wave_file import empty_table, missing_scales
from jsp.rules.wave_rows import WaveRow


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.KEEP_WAVES, reads=True)
def new_wave() -> Page:
    """Say what was measured, and see what would be kept; nothing is stored yet."""
    form, confirm, rows = NewWaveForm(data=_meant()), ConfirmForm(formdata=None), list[WaveRow]()

    def look() -> None:
        service.check_new(form.wave())
        table = form.table()
        rows.extend(service.preview(table, form.wave().kind))
        confirm.carry(table, form.wave())
        confirm.renew()

    if form.validate_on_submit() and form.attempt(look):
        return _preview(rows, confirm, form.wave())
    return render_template("waves/new.html", form=form), form.status


@blueprint.post("/add")
@requires(Permission.KEEP_WAVES)
def add_wave() -> Page:
    """Keep the new wave as it was shown; the rows are looked at again."""
    form, rows, waves = ConfirmForm(), list[WaveRow](), list[NewWave]()

    def keep() -> int | None:
        new, table = form.new_wave()
        waves.append(new)
        rows.extend(service.preview(table, new.kind))
        service.check_units(rows, new.kind, is_confirmed=form.new_units.data)
        made = service.add_wave(new, rows, key=form.key, by=current_user)
        return made.id if made else None

    if form.validate_on_submit() and form.attempt(keep):
        db.session.commit()
        form.say(gettext("Kept as a draft. Only who keeps measurements sees it, until you release it."))
        return redirect(url_for(".wave", id=form.done) if form.done else url_for(".show"), 303)
    if rows:
        return _preview(rows, form, waves[0]), 422
    flash(form.first_error or gettext("Choose the file again."))
    return redirect(url_for(".new_wave"), 303)


@blueprint.route(f"{PLACE}/scores", methods=["GET", "POST"])
@requires(Permission.KEEP_WAVES, reads=True)
def import_scores(id: int) -> Page:
    """Other scores for a draft: see what would be kept."""
    wave, form = get_wave(current_user, id), FileForm()
    confirm, rows = ConfirmForm(formdata=None), list[WaveRow]()

    def look() -> None:
        table = form.table()
        rows.extend(service.preview(table, wave.kind))
        confirm.carry(table, id)
        confirm.seen.data = service.mark(wave.row)
        confirm.renew()

    if form.validate_on_submit() and form.attempt(look):
        return _preview(rows, confirm, wave)
    return render_template("waves/import.html", form=form, wave=wave), form.status


@blueprint.post(f"{PLACE}/scores/replace")
@requires(Permission.KEEP_WAVES)
def replace_scores(id: int) -> Page:
    """Keep the scores as they were shown, in the place of those that were there."""
    wave, form, rows = get_wave(current_user, id), ConfirmForm(), list[WaveRow]()

    def keep() -> None:
        rows.extend(service.preview(form.table_for(id), wave.kind))
        service.check_units(rows, wave.kind, is_confirmed=form.new_units.data)
        service.replace(wave, rows, seen=form.seen.data or "", key=form.key)

    if form.validate_on_submit() and form.attempt(keep):
        db.session.commit()
        form.say(gettext("The scores were replaced."))
        return redirect(url_for(".wave", id=id), 303)
    db.session.rollback()
    if form.new_units.errors:
        return _preview(rows, form, wave), 422
    flash(form.first_error or gettext("Choose the file again."))
    return redirect(url_for(".import_scores", id=id), 303)


@blueprint.get("/empty/<code>.csv")
@requires(Permission.KEEP_WAVES)
def empty_file(code: str) -> Response:
    """A file with the headings, the scales, and nothing filled in."""
    if code not in KINDS:
        abort(404)
    return as_file(write_table(empty_table(KINDS[code], language())), f"{code}.csv")


def _meant() -> dict[str, object]:
    """What the link that led here was about, or what was said before the file was looked at."""
    said = request.args
    return {"kind": said.get("of"), "year": said.get("year", type=int), "rights_settled": "rights" in said}


def _preview(rows: list[WaveRow], form: ConfirmForm, about: NewWave | Wave) -> str:
    missing = missing_scales([score for row in rows for score in row.scores], about.kind)
    new = service.unknown_units(rows, about.kind)
    return render_template("waves/preview.html", rows=rows, form=form, about=about, missing=missing, new_units=new)
