"""A text with its codes: reading it, giving codes, undoing. What changes answers a script with the line concerned."""

from typing import Any
from uuid import UUID

from flask import get_template_attribute, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit
from jsp.access import requires
from jsp.blueprints.coding.forms.codes import uuid_or_none
from jsp.blueprints.coding.forms.texts import GiveForm, UndoForm
from jsp.blueprints.coding.routes.room import Page, blueprint
from jsp.blueprints.coding.service import reading
from jsp.blueprints.coding.service.coding import TextChangedError, give_code
from jsp.blueprints.coding.service.undoing import last_step, undo_last
from jsp.errors import told
from jsp.extensions import db, retried
from jsp.models.audit import Action
from jsp.models.coding import Coding
from jsp.models.focus_group_rows import get_text
from jsp.models.talk_texts import TalkText
from jsp.rules.refusal import DomainError
from jsp.rules.roles import Permission

PLACE = "/texts/<uuid:id>"
JSON = "application/json"


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS, audited=True)
def text(id: UUID) -> str:
    """The text, with the codes beside its lines."""
    found, view, codes = get_text(current_user, id), view_of_page(), reading.Codes()
    audit.record(Action.READ, "talk_text", id)
    page = render_template(
        "coding/text.html", text=found, view=view, lines=reading.lines_of(found, view, codes), books=codes.books,
        palette=codes.offered(view.book), to_check=reading.to_check(found, view), undo=UndoForm(formdata=None),
        step=last_step(found, current_user), by=marking(view),
        lines_at=url_for(".line", id=id, number=0).removesuffix("0"),
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.post(f"{PLACE}/codes")
@requires(Permission.HOLD_TALKS)
def give(id: UUID) -> Page:
    """A code for the words that were selected; answers with the codes of their first line."""
    found, form = get_text(current_user, id), GiveForm()
    if not form.validate_on_submit():
        return _refused(gettext("We could not read this. Choose the words again."), 422)
    try:
        passage = retried(lambda: give_code(
            get_text(current_user, id), form.starts.data, form.ends.data, form.codes.chosen(),
            version=form.version.data, by=current_user,
        ))  # fmt: skip
    except DomainError as error:
        db.session.rollback()
        return _refused(told(error), 409 if isinstance(error, TextChangedError) else 422)
    answer = _changed(found, passage.starts)
    db.session.commit()
    return answer


@blueprint.post(f"{PLACE}/undo")
@requires(Permission.HOLD_TALKS)
def undo(id: UUID) -> Page:
    """Take back the last own step in this text."""
    found, form = get_text(current_user, id), UndoForm()
    coding = undo_last(found, form.step.data, by=current_user) if form.validate_on_submit() else None
    answer = _undone(found, coding)
    db.session.commit()
    return answer


def view_of_page() -> reading.View:
    """Whose codes, and of which book, the address of this page asks for; the own ones of all books otherwise."""
    coder = None if request.args.get("whose") == reading.ALL else current_user.id
    return reading.View(coder, uuid_or_none(request.args.get("book", "")))


def marking(view: reading.View) -> dict[str, str]:
    """What stands in every mark of a page, made once: how the address of its passage begins and ends, and words."""
    place = url_for(".passage", id=UUID(int=0)).removesuffix(str(UUID(int=0)))
    return {"place": place, "query": view.ending, "until": gettext("up to line"), "memo": gettext("with a memo"),
            "check": gettext("look again")}  # fmt: skip


def address_of_text(id: UUID, view: reading.View, line: int = 0) -> str:
    """The text as it was shown, at that line."""
    anchor = f"l{line}" if line else None
    return url_for(".text", id=id, whose=view.whose, book=view.book, _anchor=anchor)


def _undone(text: TalkText, coding: Coding | None) -> Page:
    place = coding.passage.starts if coding else 0
    if request.accept_mimetypes.best == JSON:
        return _changed(text, place)
    return redirect(address_of_text(text.id, view_of_page(), reading.line_number(text, place) if coding else 0), 303)


def _changed(text: TalkText, place: int) -> Response:
    """The codes of the line in which that place is, as HTML, and what can be undone now."""
    view, codes, number = view_of_page(), reading.Codes(), reading.line_number(text, place)
    [line] = reading.lines_of(text, view, codes, only=number)
    step = last_step(text, current_user)
    marks = get_template_attribute("coding/marks.html", "marks")
    told_step = get_template_attribute("coding/marks.html", "told_step")
    values: dict[str, Any] = {
        "line": number, "marks": str(marks(line, marking(view))), "step": step.id if step else None,
        "told": str(told_step(step)).strip(),
    }  # fmt: skip
    return jsonify(values)


def _refused(words: str, status: int) -> Response:
    answer = jsonify(told=words)
    answer.status_code = status
    return answer
