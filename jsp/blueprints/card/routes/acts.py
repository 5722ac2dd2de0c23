"""What who holds a card can do: say that something is not right, take it back, have it erased."""

from flask import redirect, render_template, url_for
from flask_babel import gettext

from jsp import clock
from jsp.access import public
from jsp.blueprints.card.forms import CardCodeForm, CorrectForm
from jsp.blueprints.card.routes.room import Page, blueprint
from jsp.blueprints.card.routes.visit import VISITS, gone, open_card
from jsp.blueprints.card.service import acts
from jsp.extensions import csrf, db
from jsp.forms.open import OpenForm
from jsp.visits import WRITING_SECONDS


@blueprint.get("/kaart/klopt-niet")
@public
def correct() -> Page:
    """Ask what is not right."""
    held, row = open_card()
    if row is None:
        return gone()
    return VISITS.go_on(render_template("card/correct.html", form=CorrectForm(), row=row, held=held), held)


@blueprint.post("/kaart/klopt-niet")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def send_correction() -> Page:
    """Keep it for the worker; what was typed is taken also where reading on asks for the code again."""
    held, row = open_card(WRITING_SECONDS)
    form, is_awake = CorrectForm(), VISITS.find() is not None
    if row and form.validate_on_submit() and form.attempt(lambda: acts.correct(row, form.text.data, key=form.key)):
        db.session.commit()
        form.say(gettext("Sent. We look at it, and ask you when we do not understand it."))
        return VISITS.go_on(redirect(url_for(".mine"), 303), held) if is_awake else gone()
    if row is None or not is_awake:  # what is refused wakes nothing: else anybody could read on without the code
        page = render_template("card/enter.html", form=CardCodeForm(formdata=None), kept=form.readable)
        return VISITS.end((page, 410))
    return VISITS.go_on((render_template("card/correct.html", form=form, row=row, held=held), form.status), held)


@blueprint.route("/kaart/stoppen", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def withdraw() -> Page:
    """Take it back, after asking."""
    held, row = open_card()
    if row is None:
        return gone()
    form = OpenForm()
    if form.validate_on_submit() and form.attempt(lambda: acts.withdraw(row, key=form.key)):
        db.session.commit()
        return VISITS.go_on(redirect(url_for(".mine"), 303), held)
    page = render_template(
        "card/withdraw.html", form=form, row=row, held=held, may_stop=acts.may_stop(row), stays=acts.stays_unsaid(row)
    )
    return VISITS.go_on((page, form.status), held)


@blueprint.route("/kaart/wissen", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def erase() -> Page:
    """Erase now what would be erased later, after asking."""
    held, row = open_card()
    if row is None:
        return gone()
    form = OpenForm()
    if form.validate_on_submit() and form.attempt(lambda: acts.erase(row, key=form.key)):
        db.session.commit()
        return VISITS.go_on(redirect(url_for(".mine"), 303), held)
    page = render_template(
        "card/erase.html", form=form, row=row, held=held, may_erase=acts.may_erase(row), goes=acts.goes(row),
        stays=acts.keeps(row), copies=acts.copies_of(row), ends_yes=acts.ends_yes(row), today=clock.today(),
    )  # fmt: skip
    return VISITS.go_on((page, form.status), held)
