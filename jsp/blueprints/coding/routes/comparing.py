"""Two coders beside each other."""

from uuid import UUID

from flask import render_template, request
from flask_login import current_user

from jsp import audit
from jsp.access import requires
from jsp.blueprints.coding.forms.asked import pair_from
from jsp.blueprints.coding.routes.room import blueprint
from jsp.blueprints.coding.service import comparing as service
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.coding_rows import get_book, tree_of
from jsp.models.focus_group_rows import get_text
from jsp.rules.roles import Permission


@blueprint.get("/texts/<uuid:id>/compare/<uuid:book_id>")
@requires(Permission.HOLD_TALKS, audited=True)
def compare(id: UUID, book_id: UUID) -> str:
    """How far two who coded this text with codes of that book agree, and where they do not."""
    text, book = get_text(current_user, id), get_book(book_id)
    coders = service.coders_of(current_user, text, book)
    pair = pair_from(request.args, coders)
    found = service.compare_coders(current_user, text, book, *pair) if pair else None
    audit.record(Action.READ, "talk_text", text.id)
    page = render_template(
        "coding/compare.html", text=text, book=book, coders=coders, pair=pair, found=found,
        paths=tree_of(book).paths(),
    )  # fmt: skip
    db.session.commit()
    return page
