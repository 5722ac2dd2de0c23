"""Codebooks: the list, a new one, its name, putting it away."""

from uuid import UUID

from flask import render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.coding.forms.codes import BookForm, NewBookForm
from jsp.blueprints.coding.routes.room import Page, blueprint, kept
from jsp.blueprints.coding.service import books as service
from jsp.blueprints.coding.service.starting import list_starts, said, start_with
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.coding_rows import get_book, tree_of
from jsp.rules.colours import nearest
from jsp.rules.roles import Permission
from jsp.words.code_terms import COLOUR_NAMES

PLACE = "/books/<uuid:id>"


@blueprint.get("/")
@requires(Permission.HOLD_TALKS)
def show() -> str:
    """All codebooks."""
    return render_template("coding/books.html", books=service.list_books(), sizes=service.sizes())


@blueprint.route("/books/new", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def new_book() -> Page:
    """A codebook, empty or with the codes of a starting book."""
    form, starts = NewBookForm(), list_starts()
    form.offer((each.code, said(each.name)) for each in starts)
    done = kept(
        form, lambda: start_with(form.name.data, form.origin.data, key=form.key, by=current_user),
        gettext("The codebook is there."), lambda: url_for(".book", id=form.done.id),
    )  # fmt: skip
    return done or (render_template("coding/new_book.html", form=form, starts=starts, said=said), form.status)


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS)
def book(id: UUID) -> str:
    """One codebook with its codes."""
    found = get_book(id)
    return render_template(
        "coding/book.html", book=found, codes=tree_of(found), nearest=nearest, colour_names=COLOUR_NAMES,
        button=OnceForm(),
    )  # fmt: skip


@blueprint.route(f"{PLACE}/name", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def rename_book(id: UUID) -> Page:
    """Another name for it."""
    form = BookForm()
    done = kept(
        form, lambda: service.rename_book(get_book(id), form.name.data, seen=form.saw, key=form.key),
        gettext("Changed."), lambda: url_for(".book", id=id),
    )  # fmt: skip
    found = get_book(id)
    form.show(found.name)
    return done or (render_template("coding/rename_book.html", form=form, book=found), form.status)


@blueprint.post(f"{PLACE}/archive")
@requires(Permission.HOLD_TALKS)
def archive_book(id: UUID) -> Response:
    """No longer offered."""
    found = get_book(id)
    done = gettext("Put away. What was coded with it stays, and you can take it back.")
    return once(lambda key: service.archive_book(found, key=key), done, url_for(".book", id=id))


@blueprint.post(f"{PLACE}/restore")
@requires(Permission.HOLD_TALKS)
def restore_book(id: UUID) -> Response:
    """Offered again."""
    found = get_book(id)
    return once(lambda key: service.restore_book(found, key=key), gettext("It is back."), url_for(".book", id=id))
