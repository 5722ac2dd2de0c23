"""What a page with what pupils wrote carries along: how they lie, and which of them one saw."""

from contextlib import suppress
from uuid import UUID

from flask import request
from wtforms import HiddenField

from jsp.forms import OnceForm

MOST_READ = 200  # on one page


class PileForm(OnceForm):
    """Every button beside an answer, and the one below them all."""

    order = HiddenField()

    @property
    def on_page(self) -> set[UUID]:
        """The answers that stood on the page and waited."""
        found = set()
        for each in request.form.get("read", "").split()[:MOST_READ]:
            with suppress(ValueError):
                found.add(UUID(each))
        return found
