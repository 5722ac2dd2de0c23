"""Exchange with other programs: what is taken out, and what comes in after it was looked at."""

from uuid import UUID, uuid4

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.coding.forms.exchange import (
    BookFileForm,
    KeepBookForm,
    KeepProjectForm,
    ProjectFileForm,
    TakeForm,
)
from jsp.blueprints.coding.routes.room import Page, blueprint
from jsp.blueprints.coding.service import exchange_books, exchange_in, exchange_out
from jsp.blueprints.coding.service.books import list_books
from jsp.blueprints.coding.service.exchange_rows import talks_to_choose
from jsp.downloads import as_file
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.coding_rows import get_book
from jsp.models.focus_group_rows import get_held
from jsp.rules.code_plan import CodePlan
from jsp.rules.roles import Permission
from jsp.words.exchange_terms import left_words


@blueprint.get("/exchange")
@requires(Permission.HOLD_TALKS)
def exchange() -> Page:
    """What can be taken out, and what can be brought in."""
    return page_of(offered())


@blueprint.post("/exchange/project")
@requires(Permission.HOLD_TALKS)
def export_project() -> Page:
    """Talks with their codes as a project; that it was taken out is written down."""
    form = offered()
    if form.validate_on_submit() and form.attempt(lambda: exchange_out.export_project(current_user, form.wish())):
        db.session.commit()
        return as_file(form.done, f"jsp-{clock.local_now():%Y-%m-%d-%H%M%S}.qdpx")
    db.session.rollback()
    return page_of(form)


@blueprint.get("/books/<uuid:id>/codebook.qdc")
@requires(Permission.HOLD_TALKS, audited=True)
def export_book(id: UUID) -> Response:
    """The codes of one book; that it was taken out is written down."""
    data = exchange_out.export_book(get_book(id))
    db.session.commit()
    return as_file(data, f"jsp-{clock.local_now():%Y-%m-%d-%H%M%S}.qdc")


@blueprint.route("/exchange/codes", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, reads=True)
def import_book() -> Page:
    """A codebook file: see what would be kept."""
    form, confirm = BookFileForm(), KeepBookForm(formdata=None)
    form.offer(list_books())

    def look() -> CodePlan:
        data, into = form.file.data.read(), form.into()
        confirm.take_along(data, into)
        confirm.renew()
        return exchange_books.look(data, into, uuid4())

    if form.validate_on_submit() and form.attempt(look):
        confirm.seen.data = exchange_books.mark_of(form.done)
        return render_template("coding/exchange_codes.html", plan=form.done, form=confirm)
    return render_template("coding/exchange_file.html", form=form, is_project=False), form.status


@blueprint.post("/exchange/codes/keep")
@requires(Permission.HOLD_TALKS)
def keep_book() -> Response:
    """Keep the codes as they were shown; they are looked at again."""
    form = KeepBookForm()

    def keep() -> CodePlan | None:
        data, into = form.taken()
        return exchange_books.keep(data, into, seen=form.seen.data or "", key=form.key, by=current_user)

    if attempt(form, keep):
        db.session.commit()
        form.say(gettext("The codes are here."))
        return redirect(url_for(".show"), 303)
    return again(form, ".import_book")


@blueprint.route("/exchange/project/bring", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, reads=True)
def import_project() -> Page:
    """A project file: see what would come, and what would not."""
    form, confirm = ProjectFileForm(), KeepProjectForm(formdata=None)
    form.offer(list_books())
    form.offer_talks(exchange_in.open_talks(current_user))

    def look() -> exchange_in.Looked:
        (packed, project), into = form.packed(), form.into()
        confirm.take_along(packed, into, UUID(form.talk.data))
        confirm.renew()
        return exchange_in.look(project, into, uuid4())

    if form.validate_on_submit() and form.attempt(look):
        return preview(confirm, form.done, UUID(form.talk.data))
    return render_template("coding/exchange_file.html", form=form, is_project=True), form.status


@blueprint.post("/exchange/project/keep")
@requires(Permission.HOLD_TALKS)
def keep_project() -> Page:
    """Let it come as it was shown; it is looked at again. Where nobody was chosen for somebody it asks once more."""
    form = KeepProjectForm()

    def keep() -> exchange_in.Kept:
        who, seen = form.chosen(), form.seen.data or ""
        return exchange_in.keep(form.project, form.into, form.talk, who, seen=seen, key=form.key, by=current_user)

    if form.attempt(lambda: offer_people(form)) and attempt(form, keep):
        db.session.commit()
        form.say(came(form.done))
        return redirect(url_for("focus_groups.group", id=form.done.group.id), 303)
    if form.coders.errors and form.attempt(lambda: exchange_in.look(form.project, form.into, uuid4())):
        return preview(form, form.done, form.talk), form.status
    return again(form, ".import_project")


def offered() -> TakeForm:
    """The form with what this person may take out."""
    form = TakeForm()
    form.offer(talks_to_choose(current_user), list_books())
    return form


def page_of(form: TakeForm) -> Page:
    """The page with what was filled in."""
    return render_template("coding/exchange.html", form=form, books=list_books()), form.status


def preview(form: KeepProjectForm, found: exchange_in.Looked, talk: UUID) -> str:
    """What would come, with a question for each person in the file."""
    group = get_held(current_user, talk)
    form.offer(found.project.coders, group.holders)
    form.seen.data = found.mark
    return render_template("coding/exchange_project.html", form=form, found=found, group=group, left_words=left_words)


def offer_people(form: KeepProjectForm) -> None:
    """Who may be who, for the project that is carried along. Raises DomainError for what was not shown."""
    form.read()
    form.offer(form.project.coders, get_held(current_user, form.talk).holders)


def came(kept: exchange_in.Kept) -> str:
    """That it came, and what of it became one."""
    doubles = ngettext(
        "%(num)d coding was there twice, and is kept once.", "%(num)d codings were there twice, and are kept once.",
        kept.doubles,
    )  # fmt: skip
    return " ".join([gettext("The project is here."), *([doubles] if kept.doubles else [])])


def again(form: OnceForm, endpoint: str) -> Response:
    """Back to where a file is chosen, with what was wrong."""
    db.session.rollback()
    flash(form.first_error or gettext("Choose the file again."))
    return redirect(url_for(endpoint), 303)
