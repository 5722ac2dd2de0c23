"""The debrief of a lesson, for the two who gave it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.debriefs.forms import words
from jsp.blueprints.debriefs.forms.talks import TalkForm
from jsp.blueprints.debriefs.routes.room import Page, blueprint, fresh, warn_of_people
from jsp.blueprints.debriefs.service import learnings
from jsp.blueprints.debriefs.service import talks as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.rules.note_check import concerns
from jsp.rules.roles import Permission


@blueprint.route("/<uuid:id>", methods=["GET", "POST"])
@requires(Permission.KEEP_DEBRIEFS, audited=True)
def debrief(id: UUID) -> Page:
    """What the two saw, what they said of it, what they change, and how working together went."""
    service.get_talk(current_user, id)
    form = TalkForm()
    if attempt(form, lambda: _write(id, form)):
        db.session.commit()
        form.say(gettext("Saved. Only the two of you read this."))
        return _go_on(url_for(".debrief", id=id), id, form)
    return _page(id, form)


@blueprint.get("/guide")
@requires(Permission.KEEP_DEBRIEFS)
def guide() -> str:
    """What to watch, to be read before the lesson."""
    return render_template("debriefs/guide.html", words=words)


@blueprint.post("/<uuid:id>/learnings")
@requires(Permission.KEEP_DEBRIEFS, audited=True)
def add_learning(id: UUID) -> Page:
    """One sentence for everybody who gives these lessons; what was typed beside it is kept for the two."""
    service.get_talk(current_user, id)
    form = TalkForm()
    if attempt(form, lambda: _write_both(id, form)):
        db.session.commit()
        form.say(gettext("Shared. Everybody who reads the programme sees it at this lesson."))
        if concerns(form.taught.data):
            warn_of_people()
        return redirect(url_for(".debrief", id=id, _anchor="taught"), 303)
    return _page(id, form)


@blueprint.post("/<uuid:id>/change")
@requires(Permission.KEEP_DEBRIEFS, audited=True)
def make_change(id: UUID) -> Page:
    """Keep what was typed, and begin a proposal with it."""
    talk = service.get_talk(current_user, id)
    series, key = talk.session.series, talk.session.lesson.key
    where = url_for("programmes.propose", code=series.version.programme.code, key=key, source="debrief",
                    series=series.id, session=id)  # fmt: skip
    form = TalkForm()
    if attempt(form, lambda: _write(id, form) if form.has_news else None):
        db.session.commit()
        return _go_on(where, id, form)
    return _page(id, form)


def _write(id: UUID, form: TalkForm) -> None:
    service.write(
        current_user, id, form.draft(), pulse=form.score, seen=form.seen.data or "", key=form.words_key
    )  # fmt: skip


def _write_both(id: UUID, form: TalkForm) -> None:
    if form.has_news:
        _write(id, form)
    learnings.add(current_user, id, form.taught.data, key=form.key)


def _go_on(where: str, id: UUID, form: TalkForm) -> Page:
    """Leave the page; not where a sentence stands on it that is not shared yet, for only its own button does that."""
    if not form.taught.data:
        return redirect(where, 303)
    flash(gettext("Your sentence about what it taught you is not shared yet. Share it, or make it empty."))
    return _page(id, sentence=form.taught.data)


def _page(id: UUID, sent: TalkForm | None = None, *, sentence: str = "") -> Page:
    """It leaves the house only after its trail is kept; nothing is kept of what was refused."""
    db.session.rollback()
    talk = service.get_talk(current_user, id)
    said, form = service.read(talk), sent or fresh(TalkForm)
    if not (sent and sent.is_submitted()):
        form.show(said)
        form.taught.data = sentence
    elif form.seen.errors:
        form.seen.data = said.mark
    page = render_template(
        "debriefs/debrief.html", talk=talk, said=said, form=form, sent=sent, act_form=fresh(OnceForm), words=words
    )
    db.session.commit()
    return page, sent.status if sent else 200
