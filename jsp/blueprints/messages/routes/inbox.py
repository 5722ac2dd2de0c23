"""What waits for an answer, and the word that somebody says at the desk."""

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.messages.forms.staff import DeskForm, SuspectsForm
from jsp.blueprints.messages.routes.room import Page, blueprint
from jsp.blueprints.messages.service import KIND, answering, inbox
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.rules.roles import Permission


@blueprint.get("/messages/")
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def show() -> Page:
    """All that is open, the first promise first."""
    audit.record(Action.LISTED, KIND)
    page = render_template("messages/inbox.html", box=inbox.read_inbox(current_user), now=clock.local_now(),
                           today=clock.today(), desk=DeskForm(formdata=None), suspects=SuspectsForm())  # fmt: skip
    db.session.commit()
    return page


@blueprint.get("/messages/closed")
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def closed() -> Page:
    """What is over and not erased yet."""
    audit.record(Action.LISTED, KIND)
    page = render_template("messages/closed.html", threads=inbox.list_closed(current_user), now=clock.local_now(),
                           today=clock.today())  # fmt: skip
    db.session.commit()
    return page


@blueprint.post("/messages/desk")
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def desk() -> Page:
    """Somebody at the desk says the first word of their code."""
    form, found = DeskForm(), []
    if form.validate_on_submit():
        found = inbox.find_at_desk(current_user, form.found)
        audit.record(Action.LISTED, KIND)
        db.session.commit()
        if len(found) == 1:
            return redirect(url_for(".thread", id=found[0].id), 303)
        if not found:
            form.word.errors = [gettext("No open question at your sites begins with this word.")]
    page = render_template("messages/desk.html", form=form, threads=found, now=clock.local_now(), today=clock.today())
    return page, 422 if form.errors or form.word.errors else 200


@blueprint.post("/messages/suspects/spam")
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def judge_suspects() -> Page:
    """None of what looks like nonsense is a real question."""
    form = SuspectsForm()
    if form.validate_on_submit():
        answering.judge_suspects(inbox.list_suspects(current_user, form.shown), key=form.key)
        db.session.commit()
        form.say(gettext("Closed as no real question. It counts nowhere."))
    return redirect(url_for(".show"), 303)
