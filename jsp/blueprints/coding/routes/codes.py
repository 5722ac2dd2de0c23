"""The codes of a codebook."""

from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.coding.forms.codes import CodeForm, MergeForm, NewCodeForm, PlaceForm, uuid_or_none
from jsp.blueprints.coding.routes.room import Page, blueprint, kept
from jsp.blueprints.coding.service import codes as service
from jsp.blueprints.coding.service import merging
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.coding_rows import get_book, get_code, tree_of
from jsp.rules.roles import Permission

PLACE = "/codes/<uuid:id>"


@blueprint.route("/books/<uuid:id>/codes", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def new_code(id: UUID) -> Page:
    """One more code."""
    book, form = get_book(id), NewCodeForm()
    form.offer(tree_of(book))
    done = kept(
        form, lambda: service.add_code(get_book(id), form.draft(), under=form.under.data, key=form.key),
        gettext("The code is there."), lambda: _in_book(form.done.id),
    )  # fmt: skip
    if not form.is_submitted():
        form.begin(request.args.get("under", ""), service.new_colour(book))
    return done or (render_template("coding/new_code.html", form=form, book=get_book(id)), form.status)


@blueprint.route(PLACE, methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def code(id: UUID) -> Page:
    """One code: what it means, and what can be done with it."""
    form = CodeForm()
    done = kept(
        form, lambda: service.change_code(get_code(id), form.draft(), seen=form.saw, key=form.key),
        gettext("Changed."), lambda: _in_book(id),
    )  # fmt: skip
    if done:
        return done
    found = get_code(id)
    codes = tree_of(found.book)
    return render_template(
        "coding/code.html", code=found, form=form.show(found, service.mark(found)), uses=service.uses_of(found),
        may_go=not service.was_used(found) and not codes.under[id], path=codes.paths()[id], button=OnceForm(),
    ), form.status  # fmt: skip


@blueprint.route(f"{PLACE}/move", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def move_code(id: UUID) -> Page:
    """To another place in the book."""
    found, form = get_code(id), PlaceForm()
    form.offer(tree_of(found.book), without=id)
    done = kept(
        form, lambda: service.move_code(get_code(id), form.under.data, key=form.key), gettext("Moved."),
        lambda: _in_book(id),
    )  # fmt: skip
    found = get_code(id)
    if not form.is_submitted():
        form.under.data = found.parent_id
    return done or (render_template("coding/move_code.html", form=form, code=found), form.status)


@blueprint.post(f"{PLACE}/<any(up,down):way>")
@requires(Permission.HOLD_TALKS)
def shift_code(id: UUID, way: str) -> Response:
    """One place up or down among the codes beside it."""
    found = get_code(id)
    return once(lambda key: service.shift_code(found, -1 if way == "up" else 1, key=key), "", _in_book(id))


@blueprint.route(f"{PLACE}/merge", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def merge_code(id: UUID) -> Page:
    """First into which other code, then what would happen, then it happens."""
    found, form = get_code(id), MergeForm()
    form.offer(tree_of(found.book), found)
    book_id = found.book_id
    done = kept(
        form, lambda: merging.merge_codes(get_code(id), form.into.data, key=form.key, by=current_user),
        gettext("The two are one code now."), lambda: url_for(".book", id=book_id),
    )  # fmt: skip
    if done:
        return done
    into = uuid_or_none(request.args.get("into", ""))
    if into and not form.is_submitted():
        form.into.data = into
        form.attempt(lambda: merging.weigh(get_code(id), into, by=current_user))
    return render_template("coding/merge_code.html", form=form, code=get_code(id), weighed=form.done), form.status


@blueprint.post(f"{PLACE}/archive")
@requires(Permission.HOLD_TALKS)
def archive_code(id: UUID) -> Response:
    """No longer given."""
    found = get_code(id)
    done = gettext("Put away. Where it stands already it stays, and you can take it back.")
    return once(lambda key: service.archive_code(found, key=key), done, url_for(".code", id=id))


@blueprint.post(f"{PLACE}/restore")
@requires(Permission.HOLD_TALKS)
def restore_code(id: UUID) -> Response:
    """Given again."""
    found = get_code(id)
    return once(lambda key: service.restore_code(found, key=key), gettext("It is back."), url_for(".code", id=id))


@blueprint.route(f"{PLACE}/delete", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def delete_code(id: UUID) -> Page:
    """Away for good, where nobody ever used it."""
    found, form = get_code(id), OnceForm()
    book_id = found.book_id
    done = kept(
        form, lambda: service.delete_code(get_code(id), key=form.key), gettext("The code is gone."),
        lambda: url_for(".book", id=book_id),
    )  # fmt: skip
    return done or (render_template("coding/delete_code.html", form=form, code=get_code(id)), form.status)


def _in_book(id: UUID) -> str:
    """The place in the page of its book where the code stands."""
    return url_for(".book", id=get_code(id).book_id, _anchor=f"code-{id}")
