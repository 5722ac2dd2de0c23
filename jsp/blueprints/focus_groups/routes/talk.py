"""Notes while people talk."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit
from jsp.access import requires
from jsp.blueprints.focus_groups.forms.notes import ChangeForm, NoteForm, ReadForm, WriteUpForm
from jsp.blueprints.focus_groups.routes.room import Page, blueprint
from jsp.blueprints.focus_groups.service import notes as service
from jsp.blueprints.focus_groups.service import sheet, writing_up
from jsp.extensions import db, language
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkNote
from jsp.rules.roles import Permission
from jsp.words.talk_terms import MARKS

PLACE = "/<uuid:id>/talk"
NOTES = f"{PLACE}/notes"
NOTE = f"{NOTES}/<uuid:note_id>"


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS, audited=True)
def talk(id: UUID) -> Page:
    """The guide with what was noted, and room for more."""
    return _page(get_held(current_user, id))


@blueprint.get(NOTES)
@requires(Permission.HOLD_TALKS)
def news(id: UUID) -> Page:
    """What was noted since; its page, which asks for it every few seconds, told already that it is read."""
    group, since = get_held(current_user, id), request.args.get("since", -1, int)
    lines, read, marks = sheet.news_of(group, current_user, since=since)
    return render_template(
        "focus_groups/talk_news.html", group=group, lines=lines, read=read, marks=marks, words=MARKS,
        text=service.text_of_notes(group),
    )  # fmt: skip


@blueprint.post(NOTES)
@requires(Permission.HOLD_TALKS, audited=True)
def keep_note(id: UUID) -> Page:
    """One note as it stands by now: sent while it is typed, and once more when it is ready."""
    group, form = get_held(current_user, id), NoteForm()
    form.offer(service.tags_of(group))
    given = form.note.data
    if form.validate_on_submit() and form.attempt(lambda: service.keep_note(group, form.noted(), by=current_user)):
        return _kept(group, form.done)
    if _stays():
        return _not_kept(get_held(current_user, id), form, given)
    return _page(get_held(current_user, id), form)


@blueprint.route(NOTE, methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def change_note(id: UUID, note_id: UUID) -> Page:
    """The same note in other words; where somebody changed it meanwhile, both stand on the page."""
    group, form = get_held(current_user, id), ChangeForm()
    note = service.get_note(group, note_id)
    form.offer(service.tags_of(group))
    if form.validate_on_submit() and form.attempt(
        lambda: service.keep_note(group, form.draft(note_id), by=current_user)
    ):
        return _kept(group, form.done)
    note = service.get_note(get_held(current_user, id), note_id)
    if not form.is_submitted():
        form.show(note)
    return _of_note("talk_change", group, note, form, is_other=form.is_conflict)


@blueprint.route(f"{NOTE}/away", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, audited=True)
def take_away_note(id: UUID, note_id: UUID) -> Page:
    """Is it to go? Then nothing of it is kept."""
    group, form = get_held(current_user, id), ReadForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.take_away(group, note_id, version=form.read, by=current_user)
    ):
        return _kept(group, form.done)
    group = get_held(current_user, id)
    return _of_note("talk_away", group, service.get_note(group, note_id), form)


@blueprint.route(f"{PLACE}/write-up", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def write_up(id: UUID) -> Page:
    """Are all ready? Then the notes become a text."""
    group, form = get_held(current_user, id), WriteUpForm()
    if form.validate_on_submit() and form.attempt(
        lambda: writing_up.write_up(group, read=form.read, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("The notes are a text now. Read it through, and change there what is not right."))
        return redirect(url_for(".group", id=id), 303)
    db.session.rollback()
    group = get_held(current_user, id)
    by, read = writing_up.who_noted(group)
    form.version.data = str(read)
    is_open = service.is_being_noted(group)
    return render_template(
        "focus_groups/talk_write_up.html", group=group, form=form, by=by, is_open=is_open
    ), form.status  # fmt: skip


@blueprint.post(f"{PLACE}/open-again")
@requires(Permission.HOLD_TALKS)
def open_notes(id: UUID) -> Response:
    """The text of the notes goes, and notes are taken again."""
    group = get_held(current_user, id)
    done = gettext("The notes are open again.")
    return once(lambda key: writing_up.open_again(group, key=key, by=current_user), done, url_for(".talk", id=id))


def _stays() -> bool:
    return "X-Stay" in request.headers


def _page(group: FocusGroup, sent: NoteForm | None = None) -> Page:
    """The whole page; `sent` is a note that was refused."""
    found, tags = sheet.sheet_of(group, current_user), service.tags_of(group)
    forms = {each.key: NoteForm.fresh(each.key, tags) for each in found.sections}
    if sent is not None:
        forms[sent.question.data if sent.question.data in forms else ""] = sent
    audit.record(Action.READ, service.KIND, group.id)
    page = render_template(
        "focus_groups/talk.html", group=group, sheet=found, forms=forms, sent=sent, button=OnceForm(),
        guide=group.guide_version.content, language=language(), words=MARKS,
        now=_now(list(forms), sent), can_open_again=writing_up.can_open_again(group, found.text),
    )  # fmt: skip
    db.session.commit()
    return page, sent.status if sent else 200


def _now(keys: list[str], sent: NoteForm | None) -> str:
    """Under which question the form is open: that of the last note, or the first one."""
    asked = sent.question.data if sent else request.args.get("at", keys[0])
    return asked if asked in keys else ""


def _kept(group: FocusGroup, note: TalkNote) -> Page:
    """The note as it stands now, for the script; else the page with it."""
    found = service.get_note(get_held(current_user, group.id), note.id)
    line = sheet.line_of(found, get_held(current_user, group.id), current_user)
    page = render_template("focus_groups/talk_note.html", group=group, line=line, words=MARKS) if _stays() else ""
    db.session.commit()
    return page or redirect(url_for(".talk", id=group.id, at=line.key, _anchor=f"question-{line.key}"), 303)


def _not_kept(group: FocusGroup, form: NoteForm, given: str | None) -> Page:
    """Why not, for the script; where somebody changed the note meanwhile, as it stands now."""
    if not form.is_conflict:
        return render_template("focus_groups/talk_refused.html", why=form.first_error), 422
    line = sheet.line_of(service.get_note(group, UUID(given or "")), group, current_user)
    return render_template("focus_groups/talk_note.html", group=group, line=line, words=MARKS), 409


def _of_note(template: str, group: FocusGroup, note: TalkNote, form: ReadForm, **more: object) -> Page:
    """A page about one note; who is told that somebody changed it has read it as it stands now."""
    line = sheet.line_of(note, group, current_user)
    if form.is_conflict or not form.version.data:
        form.version.data = str(note.version)
    audit.record(Action.READ, service.KIND, group.id)
    page = render_template(f"focus_groups/{template}.html", group=group, line=line, form=form, words=MARKS, **more)
    db.session.commit()
    return page, form.status
