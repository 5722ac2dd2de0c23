"""Texts as they stand, line by line."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import audit
from jsp.access import requires
from jsp.blueprints.focus_groups.forms.texts import LineForm, OfLineForm
from jsp.blueprints.focus_groups.routes.room import Page, blueprint
from jsp.blueprints.focus_groups.service import texts as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_group, get_held, get_text
from jsp.models.talk_texts import TalkText
from jsp.rules.roles import Permission
from jsp.rules.talk_lines import QUESTION, page_with
from jsp.words import talk_terms

PLACE = "/texts/<uuid:id>"
LINE = f"{PLACE}/lines/<int(max=1000000):at>"


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS, audited=True)
def text(id: UUID) -> str:
    """What was said, so many lines at a time."""
    found = get_text(current_user, id)
    group = get_group(current_user, found.group_id)
    may_change = group.is_held_by(current_user) and group.is_open
    audit.record(Action.READ, "talk_text", found.id)
    page = render_template(
        "focus_groups/text.html", text=found, group=group, may_change=may_change, words=talk_terms,
        page=service.page_of(found, request.args.get("page", 1, type=int)),
        can_go=may_change and service.can_be_deleted(found),
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.route(f"{LINE}/change", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def change_line(id: UUID, at: int) -> Page:
    """Other words in a line, or somebody else who said them."""
    form, found = LineForm(), _held_text(id)
    line = service.line_at(found, at) if not form.is_submitted() else service.last_line(found, at)
    form.offer(get_held(current_user, found.group_id), *_tags(line), form.said_by.data or "")
    if form.validate_on_submit() and form.attempt(
        lambda: service.change_line(
            id, at, form.said_by.data, form.words.data, seen=form.seen.data or "", key=form.key, by=current_user
        )
    ):  # fmt: skip
        return _done(form, id, at, gettext("Changed."))
    return _line_page(id, at, form, "focus_groups/line.html")


@blueprint.route(f"{LINE}/add", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def add_line(id: UUID, at: int) -> Page:
    """One line more, below this one."""
    form, found = LineForm(), _held_text(id)
    form.offer(get_held(current_user, found.group_id))
    if form.validate_on_submit() and form.attempt(
        lambda: service.add_line(
            id, at, form.said_by.data, form.words.data, seen=form.seen.data or "", key=form.key, by=current_user
        )
    ):  # fmt: skip
        return _done(form, id, at + 1, gettext("Added."))
    return _line_page(id, at, form, "focus_groups/line_add.html")


@blueprint.route(f"{LINE}/take-out", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def take_out_line(id: UUID, at: int) -> Page:
    """The line goes, after a yes."""
    form = OfLineForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.take_out_line(id, at, seen=form.seen.data or "", key=form.key, by=current_user)
    ):
        return _done(form, id, max(at - 1, 0), gettext("The line was taken out."))
    return _line_page(id, at, form, "focus_groups/line_out.html")


@blueprint.route(f"{PLACE}/delete", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def delete_text(id: UUID) -> Page:
    """A text that came from elsewhere goes, after a yes."""
    form, found = OnceForm(), _held_text(id)
    group_id = found.group_id
    if form.validate_on_submit() and form.attempt(
        lambda: service.delete_text(id, key=form.key, by=current_user)
    ):  # fmt: skip
        db.session.commit()
        form.say(gettext("The text was deleted."))
        return redirect(url_for(".group", id=group_id), 303)
    db.session.rollback()
    found = _held_text(id)
    return render_template(
        "focus_groups/text_delete.html", form=form, text=found, passages=service.passages_of(found),
        can_go=service.can_be_deleted(found),
    ), form.status  # fmt: skip


def _held_text(id: UUID) -> TalkText:
    """The text, for who may change it."""
    found = get_text(current_user, id)
    get_held(current_user, found.group_id)
    return found


def _tags(line: service.Line) -> list[str]:
    return [line.said_by] if line.said_by else []


def _line_page(id: UUID, at: int, form: OfLineForm, template: str) -> Page:
    """The form beside the line as it stands now."""
    db.session.rollback()
    found = _held_text(id)
    line = service.last_line(found, at) if form.is_submitted() else service.line_at(found, at)
    form.about(line)
    if isinstance(form, LineForm) and template.endswith("line.html"):
        form.show(line, QUESTION if line.is_heading else line.said_by)
    audit.record(Action.READ, "talk_text", id)
    page = render_template(
        template, form=form, text=found, line=line, at=at, is_changed=bool(form.seen.errors),
        passages=service.passages_of(found, line), page=page_with(at),
    )  # fmt: skip
    db.session.commit()
    return page, form.status


def _done(form: OnceForm, id: UUID, at: int, told: str) -> Page:
    db.session.commit()
    form.say(told)
    return redirect(url_for(".text", id=id, page=page_with(at), _anchor=f"line-{at}"), 303)
