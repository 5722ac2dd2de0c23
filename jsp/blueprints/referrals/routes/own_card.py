"""The card for the young person: what it is, and its code, shown once."""

from uuid import UUID

from flask import render_template
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.referrals.forms.own_card import OwnCardForm
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import mine
from jsp.blueprints.referrals.service.own_card import keep_code
from jsp.extensions import db
from jsp.mail import link
from jsp.models.referrals import Referral
from jsp.qr import qr
from jsp.rules.roles import Permission
from jsp.verbs import own_cards


@blueprint.route("/<uuid:id>/own-card", methods=["GET", "POST"])
@requires(Permission.REFER)
def own_card(id: UUID) -> Page:
    """What the card is; its code is made, and shown this once. The slow hash comes before anything is locked."""
    row, form = mine.get_own(current_user, id), OwnCardForm()
    if form.validate_on_submit():
        code, lookup = own_cards.make(form.seed)
        row = mine.get_own(current_user, id)
        if form.attempt(lambda: keep_code(row, lookup, key=form.key, user_id=current_user.id)):
            db.session.commit()
            return _card(mine.get_own(current_user, id), code)
    return render_template("referrals/own_card.html", row=row, form=form), form.status


def _card(row: Referral, code: str) -> str:
    address = link("card.enter")
    return render_template(
        "referrals/own_card_made.html", row=row, code=code.split(), address=address, to_page=qr(address)
    )
