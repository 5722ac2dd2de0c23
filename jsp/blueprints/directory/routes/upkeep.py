"""The link by which a partner says whether what stands here about it is right. Opening it changes nothing."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from jsp.access import public
from jsp.blueprints.directory.forms.upkeep import RightForm
from jsp.blueprints.directory.routes.room import TERMS, Page, blueprint
from jsp.blueprints.directory.service import upkeep as service
from jsp.blueprints.directory.service.upkeep import Link
from jsp.extensions import csrf, db
from jsp.forms.partner import AboutPartnerForm
from jsp.models.directory import Partner
from jsp.verbs.corrections import propose_correction, waiting_of

GONE = 404


@blueprint.get("/klopt/<token>")
@public
def still_right(token: str) -> Page:
    """What pupils read about this partner, and what we know besides."""
    link = service.find(token)
    if link.partner is None:
        return _no_longer(link)
    form = AboutPartnerForm()
    form.show(link.partner)
    return _page(token, link.partner, form)


@blueprint.post("/klopt/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def correct(token: str) -> Page:
    """What is not right; it waits for one of us."""
    link, form = service.find(token), AboutPartnerForm()
    if link.partner is None:
        return _no_longer(link)
    partner = link.partner
    if form.validate_on_submit() and form.attempt(lambda: propose_correction(partner, form.said(), key=form.key)):
        db.session.commit()
        return redirect(url_for(".thanks", what="anders"), 303)
    db.session.rollback()
    return _page(token, partner, form), form.status


@blueprint.post("/klopt/<token>/ja")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def is_right(token: str) -> Page:
    """All of it is right: it stands as checked today."""
    link, form = service.find(token), RightForm()
    if link.partner is None:
        return _no_longer(link)
    partner = link.partner
    if form.validate_on_submit() and form.attempt(lambda: service.confirm(partner, key=form.key)):
        db.session.commit()
        return redirect(url_for(".thanks", what="ja"), 303)
    db.session.rollback()
    return redirect(url_for(".still_right", token=token), 303)


@blueprint.get('/klopt/dank/<any("ja", "anders"):what>')
@public
def thanks(what: str) -> str:
    """It arrived."""
    return render_template("directory/thanks.html", is_right=what == "ja")


def _page(token: str, partner: Partner, form: AboutPartnerForm) -> str:
    return render_template("directory/still_right.html", token=token, partner=partner, form=form,
                           right=RightForm(formdata=None), waits=waiting_of(partner.id), **TERMS)  # fmt: skip


def _no_longer(link: Link) -> tuple[str, int] | Response:
    return render_template("directory/no_longer.html", why=link.why_not), GONE
