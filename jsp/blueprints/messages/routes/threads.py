"""One conversation, as a worker sees it."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.messages.forms.staff import AnswerForm, MakeContactForm, RemindForm, WorryForm
from jsp.blueprints.messages.routes.room import Page, blueprint
from jsp.blueprints.messages.service import KIND, answering, chips, contacts, erasing, inbox
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.audit import Action
from jsp.models.messages import Thread
from jsp.models.person_requests import find_open_about
from jsp.models.reference import get_reference
from jsp.models.referral_rows import referrals_of_thread
from jsp.models.said import read_messages
from jsp.rules.contact import Channel
from jsp.rules.roles import Permission
from jsp.rules.thread import Triage
from jsp.verbs import holds
from jsp.words import referral_terms

Act = Callable[[Thread, UUID], object]


@blueprint.get("/messages/<uuid:id>")
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def thread(id: UUID) -> Page:
    """Read it, and answer."""
    found = inbox.get_thread(current_user, id)
    form = AnswerForm(formdata=None, seen=answering.mark(found))
    form.renew()
    return _thread_page(found, form)


@blueprint.post("/messages/<uuid:id>/answer")
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def answer(id: UUID) -> Page:
    """Send the answer."""
    found, form = inbox.get_thread(current_user, id), AnswerForm()
    if form.validate_on_submit() and form.attempt(
        lambda: answering.answer(found, form.text.data, key=form.key, seen=form.seen.data, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Sent."))
        return redirect(url_for(".show"), 303)
    db.session.rollback()  # what was refused was not sent: sending it again asks again
    found = inbox.get_thread(current_user, id)
    form.seen.data = answering.mark(found)
    return _thread_page(found, form), form.status


@blueprint.post("/messages/<uuid:id>/chip/<code>")
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def chip(id: UUID, code: str) -> Page:
    """Put a ready sentence into the answer; sends nothing."""
    found, form = inbox.get_thread(current_user, id), AnswerForm()
    for each in chips.chips(found, clock.local_now()):
        if each.code == code:
            form.insert(each.text)
    return _thread_page(found, form)


@blueprint.post("/messages/<uuid:id>/take")
@requires(Permission.ANSWER_QUESTIONS)
def take(id: UUID) -> Page:
    """I see to it."""
    return act_on_thread(
        id, lambda found, key: answering.assign(found, current_user, key=key), gettext("You see to it.")
    )


@blueprint.post("/messages/<uuid:id>/involve/<int:user_id>")
@requires(Permission.ANSWER_QUESTIONS)
def involve(id: UUID, user_id: int) -> Page:
    """Ask a colleague to join."""
    return act_on_thread(id, lambda found, key: answering.involve(
        found, inbox.get_expert(current_user, found, user_id), key=key, by=current_user
    ), gettext("Asked. Your colleague finds it under Today."))  # fmt: skip


@blueprint.post("/messages/<uuid:id>/<any(spam,real):what>")
@requires(Permission.ANSWER_QUESTIONS)
def judge(id: UUID, what: str) -> Page:
    """No real question, or one after all."""
    done = {"spam": gettext("Closed as no real question. It counts nowhere."), "real": gettext("Put back.")}
    return act_on_thread(id, lambda found, key: answering.judge(found, Triage(what), key=key), done[what])


@blueprint.post("/messages/<uuid:id>/close")
@requires(Permission.ANSWER_QUESTIONS)
def close(id: UUID) -> Page:
    """Nothing more to say."""
    return act_on_thread(id, lambda found, key: answering.close(found, key=key), gettext("Closed."))


@blueprint.post("/messages/<uuid:id>/reopen")
@requires(Permission.ANSWER_QUESTIONS)
def reopen(id: UUID) -> Page:
    """Go on after all."""
    return act_on_thread(id, lambda found, key: answering.reopen(found, key=key), gettext("Open again."))


@blueprint.post("/messages/<uuid:id>/remind")
@requires(Permission.ANSWER_QUESTIONS)
def remind(id: UUID) -> Page:
    """Look again on a day."""
    form = RemindForm()
    return act_on_thread(
        id, lambda found, key: answering.remind(found, form.on.data, key=key), gettext("Kept."), form=form
    )


@blueprint.get("/messages/<uuid:id>/erase")
@requires(Permission.ANSWER_QUESTIONS)
def ask_erase(id: UUID) -> Page:
    """Erase what nobody ever read?"""
    return render_template("messages/erase_forgotten.html", thread=inbox.get_thread(current_user, id), form=OnceForm())


@blueprint.post("/messages/<uuid:id>/erase")
@requires(Permission.ANSWER_QUESTIONS)
def erase_forgotten(id: UUID) -> Page:
    """Erase what nobody ever read and whose time is over."""
    done = gettext("Erased.")
    return act_on_thread(id, lambda _found, _key: erasing.erase_forgotten(id, by=current_user), done, to=".show")


@blueprint.post("/messages/<uuid:id>/reach")
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def reach(id: UUID) -> Page:
    """Show the number or address that somebody left; that it was shown is kept."""
    found = inbox.get_thread(current_user, id)
    if found.reach is not None:
        audit.record(Action.REACH_SHOWN, KIND, found.id)
    form = AnswerForm(formdata=None, seen=answering.mark(found))
    form.renew()
    return _thread_page(found, form, show_reach=True)


@blueprint.route("/messages/<uuid:id>/contact", methods=["GET", "POST"])
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def make_contact(id: UUID) -> Page:
    """Make it a contact: what was done, in one tap."""
    found, form = inbox.get_thread(current_user, id), MakeContactForm()
    outcomes = [each for each in get_reference().outcomes if not each.archived_on]
    form.offer(outcomes, current_user.open_sites, site_id=found.site_id, reach=found.reach)
    if form.validate_on_submit() and form.attempt(lambda: contacts.turn_into_contact(
        found, outcome_id=form.outcome.data, site_id=form.site.data, channel=Channel(form.channel.data),
        key=form.key, by=current_user,
    )):  # fmt: skip
        db.session.commit()
        flash(gettext("It is a contact now, without a name and without what was said."))
        return redirect(url_for(".thread", id=id), 303)
    return render_template("messages/make_contact.html", thread=found, form=form), form.status


@blueprint.route("/messages/<uuid:id>/worry", methods=["GET", "POST"])
@requires(Permission.ANSWER_QUESTIONS, audited=True)
def worry(id: UUID) -> Page:
    """What to do when somebody without a name is in danger, and that it was passed on."""
    found, form = inbox.get_thread(current_user, id), WorryForm()
    form.offer(current_user.open_sites, site_id=found.site_id)
    if form.validate_on_submit() and form.attempt(
        lambda: contacts.escalate(found, site_id=form.site.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        flash(gettext("Kept that there was a worry, without the story."))
        return redirect(url_for("intake.safety", id=form.done), 303)
    return render_template("messages/worry.html", thread=found, form=form), form.status


def act_on_thread(id: UUID, act: Act, done: str, *, form: OnceForm | None = None, to: str = ".thread") -> Response:
    """What one button does to a conversation of this worker."""
    sent, found = form or OnceForm(), inbox.get_thread(current_user, id)
    if sent.validate_on_submit() and sent.attempt(lambda: act(found, sent.key)):
        db.session.commit()
        sent.say(done)
        return redirect(url_for(to, id=id if to == ".thread" else None), 303)
    db.session.rollback()
    flash(sent.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".thread", id=id), 303)


def _thread_page(found: Thread, form: AnswerForm, *, show_reach: bool = False) -> str:
    """The page leaves the house only after its trail is kept."""
    busy, act_form, remind = inbox.open_thread(found, by=current_user), OnceForm(), RemindForm(formdata=None)
    act_form.renew()
    remind.renew()
    page = render_template(
        "messages/thread.html", thread=found, said=read_messages(found, found.content_keys), form=form,
        chips=chips.chips(found, clock.local_now()), busy=busy, now=clock.local_now(), today=clock.today(),
        experts=inbox.experts(current_user, found.site_id), act_form=act_form,
        remind=remind, show_reach=show_reach, words=referral_terms,
        referrals=referrals_of_thread(found, current_user), held=holds.find_hold(KIND, found.id),
        request_id=find_open_about(current_user, KIND, found.id),
    )  # fmt: skip
    db.session.commit()
    return page
