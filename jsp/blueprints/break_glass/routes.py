"""Addresses of what is opened with a reason."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit, clock
from jsp.access import requires, signed_in
from jsp.blueprints.break_glass import service
from jsp.blueprints.break_glass.forms import FindForm, ReasonForm
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.rules.break_glass import LASTS, Kind
from jsp.rules.roles import Permission
from jsp.verbs import breaking_glass, holds
from jsp.verbs.own_things import is_left
from jsp.words import referral_terms
from jsp.words.glass_terms import KINDS, KINDS_OF_ONE

blueprint = Blueprint("break_glass", __name__, url_prefix="/opened")
Page = str | Response | tuple[str, int]
KIND = "<any(contact,thread,referral):kind>"


@blueprint.get("/")
@requires(Permission.BREAK_GLASS, audited=True)
def things() -> Page:
    """What there is, without what stands in it."""
    form = FindForm(request.args)
    form.offer(current_user)
    wanted = form.wish(request.args.get("page", type=int))
    rows, has_more = service.list_things(current_user, wanted)
    audit.record(Action.LISTED, "break_glass")
    db.session.commit()
    return render_template(
        "break_glass/things.html", form=form, wanted=wanted, kinds=KINDS, rows=rows, has_more=has_more
    )


@blueprint.route(f"/{KIND}/<uuid:id>", methods=["GET", "POST"])
@requires(Permission.BREAK_GLASS, fresh=True)
def ask(kind: str, id: UUID) -> Page:
    """Why, and what follows from it."""
    thing, form = breaking_glass.get_thing(current_user, Kind(kind), id), ReasonForm()
    if form.validate_on_submit() and form.attempt(
        lambda: breaking_glass.break_glass(thing, key=form.key, reason=form.reason.data, by=current_user)
    ):
        db.session.commit()
        return redirect(url_for(".read", kind=kind, id=id), 303)
    page = render_template(
        "break_glass/ask.html", thing=thing, form=form, kinds=KINDS_OF_ONE, minutes=int(LASTS.total_seconds() // 60),
        hears=breaking_glass.who_hears(thing, current_user)[0],
    )  # fmt: skip
    return page, form.status


@blueprint.get(f"/{KIND}/<uuid:id>/read")
@requires(Permission.BREAK_GLASS, audited=True)
def read(kind: str, id: UUID) -> Page:
    """What stands in it, until the hour is over."""
    opened = breaking_glass.get_open(current_user, Kind(kind), id)
    thing = breaking_glass.get_thing(current_user, Kind(kind), id)
    found = service.read(Kind(kind), id)
    page = render_template(
        f"break_glass/{kind}.html", opened=opened, until=opened.ends_at.astimezone(clock.LOCAL), thing=thing,
        words=referral_terms, held=holds.find_hold(kind, id), is_left=is_left(kind, id), **found,
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.post("/<uuid:id>/seen")
@signed_in
def seen(id: UUID) -> Response:
    """Its worker has read that it was opened."""
    breaking_glass.put_away(id, by=current_user)
    db.session.commit()
    flash(gettext("Put away. It stays in your trail."))
    return redirect(url_for("today.show"), 303)
