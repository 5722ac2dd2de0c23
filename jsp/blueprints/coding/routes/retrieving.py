"""All passages of a code, counts, and codes that stand together: of all talks, or of those that were chosen."""

from uuid import UUID

from flask import render_template, request
from flask_login import current_user

from jsp import audit
from jsp.access import requires
from jsp.blueprints.coding.forms.asked import choice_from, wish_from
from jsp.blueprints.coding.routes.room import blueprint
from jsp.blueprints.coding.service import retrieving as service
from jsp.blueprints.coding.service.talks import Talks, look_in
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.coding_rows import get_book, get_code, tree_of
from jsp.rules.roles import Permission
from jsp.words.talk_terms import PARTS


@blueprint.get("/codes/<uuid:id>/passages")
@requires(Permission.HOLD_TALKS, audited=True)
def retrieve(id: UUID) -> str:
    """What was said with this code, in the talks that this person may read."""
    code, talks = get_code(id), _talks()
    found = service.retrieve(current_user, code, wish_from(request.args), talks.ids)
    audit.record(Action.READ, "code", code.id)
    page = render_template(
        "coding/retrieve.html", code=code, found=found, talks=talks, parts=PARTS, paths=tree_of(code.book).paths()
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.get("/books/<uuid:id>/counts")
@requires(Permission.HOLD_TALKS)
def counts(id: UUID) -> str:
    """How many passages each code has, by role and by site."""
    book, talks = get_book(id), _talks()
    figures = service.count(current_user, book, talks.ids)
    return render_template(
        "coding/counts.html", book=book, figures=figures, talks=talks, parts=PARTS, paths=tree_of(book).paths()
    )  # fmt: skip


@blueprint.get("/books/<uuid:id>/together")
@requires(Permission.HOLD_TALKS)
def together(id: UUID) -> str:
    """Which codes stand at the same words."""
    book, talks = get_book(id), _talks()
    pairs = service.pairs(current_user, book, talks.ids)
    return render_template(
        "coding/together.html", book=book, pairs=pairs, talks=talks, paths=tree_of(book).paths()
    )  # fmt: skip


def _talks() -> Talks:
    return look_in(current_user, choice_from(request.args))
