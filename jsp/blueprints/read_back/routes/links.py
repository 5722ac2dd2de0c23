"""What a link opens: the invitation, the text to read back, or what was done with it."""

from flask import render_template, url_for
from flask_babel import gettext

from jsp import clock
from jsp.access import public, public_marking
from jsp.blueprints.read_back.forms.words import ButtonForm, QuoteForm
from jsp.blueprints.read_back.routes.room import Page, blueprint, of_seat
from jsp.blueprints.read_back.service import correcting, opening
from jsp.extensions import csrf, db
from jsp.forms.buttons import once
from jsp.models.focus_group_rows import least
from jsp.models.focus_groups import Participant
from jsp.models.reference import get_setting
from jsp.words import talk_terms


@blueprint.get("/<token>")
@public_marking
@of_seat
def show(seat: Participant, token: str) -> Page:
    """As far as the talk is."""
    group, form = seat.group, QuoteForm()
    form.stand_on(seat.may_quote)
    texts, told = opening.read_texts(seat), opening.told(group)
    page = render_template(
        "read_back/show.html", seat=seat, group=group, token=token, form=form, button=ButtonForm(), texts=texts,
        told=told, findings=opening.findings_of(group, told), phase=opening.phase_of(group), today=clock.today(),
        least=least(), kept_days=int(get_setting("focus_group_raw_days")), words=talk_terms,
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.post("/<token>/quote")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@of_seat
def quote(seat: Participant, token: str) -> Page:
    """Whether their words may be quoted."""
    form = QuoteForm()
    may_quote = form.may_quote.data == "yes"
    said = gettext("You say yes. You can still change that until the text is approved.")
    refused = gettext("You say no. Nothing that you said is quoted.")
    return once(
        lambda key: correcting.answer_quoting(seat, may_quote, key=key), said if may_quote else refused,
        url_for(".show", token=token), form=form,
    )  # fmt: skip


@blueprint.post("/<token>/right")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@of_seat
def right(seat: Participant, token: str) -> Page:
    """They read it, and it is right."""
    return once(
        lambda key: correcting.is_right(seat, key=key), gettext("Thank you. We know that you have read it."),
        url_for(".show", token=token), form=ButtonForm(),
    )  # fmt: skip
