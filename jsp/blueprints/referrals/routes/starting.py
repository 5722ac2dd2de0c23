"""Starting help: another question than sharing, asked along with it or later, also once it was sent."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.referrals.forms.consent import AnswerForm, ParentForm
from jsp.blueprints.referrals.routes.choosing import leave
from jsp.blueprints.referrals.routes.consent import parent_of
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import consent as consents
from jsp.blueprints.referrals.service import grounds, mine
from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.rules.consent import Answer, Decision, Giver
from jsp.rules.referral import OVER, State
from jsp.rules.roles import Permission
from jsp.verbs import consenting
from jsp.verbs.consenting import TAKES
from jsp.words import referral_terms as words


@blueprint.route("/<uuid:id>/start", methods=["GET", "POST"])
@requires(Permission.REFER)
def start(id: UUID) -> Page:
    """The card that asks the young person."""
    row, form = mine.get_own(current_user, id), AnswerForm()
    if form.validate_on_submit() and form.attempt(
        lambda: consents.answer_start(row, form.said, seen=form.seen.data or "", key=form.key, user_id=current_user.id)
    ):
        db.session.commit()
        return redirect(url_for(".thanks", id=id), 303)
    return _asked(id, form, "start_card", Giver.YOUNG_PERSON)


@blueprint.route("/<uuid:id>/start/<giver>", methods=["GET", "POST"])
@requires(Permission.REFER)
def parent_start(id: UUID, giver: str) -> Page:
    """What a parent says to it, and how."""
    row, form, who = mine.get_own(current_user, id), ParentForm(), parent_of(giver)
    if form.validate_on_submit() and form.attempt(lambda: consents.answer_start(
        row, form.said, seen=form.seen.data or "", key=form.key, user_id=current_user.id, giver=who, manner=form.how
    )):  # fmt: skip
        return _go_on(row, form.said)
    return _asked(id, form, "parent_start", who)


def _go_on(row: Referral, said: Answer) -> Response:
    """To the next parent who is asked, else back to where the referral stands."""
    parent = consents.next_for_start(row) if said is Answer.GIVEN else None
    to = ".ways" if row.state is State.AWAITING_CONSENT else ".referral"
    address = url_for(".parent_start", id=row.id, giver=parent) if parent else url_for(to, id=row.id)
    db.session.commit()
    return redirect(address, 303)


def _asked(id: UUID, form: AnswerForm, page: str, giver: Giver) -> Page:
    db.session.rollback()
    row = mine.get_own(current_user, id)
    if row.state not in TAKES[Decision.START] or row.packet_mark is None:
        return leave(id, gettext(OVER))
    form.seen.data = consenting.in_sight(row, giver)
    return render_template(
        f"referrals/{page}.html", words=words, row=row, form=form, grounds=grounds.list_grounds(row), giver=giver
    ), form.status
