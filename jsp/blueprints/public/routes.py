"""Addresses without an account; they stand on posters, so they are Dutch and short."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from jsp import clock, mail
from jsp.access import public, stateless
from jsp.blueprints.public import service
from jsp.blueprints.public.forms import LanguageForm
from jsp.extensions import csrf, speak
from jsp.qr import qr
from jsp.shared_pages import shared

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
@public
@shared
def home() -> str:
    """When is it open, where, who is there."""
    now = clock.local_now()
    return render_template(
        "public/home.html", desks=service.desks(now), team=service.team(now), now=now, others=service.other_sites()
    )


@blueprint.get("/<code>")
@public
@shared
def site(code: str) -> str:
    """One school: how it stands, the coming weeks, who is there, how to keep it in a calendar."""
    now = clock.local_now()
    desk = service.get_desk(code, now)
    return render_template("public/site.html", desk=desk, weeks=service.weeks(desk), team=service.team_of(desk, now),
                           asked=service.asked_at(desk), calendar=mail.link("hours.site_feed", code=code))  # fmt: skip


@blueprint.get("/<code>/poster")
@public
@shared
def poster(code: str) -> str:
    """To print and hang in the school."""
    now = clock.local_now()
    desk = service.get_desk(code, now)
    address = mail.link("public.site", code=code)
    return render_template("public/poster.html", desk=desk, fixed=service.fixed_hours(desk, now), address=address,
                           qr=qr(address), elsewhere=mail.link("directory.who_helps"))  # fmt: skip


@blueprint.get("/nu-hulp")
@public
@shared
def help_now() -> str:
    """Numbers for when it cannot wait."""
    return render_template("public/help_now.html", lines=service.crisis_lines())


@blueprint.get("/gegevens")
@public
@shared
def privacy() -> str:
    """What is kept of you, in short."""
    return render_template("public/privacy.html", desks=service.desks(clock.local_now()))


@blueprint.get("/gegevens/medewerkers")
@public
@shared
def staff_privacy() -> str:
    """The same for who works here."""
    return render_template("public/staff_privacy.html", periods=service.periods())


@blueprint.post("/taal")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def language() -> Response:
    """Change the language and come back; kept in the browser."""
    form = LanguageForm()
    if form.validate_on_submit():
        speak(form.language.data)
    return redirect(form.way_back, 303)


@blueprint.get("/healthz")
@stateless
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@stateless
def readyz() -> Response:
    """The database answers too."""
    service.ask_database()
    return Response("ready\n", mimetype="text/plain")
