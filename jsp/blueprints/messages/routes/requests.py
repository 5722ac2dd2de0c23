"""Asking something for a class, with an account, and seeing what became of it."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.messages.forms.ask import RequestForm
from jsp.blueprints.messages.forms.asker import WriteBackForm
from jsp.blueprints.messages.routes.room import Page, blueprint
from jsp.blueprints.messages.routes.threads import act_on_thread
from jsp.blueprints.messages.service import KIND, answering, asker, asking, requests
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.inbox import requests_made_by
from jsp.models.messages import Thread
from jsp.models.said import read_messages
from jsp.rules.roles import Permission
from jsp.rules.thread import Result


@blueprint.get("/messages/requests")
@requires(Permission.ASK_FOR_CLASS)
def requests_made() -> Page:
    """What I asked, and what became of it."""
    return render_template("messages/requests.html", threads=requests_made_by(current_user), today=clock.today())


@blueprint.route("/messages/requests/new", methods=["GET", "POST"])
@requires(Permission.ASK_FOR_CLASS)
def new_request() -> Page:
    """Ask something for a class."""
    classes = requests.classes(current_user)
    form = RequestForm()
    form.offer({each.id: f"{each.code} · {each.site.name}" for each in classes}, requests.usual_theme())
    if form.validate_on_submit() and form.attempt(lambda: asking.ask(
        form.draft({each.id: each.site_id for each in requests.classes(current_user)}, asker_id=current_user.id)
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Sent to the JSP. You see here what becomes of it."))
        return redirect(url_for(".request_made", id=form.done.id), 303)
    return render_template("messages/new_request.html", form=form), form.status


@blueprint.get("/messages/requests/<uuid:id>")
@requires(Permission.ASK_FOR_CLASS, audited=True)
def request_made(id: UUID) -> Page:
    """One of them, with the answer."""
    found = requests.get_request(current_user, id)
    asker.mark_read(found)
    audit.record(Action.READ, KIND, found.id)
    page = _request_page(found, WriteBackForm())
    db.session.commit()
    return page


@blueprint.post("/messages/requests/<uuid:id>/write-back")
@requires(Permission.ASK_FOR_CLASS)
def add_to_request(id: UUID) -> Page:
    """Say something more about it."""
    found, form = requests.get_request(current_user, id), WriteBackForm()
    if form.validate_on_submit() and form.attempt(
        lambda: asker.write_back(found, found.content_keys, form.text.data, key=form.key)
    ):
        db.session.commit()
        form.say(gettext("Sent. We will read it."))
        return redirect(url_for(".request_made", id=id), 303)
    return _request_page(found, form), form.status


@blueprint.post("/messages/<uuid:id>/result/<any(lesson,series,class_talk,advice,not_now):result>")
@requires(Permission.ANSWER_QUESTIONS)
def settle(id: UUID, result: str) -> Page:
    """Say what it becomes."""
    return act_on_thread(id, lambda found, key: answering.settle_request(
        requests.request_of(found), found, Result(result), key=key
    ), gettext("Kept. Who asked sees it."))  # fmt: skip


def _request_page(found: Thread, form: WriteBackForm) -> str:
    return render_template("messages/request.html", thread=found, said=read_messages(found, found.content_keys),
                           form=form, now=clock.local_now())  # fmt: skip
