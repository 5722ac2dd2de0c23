"""What is kept how long and why, what goes when, and what went."""

from datetime import timedelta

from flask import render_template
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.retention.routes.room import Page, blueprint
from jsp.blueprints.retention.service import accounts, subjects
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.rules.roles import Permission
from jsp.rules.setting_list import BY_KEY
from jsp.verbs import holds, retention
from jsp.words import retention_terms as words

LOOKED_BACK = timedelta(days=90)


@blueprint.get("/settings/retention")
@requires(Permission.SEE_RETENTION)
def show() -> Page:
    """Every kind of thing; numbers only."""
    held = holds.list_holds()
    reasons, talks = subjects.reasons_for(current_user, held), subjects.talks_kept_longer(current_user)
    page = render_template(
        "retention/show.html", rows=retention.preview(), gone=retention.list_gone(clock.today() - LOOKED_BACK),
        settings=BY_KEY, holds=held, names=subjects.names_of(held), words=words, talks=talks,
        unused=accounts.list_unused(), reasons=reasons,
    )  # fmt: skip
    if reasons or any(each.reason for each in talks):
        audit.record_apart(Action.LISTED, "hold")
    return page


@blueprint.get('/settings/retention/soon/<any("contact","thread","referral"):kind>')
@requires(Permission.BREAK_GLASS, audited=True)
def soon(kind: str) -> Page:
    """What goes soon, without its words: where, when, whose. Of all workers, so for a coordinator alone."""
    found = subjects.list_soon(current_user, kind)
    page = render_template("retention/soon.html", kind=kind, found=found, words=words)
    audit.record(Action.LISTED, kind)
    db.session.commit()
    return page
