"""What programs fetch: calendars of a site and of a person, and the openings as JSON."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from flask import Response, after_this_request, g, jsonify

from jsp import clock
from jsp.access import public
from jsp.blueprints.hours.routes.room import blueprint
from jsp.blueprints.hours.service import document, feeds
from jsp.models.reference import get_reference
from jsp.shared_pages import shared

VERSION = "1.0.0"
DESCRIPTION = Path(__file__).parents[3] / "content" / "openapi.json"
View = Callable[..., Any]


def for_any_page(view: View) -> View:
    """Let a page of any site read the answer, also when it is an error: it is public, and it comes without cookies."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        after_this_request(_open)
        return view(*args, **kwargs)

    return answer


@blueprint.get("/<code>/openings.ics")
@public
@shared
def site_feed(code: str) -> Response:
    """The openings of a site, for any calendar program."""
    return _open(
        Response(feeds.site_feed(get_reference().open_site(code), today=clock.today()), mimetype="text/calendar")
    )


@blueprint.get("/hours/calendar/<token>.ics")
@public
def own_feed(token: str) -> Response:
    """The own turns for a calendar program, which has no account: the address is the key."""
    return Response(feeds.own_feed(token, today=clock.today()), mimetype="text/calendar")


@blueprint.get("/openings.json")
@public
@for_any_page
@shared
def all_openings() -> Response:
    """All sites with the address of their document."""
    return jsonify({"sites": document.list_sites(get_reference().open_sites.values())})


@blueprint.get("/<code>/openings.json")
@public
@for_any_page
@shared
def site_openings(code: str) -> Response:
    """One site, for a website or a screen."""
    return jsonify(document.describe(get_reference().open_site(code), clock.local_now()))


@blueprint.get("/openapi.json")
@public
@for_any_page
@shared
def description() -> Response:
    """What stands in the JSON, as OpenAPI."""
    return Response(DESCRIPTION.read_bytes(), mimetype="application/json")


def _open(answer: Response) -> Response:
    answer.headers["API-Version"] = VERSION
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = "API-Version"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    g.own_headers = (*g.get("own_headers", ()), "Cross-Origin-Resource-Policy")
    return answer
