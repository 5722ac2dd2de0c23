"""Who takes part: seats by role and number, names apart, invitations and yes or no to being quoted."""

from collections.abc import Callable
from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user

from jsp import audit
from jsp.access import requires
from jsp.blueprints.focus_groups.forms.people import NamesForm, SeatsForm, fresh, names_form, shown_names
from jsp.blueprints.focus_groups.routes.room import Page, blueprint
from jsp.blueprints.focus_groups.service import people as service
from jsp.blueprints.focus_groups.service.left_standing import count_waiting
from jsp.extensions import db
from jsp.forms import OnceForm, key_of_act
from jsp.forms.buttons import Done, once
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import FocusGroup
from jsp.qr import qr
from jsp.rules.roles import Permission
from jsp.words import talk_terms

PLACE = "/<uuid:id>/people"
SEAT = f"{PLACE}/<uuid:seat_id>"


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS, audited=True)
def people(id: UUID) -> Page:
    """Seats with names, links and answers; only for who holds the talk."""
    return _page(id)


@blueprint.post(f"{PLACE}/names")
@requires(Permission.HOLD_TALKS, audited=True)
def save_names(id: UUID) -> Page:
    """These are the names and addresses."""
    form = names_form(get_held(current_user, id))
    if form.validate_on_submit() and form.attempt(
        lambda: service.save_names(id, form.names(), key=form.key, seen=form.seen.data or "", by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Saved. Names stand apart from what is said, and only who holds this talk sees them."))
        return redirect(url_for(".people", id=id), 303)
    return _page(id, names=form)


@blueprint.post(f"{PLACE}/seats")
@requires(Permission.HOLD_TALKS, audited=True)
def add_seats(id: UUID) -> Page:
    """More people take part."""
    form = SeatsForm()
    form.ask(get_held(current_user, id))
    if form.validate_on_submit() and form.attempt(
        lambda: service.add_seats(id, form.chosen(), form.more.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Added."))
        return redirect(url_for(".people", id=id), 303)
    return _page(id, seats=form)


@blueprint.route(f"{SEAT}/remove", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def remove_seat(id: UUID, seat_id: UUID) -> Page:
    """Nobody sits there after all; a page that asks."""
    form = OnceForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.remove_seat(id, seat_id, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Taken away. The others keep their number."))
        return redirect(url_for(".people", id=id), 303)
    found = get_held(current_user, id)
    seat = service.seat_of(found, seat_id)
    return render_template(
        "focus_groups/remove_seat.html", form=form, group=found, seat=seat, words=talk_terms
    ), form.status


@blueprint.post(f"{SEAT}/link")
@requires(Permission.HOLD_TALKS, audited=True)
def new_link(id: UUID, seat_id: UUID) -> Page:
    """The link went astray."""
    return _with_names(
        id, lambda key: service.new_link(id, seat_id, key=key, by=current_user),
        gettext("There is a new link. The earlier one opens nothing any more."),
    )  # fmt: skip


@blueprint.post(f"{SEAT}/quote/<any(yes, no):answer>")
@requires(Permission.HOLD_TALKS, audited=True)
def say_quote(id: UUID, seat_id: UUID, answer: str) -> Page:
    """Who sits there said by mouth whether their words may be quoted."""
    return _with_names(
        id, lambda key: service.say_quote(id, seat_id, may_quote=answer == "yes", key=key, by=current_user),
        gettext("Written down."),
    )  # fmt: skip


@blueprint.post(f"{PLACE}/invite")
@requires(Permission.HOLD_TALKS, audited=True)
def invite(id: UUID) -> Page:
    """A mail to everybody with an address that was not mailed yet; an address that was just typed is first shown."""
    return _with_names(
        id, lambda key: service.invite(id, key=key, by=current_user),
        lambda number: ngettext("%(num)d mail goes out.", "%(num)d mails go out.", number),
        instead=gettext("The names are saved, and no mail went out yet. Look at who gets one, and press once more."),
    )  # fmt: skip


@blueprint.route(f"{PLACE}/names/erase", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS)
def erase_names(id: UUID) -> Page:
    """All names go now; a page that asks."""
    form, found = OnceForm(), get_held(current_user, id)
    if form.validate_on_submit() and form.attempt(lambda: service.erase_names(id, key=form.key, by=current_user)):
        db.session.commit()
        form.say(gettext("All names and addresses of this talk are gone."))
        return redirect(url_for(".people", id=id), 303)
    return render_template(
        "focus_groups/erase_names.html", form=form, group=found, waiting=count_waiting(found)
    ), form.status


@blueprint.get(f"{PLACE}/links")
@requires(Permission.HOLD_TALKS, audited=True)
def links(id: UUID) -> Page:
    """A sheet with the link of each seat that gets no mail, to print and cut."""
    found = get_held(current_user, id)
    addresses = service.links(found)
    sheet = [(seat, addresses[seat.id], qr(addresses[seat.id])) for seat in service.on_paper(found)]
    return _read(found, render_template("focus_groups/links.html", group=found, sheet=sheet, words=talk_terms))


def _with_names(id: UUID, act: Callable[[UUID], object], done: Done, *, instead: str = "") -> Page:
    """What a button does; names that were typed are saved with it, or `instead` says that only they are."""
    found = get_held(current_user, id)
    if not service.takes_names(found):
        return once(act, done, _back(id))
    form = names_form(found)
    if form.validate_on_submit() and form.attempt(lambda: None if _save_typed(id, form) and instead else act(form.key)):
        db.session.commit()
        said = instead if instead and form.is_touched else done
        form.say(said if isinstance(said, str) else said(form.done))
        return redirect(_back(id), 303)
    return _page(id, names=form)


def _save_typed(id: UUID, form: NamesForm) -> bool:
    """Whether names were typed beside another button; they are saved."""
    if form.is_touched:
        key = key_of_act(form.key, "names", {})
        service.save_names(id, form.names(), key=key, seen=form.seen.data or "", by=current_user)
    return form.is_touched


def _page(id: UUID, *, names: NamesForm | None = None, seats: SeatsForm | None = None) -> Page:
    """The page with a form that was refused, or as it stands."""
    db.session.rollback()
    found = get_held(current_user, id)
    form, more = names or shown_names(found), seats or fresh(SeatsForm)
    more.ask(found)
    if not form.seen.data or form.seen.errors:
        form.seen.data = service.mark(found)
    page = render_template(
        "focus_groups/people.html", group=found, form=form, more=more, button=fresh(OnceForm), words=talk_terms,
        links=service.links(found), takes_names=service.takes_names(found), to_invite=service.to_invite(found),
    )  # fmt: skip
    refused = names or seats
    return _read(found, page), refused.status if refused else 200


def _read(found: FocusGroup, page: str) -> str:
    audit.record(Action.READ, "talk", found.id)
    db.session.commit()
    return page


def _back(id: UUID) -> str:
    return url_for(".people", id=id)
