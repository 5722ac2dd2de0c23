"""Turns that change hands: *ik kan niet*, and swapping."""

from collections.abc import Callable
from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.hours.forms.own import SwapForm
from jsp.blueprints.hours.routes.room import blueprint
from jsp.blueprints.hours.service import cover as service
from jsp.blueprints.hours.service import own, swaps
from jsp.extensions import db
from jsp.forms.buttons import once
from jsp.models.rota import get_opening
from jsp.models.team import Opening
from jsp.rules.roles import Permission

Page = str | Response | tuple[str, int]
PLACE = "/hours/openings/<int(max=2147483647):id>"


@blueprint.post(f"{PLACE}/cannot")
@requires(Permission.BE_PRESENT)
def cannot(id: int) -> Response:
    """*Ik kan niet*: free colleagues are asked."""
    opening, member = get_opening(current_user, id), own.get_member(current_user)
    done = gettext("You are off. Free colleagues are asked now.")
    return _do(lambda key: service.drop_out(opening, member, key=key, by=current_user), done, opening)


@blueprint.post(f"{PLACE}/cannot/<int(max=2147483647):member>")
@requires(Permission.PLAN_HOURS)
def cannot_for(id: int, member: int) -> Response:
    """Somebody rang that they cannot come: free colleagues are asked."""
    opening, person = get_opening(current_user, id), own.get_team_member(current_user, member)
    done = gettext("They are off. Free colleagues are asked now.")
    return _do(lambda key: service.drop_out(opening, person, key=key, by=current_user), done, opening)


@blueprint.post("/hours/cover/<uuid:id>/yes")
@requires(Permission.BE_PRESENT)
def cover_yes(id: UUID) -> Response:
    """I take the turn."""
    cover, member = service.get_cover(current_user, id), own.get_member(current_user)
    done = gettext("Thank you. The turn is yours, and your colleague knows.")
    return _do(lambda key: service.say_yes(cover, member, key=key, by=current_user), done, cover.opening)


@blueprint.post("/hours/cover/<uuid:id>/no")
@requires(Permission.BE_PRESENT)
def cover_no(id: UUID) -> Response:
    """Not me."""
    cover, member = service.get_cover(current_user, id), own.get_member(current_user)
    done = gettext("Fine. Somebody else is asked.")
    return _do(lambda key: service.say_no(cover, member, key=key), done, cover.opening)


@blueprint.post("/hours/cover/<uuid:id>/take-back")
@requires(Permission.BE_PRESENT)
def cover_take_back(id: UUID) -> Response:
    """I can after all."""
    cover = service.get_own_cover(current_user, id)
    done = gettext("Good. The turn is yours.")
    return _do(lambda key: service.take_back(cover, key=key, by=current_user), done, cover.opening)


@blueprint.route(f"{PLACE}/swap", methods=["GET", "POST"])
@requires(Permission.BE_PRESENT)
def swap(id: int) -> Page:
    """Offer the own turn for one of a colleague."""
    opening, member, form = get_opening(current_user, id), own.get_member(current_user), SwapForm()
    turns = swaps.turns_in_return(opening, member)
    form.turn.choices = [(turn.key, "") for turn in turns]
    if form.validate_on_submit() and form.attempt(
        lambda: swaps.ask_swap(opening, member, form.turn.data, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Asked. Nothing changes before your colleague says yes."))
        return redirect(url_for(".week", week=opening.on), 303)
    return render_template("hours/swap.html", form=form, opening=opening, turns=turns), form.status


@blueprint.post("/hours/swaps/<uuid:id>/yes")
@requires(Permission.BE_PRESENT)
def swap_yes(id: UUID) -> Response:
    """We swap."""
    found, done = swaps.get_swap(current_user, id, asked=True), gettext("Swapped. Your colleague knows.")
    return _do(lambda key: swaps.agree(found, key=key, by=current_user), done, found.opening)


@blueprint.post("/hours/swaps/<uuid:id>/no")
@requires(Permission.BE_PRESENT)
def swap_no(id: UUID) -> Response:
    """We do not swap."""
    found, done = swaps.get_swap(current_user, id, asked=True), gettext("Fine. Your colleague knows.")
    return _do(lambda key: swaps.refuse(found, key=key, by=current_user), done, found.opening)


@blueprint.post("/hours/swaps/<uuid:id>/take-back")
@requires(Permission.BE_PRESENT)
def swap_take_back(id: UUID) -> Response:
    """I no longer want to swap."""
    found = swaps.get_swap(current_user, id, asked=False)
    return _do(lambda key: swaps.take_back(found, key=key), gettext("Taken back."), found.opening)


def _do(act: Callable[[UUID], object], done: str, opening: Opening) -> Response:
    """Back to the week in which something changed."""
    return once(act, done, url_for(".week", week=opening.on))
