"""Who helps, for pupils. No theme stands in an address: all of them stand on one page."""

from flask import render_template

from jsp import clock
from jsp.access import public
from jsp.blueprints.directory.routes.room import ID, TERMS, blueprint
from jsp.blueprints.directory.service import public as service
from jsp.shared_pages import shared


@blueprint.get("/wie-helpt")
@public
@shared
def who_helps() -> str:
    """Theme by theme, and the national lines."""
    themes, lines = service.by_theme()
    besides = service.lines_besides(lines)
    return render_template("directory/who_helps.html", themes=themes, lines=lines, crisis_lines=besides, **TERMS)


@blueprint.get(f"/wie-helpt/{ID}")
@public
@shared
def who(id: int) -> str:
    """One of them, as the code on a card leads to."""
    return render_template("directory/who.html", partner=service.get_for_pupils(id), today=clock.today(), **TERMS)
