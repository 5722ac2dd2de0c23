"""The same screens for every list."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.settings.forms import words
from jsp.blueprints.settings.forms.lists import FORMS
from jsp.blueprints.settings.routes.room import blueprint
from jsp.blueprints.settings.service import lists as service
from jsp.blueprints.settings.service import sites
from jsp.blueprints.settings.service.kinds import KINDS, get_kind
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.reference import get_reference
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.verbs import ground_history, hindering

Page = str | Response | tuple[str, int]
LIST = f"any({','.join(FORMS)})"


@blueprint.get("/")
@requires(Permission.SET_UP)
def home() -> str:
    """All lists."""
    return render_template("settings/home.html", kinds=KINDS)


@blueprint.get(f"/<{LIST}:code>/")
@requires(Permission.SET_UP)
def index(code: str) -> str:
    """The rows of a list in their order; archived ones folded away."""
    kind = get_kind(code)
    rows = service.list_rows(kind)
    return render_template(
        "settings/index.html", kind=kind, form=OnceForm(), is_due=sites.is_due, moved=_moved(),
        rows=[row for row in rows if row.archived_on is None], archived=[row for row in rows if row.archived_on],
    )  # fmt: skip


@blueprint.route(f"/<{LIST}:code>/new", methods=["GET", "POST"])
@requires(Permission.SET_UP)
def new(code: str) -> Page:
    """Add a row."""
    kind, form = get_kind(code), FORMS[code]()
    form.offer()
    if form.validate_on_submit() and form.attempt(
        lambda: service.make_row(kind, form.values(), key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Added."))
        is_set_up = get_reference().is_set_up
        return redirect(url_for(".index", code=code) if is_set_up else url_for(".set_up"), 303)
    return render_template("settings/edit.html", kind=kind, form=form, row=None, hit=()), form.status


@blueprint.get(f"/<{LIST}:code>/<int(max=2147483647):id>")
@requires(Permission.SET_UP)
def show(code: str, id: int) -> str:
    """One row with its history."""
    kind = get_kind(code)
    row = service.get_row(kind, id)
    form = FORMS[code]()
    return render_template(
        "settings/show.html", kind=kind, row=row, form=form, in_words=ground_history.in_words,
        changes=ground_history.list_changes(code, row.id), act_form=OnceForm(), is_due=sites.is_due,
        word_of=words.word_of,
    )  # fmt: skip


@blueprint.route(f"/<{LIST}:code>/<int(max=2147483647):id>/edit", methods=["GET", "POST"])
@requires(Permission.SET_UP)
def edit(code: str, id: int) -> Page:
    """Change a row."""
    kind, form = get_kind(code), FORMS[code]()
    row = service.get_row(kind, id)
    form.offer(row)
    if form.validate_on_submit() and form.attempt(lambda: service.change_row(
        kind, row, form.values(), seen=form.seen.data or "", named=form.hit.data, key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        flash(gettext("Changed."))
        return redirect(url_for(".show", code=code, id=id), 303)
    if not form.is_submitted():
        form.show(row)
    if not form.is_submitted() or form.seen.errors:
        form.seen.data = service.mark(kind, row)
    hit = kind.hit(row, form.values()) if form.hit.errors else ()
    form.hit.data = hindering.mark_of(hit)
    return render_template("settings/edit.html", kind=kind, form=form, row=row, hit=hit), form.status


@blueprint.get(f"/<{LIST}:code>/<int(max=2147483647):id>/archive")
@requires(Permission.SET_UP)
def ask_archive(code: str, id: int) -> str:
    """What there is to know before it is archived, such as what pupils will no longer see."""
    kind = get_kind(code)
    row = service.get_row(kind, id)
    warning = kind.warning_of(row)
    if not warning:
        raise NotFoundError(code)
    return render_template("settings/archive.html", kind=kind, row=row, warning=warning, form=OnceForm())


@blueprint.post(f"/<{LIST}:code>/<int(max=2147483647):id>/archive")
@requires(Permission.SET_UP)
def archive(code: str, id: int) -> Response:
    """Take a row out of every choice; the page that follows offers to undo it."""
    kind, form = get_kind(code), OnceForm()
    row = service.get_row(kind, id)
    if form.validate_on_submit() and form.attempt(
        lambda: service.archive_row(kind, row, key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Archived. Old records keep it."))
        return redirect(url_for(".show", code=code, id=id), 303)
    flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".show", code=code, id=id), 303)


@blueprint.post(f"/<{LIST}:code>/<int(max=2147483647):id>/restore")
@requires(Permission.SET_UP)
def restore(code: str, id: int) -> Response:
    """Let a row be chosen again."""
    kind, form = get_kind(code), OnceForm()
    row = service.get_row(kind, id)
    if form.validate_on_submit():
        service.restore_row(kind, row, key=form.key, by=current_user)
        db.session.commit()
        flash(gettext("It can be chosen again."))
    return redirect(url_for(".show", code=code, id=id), 303)


@blueprint.post(f"/<{LIST}:code>/<int(max=2147483647):id>/<any(up,down):way>")
@requires(Permission.SET_UP)
def move(code: str, id: int, way: str) -> Response:
    """One place up or down."""
    kind, form = get_kind(code), OnceForm()
    if form.validate_on_submit():
        service.move_row(kind, service.get_row(kind, id), up=way == "up", key=form.key, by=current_user)
        db.session.commit()
        flash(gettext("Moved."))
    return redirect(url_for(".index", code=code, row=id, way=way), 303)


def _moved() -> tuple[int | None, str | None]:
    """The button that was pressed last: it gets the focus again, so that a row can go on climbing."""
    return request.args.get("row", type=int), request.args.get("way")
