"""The card that is turned towards the young person, and what they and the parents say."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.referrals.forms.consent import AnswerForm, CustodyForm, ParentForm, TellForm
from jsp.blueprints.referrals.routes.choosing import leave, mine_to_show
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import choosing, grounds, mine
from jsp.blueprints.referrals.service import consent as consents
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.referrals import Referral
from jsp.rules.consent import Answer, Decision, Giver
from jsp.rules.referral import OVER, State
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.verbs import consenting
from jsp.verbs.consenting import TAKES
from jsp.words import referral_terms as words


@blueprint.get("/<uuid:id>/ask")
@requires(Permission.REFER, audited=True)
def ask(id: UUID) -> Page:
    """The card, and nothing else of the desk."""
    return _card(id, None)


@blueprint.post("/<uuid:id>/answer")
@requires(Permission.REFER, audited=True)
def answer(id: UUID) -> Page:
    """What was tapped on the card."""
    row, form = mine.get_own(current_user, id), AnswerForm()
    if form.validate_on_submit() and form.attempt(lambda: consents.answer(
        row, form.said, seen=form.seen.data or "", start=form.start.data, key=form.key, user_id=current_user.id
    )):  # fmt: skip
        to = _next(row, form.said)
        db.session.commit()
        return redirect(url_for(to, id=id), 303)
    return _card(id, form)


@blueprint.get("/<uuid:id>/thanks")
@requires(Permission.REFER)
def thanks(id: UUID) -> Page:
    """Thank you, turn the screen back: nothing of the desk, and one button for the worker."""
    row = mine.get_own(current_user, id)
    return render_template("referrals/thanks.html", row=row, to=_turned(row))


@blueprint.route("/<uuid:id>/tell", methods=["GET", "POST"])
@requires(Permission.REFER)
def tell(id: UUID) -> Page:
    """How the parents hear of it; the young person chooses."""
    row, form = mine.get_own(current_user, id), TellForm()
    if form.validate_on_submit() and form.attempt(
        lambda: consents.tell(row, form.how, seen=form.seen.data or "", key=form.key, user_id=current_user.id)
    ):
        db.session.commit()
        return redirect(url_for(".thanks", id=id), 303)
    db.session.rollback()
    row = mine.get_own(current_user, id)
    if row.state not in choosing.MAKING:
        return leave(id, gettext(OVER))
    form.seen.data = consenting.in_sight(row)
    return render_template("referrals/tell.html", words=words, row=row, form=form), form.status


@blueprint.get("/<uuid:id>/parents")
@requires(Permission.REFER, audited=True)
def parents(id: UUID) -> Page:
    """Who has authority, and what they say."""
    return _parents(id, {})


@blueprint.post("/<uuid:id>/custody")
@requires(Permission.REFER, audited=True)
def custody(id: UUID) -> Page:
    """Who has authority, as it was asked."""
    row, form = mine.get_own(current_user, id), CustodyForm()
    if form.validate_on_submit() and form.attempt(lambda: consents.set_custody(
        row, form.chosen, seen=form.seen.data or "", key=form.key, user_id=current_user.id
    )):  # fmt: skip
        db.session.commit()
        return redirect(url_for(".parents", id=id), 303)
    return _refused(form, id)


@blueprint.post("/<uuid:id>/parents/<giver>")
@requires(Permission.REFER, audited=True)
def parent_says(id: UUID, giver: str) -> Page:
    """What a parent said, and how."""
    row, form, who = mine.get_own(current_user, id), ParentForm(), parent_of(giver)
    if form.validate_on_submit() and form.attempt(lambda: consents.parent_says(
        row, who, form.said, manner=form.how, start=form.start.data, seen=form.seen.data or "",
        key=form.key, user_id=current_user.id,
    )):  # fmt: skip
        to = ".ways" if consents.stand(row).share.is_complete else ".parents"
        db.session.commit()
        return redirect(url_for(to, id=id), 303)
    return _parents(id, {who: form})


@blueprint.get("/<uuid:id>/parents/text")
@requires(Permission.REFER, audited=True)
def parent_text(id: UUID) -> Page:
    """The same to print: what a parent reads, and where they sign."""
    row = mine_to_show(id)
    if row.state is not State.AWAITING_CONSENT:
        return leave(id, gettext(OVER))
    page = render_template("referrals/parent_text.html", words=words, row=row, lines=consents.shared_lines(row))
    db.session.commit()
    return page


def _card(id: UUID, form: AnswerForm | None) -> Page:
    row = mine_to_show(id)
    if row.state is not State.AWAITING_CONSENT:
        return leave(id, gettext(OVER)) if row.state is not State.DRAFT else redirect(url_for(".passport", id=id), 303)
    if row.partner.is_archived:
        flash(gettext(choosing.GONE))
        return redirect(url_for(".other_partner", id=id), 303)
    shown = form or AnswerForm(formdata=None)
    if form is None:
        shown.renew()
    shown.seen.data = consenting.in_sight(row, Giver.YOUNG_PERSON)
    page = render_template(
        "referrals/ask_card.html", words=words, row=row, form=shown, lines=consents.shared_lines(row),
        needs=row.share_needs, start_needs=row.start_needs,
    )  # fmt: skip
    db.session.commit()
    return page, form.status if form else 200


def _next(row: Referral, said: Answer) -> str:
    """Where the flow goes on. The screen still faces the young person: pages of the worker come after it was turned."""
    if said is not Answer.GIVEN:
        return ".thanks"
    stand = consents.stand(row)
    if stand.needs_parents:
        return ".thanks" if consents.is_child(row) else ".tell"
    return ".thanks" if stand.parents else ".ways"  # what a parent said before is not for this screen


def _turned(row: Referral) -> str:
    """Where the worker goes on, once the screen was turned back."""
    if row.state not in TAKES[Decision.START]:
        return url_for(".referral", id=row.id)
    stand, own = consents.stand(row), consenting.said(row, Decision.START, Giver.YOUNG_PERSON)
    is_asking = row.state is State.AWAITING_CONSENT
    if is_asking and stand.own and stand.own.answer is Answer.GIVEN and stand.needs_parents and stand.share.missing:
        return url_for(".parents", id=row.id)
    parent = consents.next_for_start(row) if own and own.answer is Answer.GIVEN else None
    if parent:
        return url_for(".parent_start", id=row.id, giver=parent)
    return url_for(".ways" if is_asking else ".referral", id=row.id)


def parent_of(giver: str) -> Giver:
    """Which parent an address speaks of; raises NotFoundError for anything else."""
    if giver not in (Giver.PARENT_1, Giver.PARENT_2):
        raise NotFoundError(giver)
    return Giver(giver)


def _parents(id: UUID, sent: dict[Giver, ParentForm]) -> Page:
    row = mine_to_show(id)
    if row.state is not State.AWAITING_CONSENT:
        return leave(id, gettext(OVER))
    stand, asked = consents.stand(row), CustodyForm(formdata=None)
    if not stand.parents:
        return redirect(url_for(".ways", id=id), 303)
    for form in (form for giver, form in sent.items() if giver not in {each.giver for each in stand.parents}):
        flash(form.first_error)  # who has no say has no place on the page
    asked.renew()
    asked.seen.data = consenting.in_sight(row)
    forms = {each.giver: sent.get(each.giver) or ParentForm(formdata=None) for each in stand.parents}
    for giver, form in forms.items():
        if giver not in sent:
            form.renew()
        form.seen.data = consenting.in_sight(row, giver)
    page = render_template(
        "referrals/parents.html", words=words, row=row, stand=stand, custody=asked, forms=forms,
        lines=consents.shared_lines(row), grounds=grounds.list_grounds(row),
    )  # fmt: skip
    db.session.commit()
    return page, 422 if sent else 200


def _refused(form: OnceForm, id: UUID) -> Response:
    db.session.rollback()
    flash(form.first_error or gettext("Nothing was changed."))
    return redirect(url_for(".parents", id=id), 303)
