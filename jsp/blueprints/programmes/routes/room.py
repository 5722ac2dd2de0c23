"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.models.ground import Site, SiteKind

blueprint = Blueprint("programmes", __name__, url_prefix="/programmes")
Page = str | Response | tuple[str, int]
VERSION = "/<code>/<int(max=2147483647):number>"


def only_site() -> Site | None:
    """The site of the viewer, whose words are used; None where there are several."""
    sites: list[Site] = current_user.open_sites
    return sites[0] if len(sites) == 1 else None


def is_at_college() -> bool:
    """Whether the viewer works at a vocational college, where lessons are linked with the profession (R48)."""
    return any(site.kind is SiteKind.MBO for site in current_user.open_sites)
