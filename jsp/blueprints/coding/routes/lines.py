"""Coding by line: everything without script."""

from collections.abc import Sequence
from uuid import UUID

from flask import render_template, request
from flask_babel import gettext
from flask_login import current_user

from jsp import audit
from jsp.access import requires
from jsp.blueprints.coding.forms.asked import number as number_in
from jsp.blueprints.coding.forms.texts import MOST_CHOICES, LineForm, LongLineForm
from jsp.blueprints.coding.routes.room import Page, blueprint, kept
from jsp.blueprints.coding.routes.texts import PLACE, address_of_text, marking, view_of_page
from jsp.blueprints.coding.service import reading
from jsp.blueprints.coding.service.coding import give_code
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.coding import Passage
from jsp.models.focus_group_rows import get_text
from jsp.rules.passages import Word
from jsp.rules.roles import Permission


@blueprint.route(f"{PLACE}/lines/<int(max=2147483647):number>", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def line(id: UUID, number: int) -> Page:
    """The words of one line, from which to which they get which codes."""
    words, view = reading.words_in_line(get_text(current_user, id), number), view_of_page()
    form = LongLineForm() if len(words) > MOST_CHOICES else LineForm()
    form.offer(words, request.args.get("from", 0, int), request.args.get("to", 0, int))
    done = kept(
        form, lambda: _give(id, form, words), gettext("Coded. You can undo it."),
        lambda: address_of_text(id, view, number),
    )  # fmt: skip
    return done or _page(id, number, form, view)


def _give(id: UUID, form: LineForm, words: Sequence[Word]) -> Passage:
    start, end = form.span(words)
    version = number_in({"version": form.version.data or ""}, "version") or 0
    return give_code(get_text(current_user, id), start, end, form.codes.chosen(), version=version, by=current_user)


def _page(id: UUID, number: int, form: LineForm, view: reading.View) -> Page:
    """It leaves the house only after its trail is kept."""
    text, codes = get_text(current_user, id), reading.Codes()
    words = reading.words_in_line(text, number)
    if form.is_submitted():
        form.offer(words, 0, 0)  # those that stand there now
    form.version.data = text.version
    audit.record(Action.READ, "talk_text", id)
    page = render_template(
        "coding/line.html", text=text, form=form, view=view, palette=codes.offered(view.book),
        line=reading.lines_of(text, view, codes, only=number)[0], back=address_of_text(id, view, number),
        by=marking(view),
    )  # fmt: skip
    db.session.commit()
    return page, form.status
