"""All passages of a code, counts, and codes that stand together."""

from uuid import UUID

from flask import render_template, request
from flask_login import current_user

from jsp import audit
from jsp.access import requires
from jsp.blueprints.coding.forms.asked import wish_from
from jsp.blueprints.coding.routes.room import blueprint
from jsp.blueprints.coding.service import retrieving as service
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.coding_rows import get_book, get_code, tree_of
from jsp.rules.roles import Permission
from jsp.words.talk_terms import PARTS


@blueprint.get("/codes/<uuid:id>/passages")
@requires(Permission.HOLD_TALKS, audited=True)
def retrieve(id: UUID) -> str:
    """What was said with this code, in the talks that this person may read."""
    code, wish = get_code(id), wish_from(request.args)
    found = service.retrieve(current_user, code, wish)
    audit.record(Action.READ, "code", code.id)
    page = render_template(
        "coding/retrieve.html", code=code, found=found, wish=wish, parts=PARTS, paths=tree_of(code.book).paths()
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.get("/books/<uuid:id>/counts")
@requires(Permission.HOLD_TALKS)
def counts(id: UUID) -> str:
    """How many passages each code has, by role and by site."""
    book = get_book(id)
    return render_template(
        "coding/counts.html", book=book, figures=service.count(current_user, book), parts=PARTS,
        paths=tree_of(book).paths(),
    )  # fmt: skip


@blueprint.get("/books/<uuid:id>/together")
@requires(Permission.HOLD_TALKS)
def together(id: UUID) -> str:
    """Which codes stand at the same words."""
    book = get_book(id)
    pairs = service.pairs(current_user, book)
    return render_template("coding/together.html", book=book, pairs=pairs, paths=tree_of(book).paths())
