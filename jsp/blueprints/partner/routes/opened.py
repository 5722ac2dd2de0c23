"""The link that this browser opened, and what is shown where it does not open (any more)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp.blueprints.partner.forms import CodeForm
from jsp.blueprints.partner.routes.visit import IDLE_SECONDS, KNOWN_SECONDS, VISITS, Visit
from jsp.blueprints.partner.service import opening
from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.verbs import partner_links


def open_link(seconds: int = IDLE_SECONDS) -> tuple[Visit, Referral] | None:
    """The visit of this browser with its referral, where that link is open."""
    held = VISITS.find(seconds)
    row = opening.find_opened(held.id, held.visit) if held else None
    if held is None or row is None or opening.hold(row, held.number) is not opening.Hold.OPEN:
        return None
    return held, row


def no_link(kept: str = "") -> Response | tuple[str, int]:
    """Why it does not open, or the way back to the code; with what was typed, so that it can be copied."""
    db.session.rollback()
    held = VISITS.find(IDLE_SECONDS)
    row = opening.find_opened(held.id, held.visit) if held else None
    if held is not None and row is not None:
        return _page("gone", hold=opening.hold(row, held.number), row=row, kept=kept)
    known = VISITS.find(KNOWN_SECONDS)
    if known is None:
        return _page("gone", hold=None, row=None, kept=kept)
    address = url_for(".enter", token=partner_links.token_of(known.id, known.number))
    said = gettext("This page closed by itself. Type the code to open it again.")
    if request.method == "POST":
        return _page("enter", form=CodeForm(formdata=None), address=address, kept=kept, said=said)
    flash(said)
    return redirect(address, 303)


def _page(name: str, **values: object) -> tuple[str, int]:
    return render_template(f"partner/{name}.html", **values), 410
