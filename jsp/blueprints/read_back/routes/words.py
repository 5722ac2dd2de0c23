"""Putting right and taking back what one said."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.access import public
from jsp.blueprints.read_back.forms.words import ButtonForm, RemarkForm, SeenForm, WordsForm
from jsp.blueprints.read_back.routes.room import Page, blueprint, of_seat
from jsp.blueprints.read_back.service import correcting, opening, taking_back
from jsp.errors import kept
from jsp.extensions import csrf, db
from jsp.forms.open import OpenForm
from jsp.models.focus_groups import Participant
from jsp.rules.refusal import NotFoundError
from jsp.rules.talk_reading import Phase
from jsp.verbs import talk_links

PLACE = "/<token>/words/<uuid:text_id>/<int(max=2147483647):at>"


@blueprint.route(PLACE, methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@of_seat
def put_right(seat: Participant, token: str, text_id: UUID, at: int) -> Page:
    """Own words in better ones."""
    form = WordsForm()
    if form.validate_on_submit() and form.attempt(
        lambda: correcting.put_right(
            seat, text_id, at, seen=form.seen.data or "", words=form.words.data or "", key=form.key
        )
    ):
        return _done(token, form, gettext("Put right. It stands in the text like this now."), text_id, at)
    return _line_page("put_right", token, form, text_id, at)


@blueprint.route(f"{PLACE}/take-back", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@of_seat
def take_back(seat: Participant, token: str, text_id: UUID, at: int) -> Page:
    """Own words, gone everywhere. Asks first."""
    form = SeenForm()
    if form.validate_on_submit() and form.attempt(
        lambda: taking_back.take_back(seat, seen=form.seen.data or "", key=form.key)
    ):
        return _done(token, form, gettext("Taken back. Your words are erased."), text_id, at)
    return _line_page("take_back", token, form, text_id, at)


@blueprint.route("/<token>/take-all-back", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@of_seat
def take_all_back(seat: Participant, token: str) -> Page:
    """All own words. Asks first."""
    form = ButtonForm()
    if form.validate_on_submit() and form.attempt(lambda: taking_back.take_all_back(seat, key=form.key)):
        return _done(token, form, gettext("Taken back. All that you said is erased."))
    return _page("take_all_back", token, form)


@blueprint.route("/<token>/remark", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@of_seat
def remark(seat: Participant, token: str) -> Page:
    """Something about the rest of the text."""
    form = RemarkForm()
    if form.validate_on_submit() and form.attempt(lambda: correcting.remark(seat, form.words.data or "", key=form.key)):
        return _done(token, form, gettext("Thank you. Who wrote the text looks at it."))
    return _page("remark", token, form)


def _done(token: str, form: OpenForm, said: str, text_id: UUID | None = None, at: int = 0) -> Response:
    db.session.commit()
    form.say(said)
    anchor = f"line-{text_id}-{at}" if text_id else None
    return redirect(url_for(".show", token=token, _anchor=anchor), 303)


def _line_page(name: str, token: str, form: SeenForm, text_id: UUID, at: int) -> Page:
    """The form about the line as it stands now; without it where it went, or is no own one any more."""
    seat = _seat_again(token)
    try:
        text, line, words = opening.own_line(seat, text_id, at)
    except NotFoundError:
        return _elsewhere(token, form)
    if isinstance(form, WordsForm):
        form.fill(line, words)
    form.show(line)
    page = render_template(
        f"read_back/{name}.html", seat=seat, group=seat.group, token=token, form=form, text=text, words=words, at=at
    )  # fmt: skip
    return page, form.status


def _page(name: str, token: str, form: OpenForm) -> Page:
    seat = _seat_again(token)
    if opening.phase_of(seat.group) is not Phase.READING:
        return _elsewhere(token, form)
    page = render_template(
        f"read_back/{name}.html", seat=seat, group=seat.group, token=token, form=form, count=opening.count_own(seat)
    )  # fmt: skip
    return page, form.status


def _elsewhere(token: str, form: OpenForm) -> Page:
    """What was asked for is not there (any more); what was typed is not lost by it."""
    if form.is_submitted():
        return render_template("read_back/lost.html", token=token, form=form, kept=kept(type(form))), 409
    flash(gettext("This line stands there no more as it did. Look for your words again."))
    return redirect(url_for(".show", token=token), 303)


def _seat_again(token: str) -> Participant:
    """As it stands now: what was refused held others up, and may have changed what we had read."""
    db.session.rollback()
    seat = talk_links.find(token)
    if seat is None:
        raise NotFoundError(token)
    return seat
