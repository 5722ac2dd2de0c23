"""The card for the young person: what it is, and its code, shown until it is put away."""

from uuid import UUID

from flask import render_template, url_for
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.referrals.forms.own_card import OwnCardForm
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import mine
from jsp.blueprints.referrals.service.own_card import COMPLAINT, keep_code, put_away
from jsp.extensions import db
from jsp.forms.buttons import once
from jsp.mail import link
from jsp.models.referrals import Referral
from jsp.qr import qr
from jsp.rules.roles import Permission
from jsp.verbs import holds, own_cards, referring


@blueprint.route("/<uuid:id>/own-card", methods=["GET", "POST"])
@requires(Permission.REFER)
def own_card(id: UUID) -> Page:
    """What the card is; its code is made, and shown until it is put away. The slow hash comes first."""
    row, form = mine.get_own(current_user, id), OwnCardForm()
    if form.validate_on_submit():
        code, lookup = own_cards.make(form.seed)
        row = mine.get_own(current_user, id)
        if form.attempt(lambda: keep_code(
            row, lookup, key=form.key, done=form.key_of_done, user_id=current_user.id
        )):  # fmt: skip
            db.session.commit()
            return _card(mine.get_own(current_user, id), code, form)
        db.session.rollback()
        row = mine.get_own(current_user, id)
    refused = COMPLAINT if holds.has_complaint(referring.KIND, id) else ""
    return render_template("referrals/own_card.html", row=row, form=form, refused=refused), form.status


@blueprint.post("/<uuid:id>/own-card/done")
@requires(Permission.REFER)
def own_card_done(id: UUID) -> Page:
    """They have it: from now on nobody who finds this page in the browser gets to see the code."""
    row = mine.get_own(current_user, id)
    to = url_for(".referral", id=id)
    return once(lambda key: put_away(row, key=key, user_id=current_user.id), "", to, form=OwnCardForm())


def _card(row: Referral, code: str, form: OwnCardForm) -> str:
    address = link("card.enter")
    return render_template(
        "referrals/own_card_made.html", row=row, code=code.split(), form=form, address=address, to_page=qr(address)
    )
