"""What a card shows: where it stands, what is shared, and who looked."""

from flask import render_template

from jsp import clock
from jsp.access import public
from jsp.blueprints.card.routes.room import Page, blueprint
from jsp.blueprints.card.routes.visit import VISITS, gone, open_card
from jsp.blueprints.card.service import cards
from jsp.forms.open import OpenForm
from jsp.verbs import referring
from jsp.verbs.looks import list_looks
from jsp.words import referral_terms as words


@blueprint.get("/kaart/mijn")
@public
def mine() -> Page:
    """Where it stands."""
    held, row = open_card()
    if row is None:
        return gone()
    page = render_template("card/mine.html", card=cards.card_of(row), row=row, held=held, form=OpenForm(),
                           today=clock.today(), words=words)  # fmt: skip
    return VISITS.go_on(page, held)


@blueprint.get("/kaart/gekeken")
@public
def looked() -> Page:
    """Who looked at it."""
    held, row = open_card()
    if row is None:
        return gone()
    return VISITS.go_on(render_template("card/looked.html", looks=list_looks(referring.KIND, row.id), row=row), held)
