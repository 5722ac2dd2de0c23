"""One passage of a text: its words, its codes, what people thought of it, and its borders."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit
from jsp.access import requires
from jsp.blueprints.coding.forms.texts import BorderForm, MemoForm, PlaceForm
from jsp.blueprints.coding.routes.room import Page, blueprint, kept
from jsp.blueprints.coding.routes.texts import address_of_text, view_of_page
from jsp.blueprints.coding.service import borders, reading
from jsp.blueprints.coding.service import passages as service
from jsp.blueprints.coding.service.coding import take_code_off
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.audit import Action
from jsp.models.coding import Coding, Passage
from jsp.models.finding_rows import findings_of_passages
from jsp.models.talk_texts import TalkText
from jsp.rules.around import around
from jsp.rules.passages import Step
from jsp.rules.roles import Permission

PLACE = "/passages/<uuid:id>"
CODING = "/codings/<uuid:id>"


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS, audited=True)
def passage(id: UUID) -> str:
    """One passage, and what can be done with it."""
    found, text = service.get_passage(current_user, id)
    view, codes = view_of_page(), reading.Codes()
    audit.record(Action.READ, "talk_text", text.id)
    mark = service.mark_of(found, text)
    page = render_template(
        "coding/passage.html", passage=found, text=text, view=view, around=around(text.words, found.span),
        codings=reading.shown(found, view), paths=codes.paths,
        right=PlaceForm.fresh(mark), borders=BorderForm.fresh(mark),
        button=OnceForm(), steps=Step, findings=findings_of_passages(current_user, [id]).get(id, []),
        whose=service.whose(found, current_user),
        back=address_of_text(text.id, view, reading.line_number(text, found.starts)),
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.post(f"{CODING}/off")
@requires(Permission.HOLD_TALKS)
def take_off(id: UUID) -> Response:
    """The passage no longer has that code from this person."""
    found, text = service.get_coding(current_user, id)
    back = address_of_text(text.id, view_of_page(), reading.line_number(text, found.passage.starts))
    return once(lambda _key: take_code_off(found, text, by=current_user), gettext("Taken off. You can undo it."), back)


@blueprint.post(f"{PLACE}/right")
@requires(Permission.HOLD_TALKS)
def confirm(id: UUID) -> Response:
    """It is right so, also after the text was changed."""
    found, text = service.get_passage(current_user, id)
    form = PlaceForm()
    return once(lambda _key: service.confirm_passage(
        found, text, seen=form.saw, by=current_user
    ), gettext("It stays as it is."), _here(id), form=form)  # fmt: skip


@blueprint.post(f"{PLACE}/borders")
@requires(Permission.HOLD_TALKS)
def adjust(id: UUID) -> Response:
    """One border a word further."""
    found, text = service.get_passage(current_user, id)
    form = BorderForm()
    answer = once(lambda _key: borders.adjust_passage(
        found, text, Step(form.step.data), seen=form.saw, by=current_user
    ), "", _here(id), form=form)  # fmt: skip
    if not form.done:
        return answer
    if form.done.staying:
        form.say(_staying(form.done.staying))
    return redirect(_here(form.done.passage.id), 303)


@blueprint.route(f"{PLACE}/memo", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def memo_of_passage(id: UUID) -> Page:
    """What people thought of the passage; all who read the text share it."""
    found, text = service.get_passage(current_user, id)
    return _memo(found, found, text, url_for(".memo_of_passage", id=id, whose=view_of_page().whose))


@blueprint.route(f"{CODING}/memo", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def memo_of_coding(id: UUID) -> Page:
    """Why this person gave the passage that code."""
    found, text = service.get_coding(current_user, id)
    return _memo(found, found.passage, text, url_for(".memo_of_coding", id=id, whose=view_of_page().whose))


def _memo(row: Passage | Coding, passage: Passage, text: TalkText, here: str) -> Page:
    form, id = MemoForm(), passage.id
    done = kept(form, lambda: service.write_memo(
        row, text, form.memo.data, seen=form.saw, key=form.key, by=current_user
    ), gettext("Saved."), lambda: _here(id))  # fmt: skip
    if done:
        return done
    if not form.is_submitted():
        form.memo.data = row.memo
    form.see(service.mark_of_memo(row))
    audit.record(Action.READ, "talk_text", text.id)
    page = render_template(
        "coding/memo.html", form=form, address=here, back=_here(id), around=around(text.words, passage.span),
        stands=row.memo, is_of_passage=isinstance(row, Passage),
    )  # fmt: skip
    db.session.commit()
    return page, form.status


def _staying(number: int) -> str:
    words: str = ngettext(
        "Your codes moved. Somebody else coded the words as they were: the finding stays with those.",
        "Your codes moved. Somebody else coded the words as they were: %(num)d findings stay with those.",
        number,
    )
    return words


def _here(id: UUID) -> str:
    view = view_of_page()
    return url_for(".passage", id=id, whose=view.whose, book=view.book)
