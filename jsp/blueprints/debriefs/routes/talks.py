"""The debrief of a lesson, for the two who gave it."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.debriefs.forms import words
from jsp.blueprints.debriefs.forms.talks import LearningForm, TalkForm
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
    if attempt(form, lambda: service.write(
        current_user, id, form.draft(), pulse=form.score, seen=form.seen.data or "", key=form.key
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved. Only the two of you read this."))
        return redirect(url_for(".debrief", id=id), 303)
    return _page(id, talked=form)


@blueprint.get("/guide")
@requires(Permission.KEEP_DEBRIEFS)
def guide() -> str:
    """What to watch, to be read before the lesson."""
    return render_template("debriefs/guide.html", words=words)


@blueprint.post("/<uuid:id>/learnings")
@requires(Permission.KEEP_DEBRIEFS, audited=True)
def add_learning(id: UUID) -> Page:
    """One sentence for everybody who gives these lessons."""
    service.get_talk(current_user, id)
    form = LearningForm()
    if attempt(form, lambda: learnings.add(current_user, id, form.text.data, key=form.key)):
        db.session.commit()
        form.say(gettext("Shared. Everybody who reads the programme sees it at this lesson."))
        if concerns(form.text.data):
            warn_of_people()
        return redirect(url_for(".debrief", id=id, _anchor="taught"), 303)
    return _page(id, learned=form)


def _page(id: UUID, *, talked: TalkForm | None = None, learned: LearningForm | None = None) -> Page:
    """It leaves the house only after its trail is kept; nothing is kept of what was refused."""
    db.session.rollback()
    talk = service.get_talk(current_user, id)
    said, form = service.read(talk), talked or fresh(TalkForm)
    if not (talked and talked.is_submitted()):
        form.show(said)
    elif form.seen.errors:
        form.seen.data = said.mark
    sent = talked or learned
    page = render_template(
        "debriefs/debrief.html", talk=talk, said=said, form=form, learned=learned or fresh(LearningForm), sent=sent,
        act_form=fresh(OnceForm), words=words,
    )  # fmt: skip
    db.session.commit()
    return page, sent.status if sent else 200
