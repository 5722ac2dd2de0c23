"""Coming back with the code: read, write back, close, erase."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import public, public_marking, public_reading
from jsp.blueprints.messages.forms.asker import KeepForm, ReplyCodeForm, WriteBackForm
from jsp.blueprints.messages.routes.room import Page, blueprint
from jsp.blueprints.messages.routes.visit import NOBODY, VISITS, WRITTEN_BACK, Sent, Visit
from jsp.blueprints.messages.service import asker, codes, erasing
from jsp.extensions import csrf, db, language
from jsp.forms.code import try_code
from jsp.forms.open import OpenForm
from jsp.models.messages import Thread
from jsp.models.reference import get_setting
from jsp.models.said import read_messages
from jsp.qr import qr
from jsp.rules import crisis
from jsp.rules.reply_code import LENGTH
from jsp.shared_pages import packed
from jsp.visits import IDLE_SECONDS, WRITING_SECONDS, end_all, leave_quickly


@blueprint.route("/antwoord", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public_reading
def enter() -> Page:
    """Type the code."""
    form = ReplyCodeForm()
    if form.validate_on_submit():
        opened = try_code(form, codes.try_code, "thread")
        if opened is not None:
            return _on(Visit(opened.id, opened.key, visit=opened.visit))
    sent = WRITTEN_BACK.find()
    page = render_template("messages/enter.html", form=form, kept="", is_serious=sent is not None and sent.is_serious)
    return WRITTEN_BACK.end((page, form.status)) if sent else (page, form.status)


@blueprint.route("/antwoord/code", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@packed
def code() -> Page:
    """The code, to be written down; one word of it again before going on. Later only the sign can be chosen here."""
    held, thread = _open()
    if thread is None:
        return _gone()
    form = KeepForm()
    form.ask_for_word(held.code, _word_asked(held))
    form.offer(has_signal=thread.signal is not None)
    if form.validate_on_submit():
        if form.wanted is not None:
            asker.ask_for_signal(thread, address=form.wanted, language=language())
        asker.keep_code(thread)
        db.session.commit()
        return _on(held.kept())
    return VISITS.go_on((_code_page(held, thread, form), form.status), held)


@blueprint.get("/antwoord/gesprek")
@public_marking
def conversation() -> Page:
    """What was asked and answered."""
    held, thread = _open()
    if thread is None:
        return _gone()
    asker.mark_read(thread)
    if not held.code:
        asker.keep_code(thread)
    page = _conversation_page(held, thread, WriteBackForm())
    db.session.commit()
    return VISITS.go_on(page, held)


@blueprint.post("/antwoord/gesprek")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def write_back() -> Page:
    """Say something more; what was typed is taken also where reading on asks for the code again."""
    held, thread = _open(WRITING_SECONDS)
    form, is_awake = WriteBackForm(), VISITS.find() is not None
    if thread is not None and form.validate_on_submit() and form.attempt(
        lambda: asker.write_back(thread, held.content_keys, form.text.data, key=form.key)
    ):  # fmt: skip
        db.session.commit()
        form.say(gettext("Sent. We will read it."))
        to_enter = redirect(url_for(".enter"), 303)
        return _on(held) if is_awake else WRITTEN_BACK.go_on(VISITS.end(to_enter), Sent.of(form.text.data))
    if thread is None or not is_awake:
        return VISITS.end((_kept_page(form.text.data or ""), 410))
    return VISITS.go_on((_conversation_page(held, thread, form), form.status), held)


@blueprint.post("/antwoord/klaar")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def finish() -> Page:
    """Nothing more to say."""
    held, thread = _open()
    if thread is None:
        return _gone()
    form = OpenForm()
    if form.validate_on_submit() and form.attempt(lambda: asker.close(thread, key=form.key)):
        db.session.commit()
    else:
        flash(form.first_error)
    return _on(held)


@blueprint.route("/antwoord/wissen", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def erase() -> Page:
    """Erase everything, after asking."""
    held, thread = _open()
    if thread is None:
        return _gone()
    form = OpenForm()
    if form.validate_on_submit() and form.attempt(lambda: erasing.erase(held.id)):
        _close_all()
        db.session.commit()
        return VISITS.end(render_template("messages/erased.html"))
    return VISITS.go_on((render_template("messages/erase.html", form=form, held=held), form.status), held)


@blueprint.post("/antwoord/sluiten")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def leave() -> Page:
    """Close it: a copy of the cookie opens it no more either, wherever it is."""
    _close_all()
    db.session.commit()
    flash(gettext("Closed on this device. You need your code to read on."))
    return VISITS.end(redirect(url_for(".enter"), 303))


@blueprint.get("/antwoord/weg")
@public
def exit() -> Response:
    """Leave quickly, and leave nothing open."""
    return leave_quickly(str(get_setting("quick_exit")), _close_all, end_all)


def _open(seconds: int = IDLE_SECONDS) -> tuple[Visit, Thread | None]:
    """The visit of this browser with its conversation, which may be gone or closed; without a code that was kept."""
    held = VISITS.find(seconds)
    thread = asker.find_thread(held.id, held.visit) if held else None
    if held is not None and thread is not None and thread.is_code_kept:
        held = held.kept()
    return held or NOBODY, thread


def _close_all() -> None:
    for held in VISITS.all():
        asker.close_visit(held.id, held.visit)


def _on(held: Visit) -> Response:
    return VISITS.go_on(redirect(url_for(".conversation"), 303), held)


def _gone() -> Response:
    held = VISITS.find()
    if held is not None and asker.is_there(held.id):
        flash(gettext("This page was closed, here or on another device. Type your code to open it again."))
    elif held is not None:
        flash(gettext("This message was erased. Do you have another question? Feel free to ask it."))
    elif VISITS.is_known():
        flash(gettext("This page closed by itself. Type your code to open it again."))
    return VISITS.end(redirect(url_for(".enter"), 303))


def _word_asked(held: Visit) -> int:
    """Another word for every conversation, but not the first: that one is said at the desk."""
    return 1 + held.id.int % (LENGTH - 1)


def _code_page(held: Visit, thread: Thread, form: KeepForm) -> str:
    is_serious = asker.sounds_serious(read_messages(thread, held.content_keys))
    drawn = qr(gettext("Reply code, to keep for yourself: %(code)s", code=held.code)) if held.code else ""
    return render_template(
        "messages/code.html", form=form, thread=thread, held=held, is_serious=is_serious, qr=drawn
    )  # fmt: skip


def _conversation_page(held: Visit, thread: Thread, form: WriteBackForm) -> str:
    said = read_messages(thread, held.content_keys)
    return render_template(
        "messages/conversation.html", thread=thread, said=said, form=form, act_form=OpenForm(), held=held,
        now=clock.local_now(), crisis_words=crisis.packed(), is_urgent=crisis.hears(form.text.data or ""),
        is_serious=asker.sounds_serious(said),
    )  # fmt: skip


def _kept_page(text: str) -> str:
    """To type the code again, with what could not be sent."""
    form = ReplyCodeForm(formdata=None)
    return render_template("messages/enter.html", form=form, kept=text, is_serious=crisis.hears(text))
