"""The past from a spreadsheet: chosen, understood, looked at, and said yes to; and taken back as a whole."""

from uuid import UUID

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import format_decimal, gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.trends.forms.history import AddForm, ColumnsForm, FileForm, WordsForm
from jsp.blueprints.trends.routes.room import Page, blueprint
from jsp.blueprints.trends.service import history as service
from jsp.blueprints.trends.service import history_in, history_out
from jsp.downloads import as_file
from jsp.extensions import db, language
from jsp.forms import OnceForm
from jsp.rules import history_columns
from jsp.rules.history_columns import Choice, Lists
from jsp.rules.history_file import MOST_ROWS, Table
from jsp.rules.history_sample import sample
from jsp.rules.roles import Permission
from jsp.rules.table_file import write_table, write_workbook
from jsp.words import history_terms as words

MOST_BYTES = 16_000_000  # a workbook of 200,000 rows
WRITE = {"csv": write_table, "xlsx": write_workbook}


@blueprint.url_value_preprocessor
def let_long_files_in(endpoint: str | None, _values: object) -> None:
    """A table of years is longer than other forms; who has not signed in sends nothing longer than elsewhere."""
    if endpoint == "trends.new_history" and "sign_in" in session:
        request.max_content_length = MOST_BYTES


@blueprint.get("/history")
@requires(Permission.KEEP_TRENDS)
def history() -> str:
    """What came from spreadsheets."""
    return render_template("trends/history.html", imports=service.list_imports(current_user))


@blueprint.route("/history/new", methods=["GET", "POST"])
@requires(Permission.KEEP_TRENDS, reads=True)
def new_history() -> Page:
    """Choose a file, and see what its columns say; nothing is stored."""
    form, columns = FileForm(), ColumnsForm(formdata=None)
    form.offer(current_user.open_sites, request.args.get("site", ""))
    if form.validate_on_submit() and form.attempt(lambda: _take_along(form, columns, int(form.site.data))):
        columns.renew()
        return _columns_page(columns)
    return render_template("trends/history_file.html", form=form, most=MOST_ROWS), form.status


@blueprint.post("/history/columns")
@requires(Permission.KEEP_TRENDS, reads=True)
def choose_columns() -> Page:
    """Say what the columns say."""
    form, follow = ColumnsForm(), WordsForm(formdata=None)
    if not form.attempt(form.read):
        return _again(form)
    _offer_columns(form)
    if not (form.validate_on_submit() and form.attempt(form.choice)):
        return _columns_page(form)
    choice: Choice = form.done
    unknown = history_columns.unknown_words(form.table, choice.columns, _lists(form.site_id))
    if not unknown:
        return _preview(form.table, form.site_id, choice)
    if not form.attempt(lambda: follow.take_along(form.table, form.site_id, choice, unknown)):
        return _again(form)
    follow.renew()
    return _words_page(follow)


@blueprint.post("/history/words")
@requires(Permission.KEEP_TRENDS, reads=True)
def choose_words() -> Page:
    """Say what the words mean."""
    form = WordsForm()
    if not form.attempt(form.read):
        return _again(form)
    form.offer(service.get_site(current_user, form.site_id))
    if form.validate_on_submit():
        return _preview(form.table, form.site_id, form.choice())
    return _words_page(form)


@blueprint.post("/history/add")
@requires(Permission.KEEP_TRENDS, reads=True)
def add_history() -> Page:
    """Add them as they were shown: all of them or none."""
    form = AddForm()

    def add() -> int:
        site_id, rows = form.taken()
        seen, key = form.seen.data or "", form.key
        return history_in.add(current_user, site_id, rows, with_late=form.late.data, seen=seen, key=key)

    if attempt(form, add):
        db.session.commit()
        form.say(_added(form.done))
        return redirect(url_for(".history"), 303)
    return _again(form)


@blueprint.route("/history/<uuid:id>/take-back", methods=["GET", "POST"])
@requires(Permission.KEEP_TRENDS, reads=True)
def take_back_history(id: UUID) -> Page:
    """Let go of what came with one file, after a page that asks."""
    form, held = OnceForm(), service.get_import(current_user, id)
    if attempt(form, lambda: history_out.take_back(current_user, id, key=form.key)):
        db.session.commit()
        form.say(_taken_back(form.done))
        return redirect(url_for(".history"), 303)
    if form.is_submitted():
        return _again(form, ".history")
    return render_template("trends/history_back.html", form=form, held=held)


@blueprint.get('/history/sample.<any("csv", "xlsx"):kind>')
@requires(Permission.KEEP_TRENDS)
def sample_history(kind: str) -> Response:
    """A small invented table that can be brought in as it is."""
    return as_file(WRITE[kind](sample(language())), f"gesprekken-voorbeeld.{kind}")


def _take_along(form: FileForm, columns: ColumnsForm, site_id: int) -> None:
    columns.take_along(form.table(_lists(site_id)), site_id)


def _lists(site_id: int) -> Lists:
    return service.word_lists(service.get_site(current_user, site_id))


def _offer_columns(form: ColumnsForm) -> None:
    guessed = history_columns.guess(form.table, _lists(form.site_id))
    form.offer(service.get_site(current_user, form.site_id), guessed)


def _columns_page(form: ColumnsForm) -> Page:
    _offer_columns(form)
    return render_template("trends/history_columns.html", form=form, table=form.table), 422 if form.errors else 200


def _words_page(form: WordsForm) -> Page:
    site = service.get_site(current_user, form.site_id)
    form.offer(site)
    page = render_template("trends/history_words.html", form=form, site=site, words=words)
    return page, 422 if form.errors else 200


def _preview(table: Table, site_id: int, choice: Choice) -> Page:
    form = AddForm(formdata=None)
    if not form.attempt(lambda: history_in.find(table, choice, _lists(site_id))):
        return _again(form)
    found = form.done
    if not form.attempt(lambda: form.take_along(found.rows, site_id)):
        return _again(form)
    plan = history_in.plan(current_user, site_id, found.rows)
    form.seen.data = plan.mark
    form.renew()
    return render_template(
        "trends/history_preview.html", form=form, found=found, plan=plan, words=words, table=table,
    )  # fmt: skip


def _added(number: int) -> str:
    return str(ngettext(
        "%(number)s conversation was added.", "%(number)s conversations were added.", number,
        number=format_decimal(number),
    ))  # fmt: skip


def _taken_back(number: int) -> str:
    return str(ngettext(
        "%(number)s conversation was taken back.", "%(number)s conversations were taken back.", number,
        number=format_decimal(number),
    ))  # fmt: skip


def _again(form: OnceForm, endpoint: str = ".new_history") -> Response:
    db.session.rollback()
    flash(form.first_error or gettext("Choose the file again."))
    return redirect(url_for(endpoint), 303)
