"""How it goes to the partner: the last tap."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.referrals.forms.sending import SendForm
from jsp.blueprints.referrals.routes.choosing import leave
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import choosing, grounds, mine
from jsp.blueprints.referrals.service import consent as consents
from jsp.blueprints.referrals.service import sending as going
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.rules.referral import OVER, State
from jsp.rules.roles import Permission
from jsp.words import referral_terms as words


@blueprint.get("/<uuid:id>/ways")
@requires(Permission.REFER)
def ways(id: UUID) -> Page:
    """What was said so far; and, where everybody said yes, how it goes."""
    return _ways(id, None)


@blueprint.post("/<uuid:id>/send")
@requires(Permission.REFER)
def send(id: UUID) -> Page:
    """Send it."""
    row, form = mine.get_own(current_user, id), SendForm()
    if form.validate_on_submit() and form.attempt(
        lambda: going.send(row, form.how.data, age=form.age_now, key=form.key, user_id=current_user.id)
    ):
        db.session.commit()
        if form.done:
            return redirect(url_for(".referral", id=id), 303)
        flash(gettext("The age has changed, so it was not sent yet. Look at what is asked now."))
        return redirect(url_for(".ask", id=id), 303)
    return _ways(id, form)


@blueprint.route("/<uuid:id>/alone", methods=["GET", "POST"])
@requires(Permission.REFER)
def alone(id: UUID) -> Page:
    """They make contact alone: nothing is shared."""
    row, form = mine.get_own(current_user, id), OnceForm()
    if form.validate_on_submit() and form.attempt(lambda: going.alone(row, key=form.key, user_id=current_user.id)):
        db.session.commit()
        return redirect(url_for("directory.signpost_card", id=row.partner_id, at=row.site_id), 303)
    db.session.rollback()
    row = mine.get_own(current_user, id)
    if row.state not in choosing.MAKING:
        return leave(id, gettext(OVER))
    return render_template("referrals/alone.html", words=words, row=row, form=form), form.status


@blueprint.post("/<uuid:id>/alone/failed")
@requires(Permission.REFER)
def alone_failed(id: UUID) -> Page:
    """They did not make contact; it can be begun anew."""
    row = mine.get_own(current_user, id)
    done = gettext("Kept. Do you want to begin it anew together?")
    return once(lambda key: going.alone_failed(row, key=key, user_id=current_user.id), done, url_for(".reopen", id=id))


def _ways(id: UUID, sent: SendForm | None) -> Page:
    db.session.rollback()
    row = mine.get_own(current_user, id)
    if row.state is State.DRAFT:
        return redirect(url_for(".passport", id=id), 303)
    if row.state is not State.AWAITING_CONSENT:
        return leave(id, (sent.first_error if sent else "") or gettext(OVER))
    ages, form = going.ages_again(row), sent or SendForm(formdata=None)
    form.offer_ages(ages)
    if sent is None:
        form.renew()
    stand = consents.stand(row)
    return render_template(
        "referrals/ways.html", words=words, row=row, form=form, ages=ages, stand=stand, desk=going.meeting(row),
        missing=[str(words.GIVERS[each]) for each in stand.share.missing], grounds=grounds.list_grounds(row),
        is_reachable=going.can_be_reached(row),
    ), form.status if sent else 200  # fmt: skip
