"""What a link opens."""

from flask import render_template

from jsp.access import public_marking
from jsp.blueprints.read_back.routes.room import Page, blueprint
from jsp.verbs import talk_links


@blueprint.get("/<token>")
@public_marking
def show(token: str) -> Page:
    """The invitation, the text that is read back, or what was done with it, as far as the talk is."""
    seat = talk_links.find(token)
    if seat is None:
        return render_template("read_back/gone.html"), 404
    return render_template("read_back/show.html", seat=seat, group=seat.group)
