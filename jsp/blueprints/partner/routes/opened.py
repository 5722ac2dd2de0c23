"""The link that this browser opened, and what is shown where it does not open (any more)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.blueprints.partner.forms import CodeForm
from jsp.blueprints.partner.routes.visit import IDLE_SECONDS, KNOWN_SECONDS, VISITS, Visit
from jsp.blueprints.partner.service import opening
from jsp.errors import kept
from jsp.extensions import db
from jsp.forms.open import OpenForm
from jsp.models.referrals import Referral
from jsp.verbs import partner_links


def open_link(seconds: int = IDLE_SECONDS) -> tuple[Visit, Referral] | None:
    """The visit of this browser with its referral, where that link is open."""
    held = VISITS.find(seconds)
    row = opening.find_opened(held.id, held.visit) if held else None
    if held is None or row is None or opening.hold(row, held.number) is not opening.Hold.OPEN:
        return None
    return held, row


def no_link(lost: OpenForm | None = None) -> Response | tuple[str, int]:
    """Why it does not open, or the way back to the code; with all that was typed into the form that is lost."""
    db.session.rollback()
    held = VISITS.find(IDLE_SECONDS)
    row = opening.find_opened(held.id, held.visit) if held else None
    if held is not None and row is not None:
        return _page("gone", lost, hold=opening.hold(row, held.number), row=row, phone=opening.phone(row))
    known = VISITS.find(KNOWN_SECONDS)
    if known is None:
        return _page("gone", lost, hold=None, row=None, phone=opening.phone())
    address = url_for(".enter", token=partner_links.token_of(known.id, known.number))
    if request.method == "POST":
        return _page("enter", lost, form=CodeForm(formdata=None), address=address, phone=opening.phone())
    flash(gettext("This page closed by itself. Type the code to open it again."))
    return redirect(address, 303)


def _page(name: str, lost: OpenForm | None, **values: object) -> tuple[str, int]:
    lost = lost if request.method == "POST" else None
    typed = kept(type(lost)) if lost else None
    return render_template(f"partner/{name}.html", lost=lost, kept=typed, **values), 410
