"""Codebooks and their codes."""

from flask import render_template

from jsp.access import requires
from jsp.blueprints.coding.routes.room import blueprint
from jsp.blueprints.coding.service import books as service
from jsp.rules.roles import Permission


@blueprint.get("/")
@requires(Permission.HOLD_TALKS)
def show() -> str:
    """All codebooks."""
    return render_template("coding/books.html", books=service.list_books())
