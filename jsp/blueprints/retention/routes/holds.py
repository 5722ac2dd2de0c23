"""Keeping one thing longer, and lifting that."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import audit
from jsp.access import requires
from jsp.blueprints.retention.forms import HoldForm
from jsp.blueprints.retention.routes.room import Page, blueprint
from jsp.blueprints.retention.service import subjects
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.audit import Action
from jsp.rules.refusal import NotFoundError
from jsp.rules.retention import GONE
from jsp.rules.roles import Permission
from jsp.verbs import holds
from jsp.verbs.own_things import is_left, is_own
from jsp.words import retention_terms as words


@blueprint.route('/holds/<any("contact","thread","referral"):kind>/<uuid:id>', methods=["GET", "POST"])
@requires(Permission.KEEP_LONGER)
def hold(kind: str, id: UUID) -> Page:
    """Keep it longer, with a reason and until a day; what is held already can be lifted here."""
    subject, form = subjects.get_subject(current_user, kind, id), HoldForm()
    if form.validate_on_submit() and form.attempt(lambda: holds.hold(
        kind, id, until=form.until.data, ground=form.ground.data, reason=form.reason.data, key=form.key,
        by=current_user,
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("It is kept longer now."))
        return redirect(url_for(".hold", kind=kind, id=id), 303)
    standing = holds.find_hold(kind, id)
    page = render_template(
        "retention/hold.html", subject=subject, form=form, hold=standing, words=words, act_form=OnceForm(),
        why=holds.why(standing) if standing else None, part_gone=holds.is_part_gone(kind, id),
        is_own=is_own(kind, id, current_user), is_left=is_left(kind, id), gone=GONE,
        may_lift=standing is not None and subjects.may_lift(current_user, standing),
    )  # fmt: skip
    if standing:
        audit.record_apart(Action.READ, "hold", standing.id)
    return page, form.status


@blueprint.post("/holds/<uuid:id>/lift")
@requires(Permission.KEEP_LONGER)
def lift(id: UUID) -> Page:
    """Not longer after all."""
    row, form = holds.get_hold(id), OnceForm()
    subject = subjects.get_subject(current_user, row.kind, UUID(row.object_id))
    if not subjects.may_lift(current_user, row):
        raise NotFoundError(id)
    if form.validate_on_submit() and form.attempt(lambda: holds.lift(row, key=form.key, by=current_user)):
        db.session.commit()
        form.say(gettext("Lifted. It goes on its own day."))
    else:
        flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".hold", kind=subject.kind, id=subject.id), 303)
