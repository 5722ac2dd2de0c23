"""What the public pages tell."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text

from jsp.content import usual
from jsp.extensions import db
from jsp.models import rota
from jsp.models.ground import CrisisLine
from jsp.models.reference import get_reference
from jsp.models.rota import Desk
from jsp.models.team import TeamMember


def desks(now: datetime) -> list[Desk]:
    """All sites, as they stand at local time `now`."""
    return rota.desks([site for site in get_reference().sites if not site.archived_on], now)


def team(now: datetime) -> list[TeamMember]:
    """Who is in the team today."""
    return rota.members_on(now.date())


def crisis_lines() -> Sequence[CrisisLine]:
    """The numbers for now, also before this JSP has laid its own."""
    return [line for line in get_reference().lines if not line.archived_on] or usual.usual_lines()


def ask_database() -> None:
    """Raises DBAPIError when the database does not answer."""
    db.session.execute(text("SELECT 1"))
