"""Beginning a talk, changing what was agreed on beforehand, and who holds it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.focus_groups.forms.planning import ChangeTalkForm, DeleteForm, HolderForm, NewTalkForm
from jsp.blueprints.focus_groups.routes.room import Page, blueprint
from jsp.blueprints.focus_groups.service import holders as holding
from jsp.blueprints.focus_groups.service import planning as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.focus_group_rows import get_held
from jsp.rules.note_check import concerns
from jsp.rules.refusal import N_
from jsp.rules.roles import Permission

WARNING = N_("This looks like a phone number or an e-mail address. Better take it out of the subject.")


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def plan() -> Page:
    """A talk that is to come, or was held already."""
    form = NewTalkForm()
    form.ask(current_user)
    if form.validate_on_submit() and form.attempt(
        lambda: service.begin(form.plan(), form.seats(), key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("It is planned. You hold this talk."))
        _warn(form.subject.data)
        return redirect(url_for(".group", id=form.key), 303)
    return render_template("focus_groups/plan.html", form=form), form.status


@blueprint.route("/<uuid:id>/change", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def change(id: UUID) -> Page:
    """Something else was agreed on."""
    form, found = ChangeTalkForm(), get_held(current_user, id)
    form.ask(current_user, found)
    if form.validate_on_submit() and form.attempt(
        lambda: service.change(id, form.plan(), key=form.key, seen=form.seen.data or "", by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Changed."))
        _warn(form.subject.data)
        return redirect(url_for(".group", id=id), 303)
    db.session.rollback()
    found = get_held(current_user, id)
    if not form.is_submitted():
        form.show(found)
    if not form.seen.data or form.seen.errors:
        form.seen.data = service.mark(found)
    return render_template("focus_groups/change.html", form=form, group=found), form.status


@blueprint.get("/<uuid:id>/holders")
@requires(Permission.HOLD_TALKS)
def holders(id: UUID) -> Page:
    """Who holds it."""
    return _holders(id, HolderForm(formdata=None))


@blueprint.post("/<uuid:id>/holders/add")
@requires(Permission.HOLD_TALKS)
def add_holder(id: UUID) -> Page:
    """Somebody more holds it."""
    form = HolderForm()
    form.person.choices = [(each.id, "") for each in holding.who_can_hold(get_held(current_user, id))]
    if form.validate_on_submit() and form.attempt(
        lambda: holding.add_holder(id, form.person.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Added. This colleague reads and changes all of this talk."))
        return redirect(url_for(".holders", id=id), 303)
    return _holders(id, form)


@blueprint.route("/<uuid:id>/holders/<int(max=2147483647):user_id>/remove", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def remove_holder(id: UUID, user_id: int) -> Page:
    """Somebody holds it no longer; a page that asks, for who goes does not come in again."""
    form = OnceForm()
    if form.validate_on_submit() and form.attempt(
        lambda: holding.remove_holder(id, user_id, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Done."))
        where = url_for(".show") if user_id == current_user.id else url_for(".holders", id=id)
        return redirect(where, 303)
    found = get_held(current_user, id)
    person = holding.holder_of(found, user_id)
    return render_template("focus_groups/remove_holder.html", form=form, group=found, person=person), form.status


@blueprint.route("/<uuid:id>/delete", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def delete(id: UUID) -> Page:
    """It never came to that talk, or nobody approves it; a page that asks."""
    form = DeleteForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.delete(id, with_words=form.with_words.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Taken away."))
        return redirect(url_for(".show"), 303)
    found = get_held(current_user, id)
    can_go = service.can_go(found)
    return render_template("focus_groups/delete.html", form=form, group=found, can_go=can_go), form.status


def _holders(id: UUID, form: HolderForm) -> Page:
    found = get_held(current_user, id)
    others = holding.who_can_hold(found)
    form.person.choices = [(each.id, each.first_name) for each in others]
    return render_template("focus_groups/holders.html", form=form, group=found, others=others), form.status


def _warn(text: str) -> None:
    if concerns(text):
        flash(gettext(WARNING))
