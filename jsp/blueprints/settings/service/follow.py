"""What else follows when a row of a list is made or changed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.hours import OpeningPattern
from jsp.models.team import Opening
from jsp.rules.roles import Role


def let_its_maker_work_there(site: Site, *, by: User) -> None:
    """A coordinator who adds a school also sees it on their own pages; an administrator has no work there."""
    if Role.COORDINATOR in by.role_set:
        by.sites.append(site)
        audit.record(Action.SITES_CHANGED, "user", by.id)


def move_to_the_new_room(site: Site, values: Mapping[str, Any]) -> None:
    """Openings to come that were planned in the room of the site go along; those that were put elsewhere stay."""
    planned = (Opening.site_id == site.id, Opening.on >= clock.today(), Opening.room == site.room)
    is_new = {"sequence": Opening.sequence + 1, "changed_at": clock.now()} if values["room"] != site.room else {}
    db.session.execute(update(Opening).where(*planned).values(room=values["room"], **is_new))
    fixed = (OpeningPattern.site_id == site.id, OpeningPattern.room == site.room)
    db.session.execute(update(OpeningPattern).where(*fixed).values(room=values["room"]))
