"""From an empty database to the first opening: what is done and what comes next."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import exists, select

from jsp import clock
from jsp.blueprints.settings.service.history import MADE, keep, label, take
from jsp.content.usual import lay_usual
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.ground import CrisisLine, SchoolClass, SchoolYear, Site, Theme
from jsp.models.reference import get_setting
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import Role

ADD = _("Change or add")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, where to do it, and whether it is done."""

    endpoint: str
    code: str
    title: Any
    about: Any
    is_done: bool
    more: str = "settings.index"
    more_text: Any = ADD
    may_wait: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningDraft:
    """One opening: the site, the day, local wall times, and who sits there in that order."""

    key: UUID
    site_id: int
    on: date
    starts: time
    ends: time
    member_ids: tuple[int, ...]


def list_steps() -> list[Step]:
    """All steps in their order."""
    workers = select(User.id).join(User.roles).where(RoleRow.name == Role.WORKER)
    unchecked = select(CrisisLine.id).where(CrisisLine.archived_on.is_(None), CrisisLine.checked_on.is_(None))
    return [
        Step("settings.lay", "", _("Themes, disciplines, outcomes and crisis lines"),
             _("As most JSPs have them. One button; change them whenever you like."), _is_there(Theme),
             more="settings.home", more_text=_("Change")),
        Step("settings.new", "sites", _("The first site"), _("A school, the room, and how to reach you."),
             _is_there(Site)),
        Step("settings.new", "years", _("The school year"), _("Proposed already; look at the days and save."),
             _is_there(SchoolYear)),
        Step("settings.new", "team", _("Somebody in the team"), _("You yourself first, perhaps."),
             _is_there(TeamMember)),
        Step("settings.first_opening", "", _("The first opening"),
             _("A day, from when until when, and who sits there."), _is_there(Opening),
             more="settings.first_opening", more_text=_("Another opening")),
        Step("accounts.people", "", _("Your colleagues have an account"),
             _("An administrator invites them, you say yes; then choose their account under Team."),
             db.session.scalar(workers.limit(1)) is not None,
             more="accounts.people", may_wait=True),
        Step("settings.values", "", _("Name, phone and mail of your JSP"), _("They stand on the public pages."),
             bool(get_setting("privacy_mail")), more="settings.values", more_text=_("Change"), may_wait=True),
        Step("settings.index", "lines", _("Check the crisis lines"), _("Numbers that must be right."),
             _is_there(CrisisLine) and not db.session.scalar(select(exists(unchecked))), may_wait=True),
        Step("settings.new", "classes", _("The classes"), _("One by one, or all at once from a file."),
             _is_there(SchoolClass), may_wait=True),
    ]  # fmt: skip


def lay(*, key: UUID, by: User) -> None:
    """Fill the lists that are empty with what is usual."""
    if not take(key):
        return
    for code, rows in lay_usual().items():
        for row in rows:
            keep(code, row.id, MADE, "", label(row), key=key, by=by)


def offers() -> tuple[list[Site], list[TeamMember]]:
    """Where an opening can be and who can sit there."""
    sites = select(Site).where(Site.archived_on.is_(None)).order_by(Site.position)
    team = select(TeamMember).where(TeamMember.archived_on.is_(None)).order_by(TeamMember.position, TeamMember.id)
    return list(db.session.scalars(sites)), list(db.session.scalars(team))


def make_opening(draft: OpeningDraft, *, by: User) -> None:
    """Plan one opening in the room of the site. Raises DomainError for one that cannot be."""
    if not take(draft.key):
        return
    site = db.session.get_one(Site, draft.site_id)
    if draft.ends <= draft.starts:
        raise DomainError(N_("The end is before the beginning."), field="ends")
    if draft.on < clock.today():
        raise DomainError(N_("This day is over."), field="on")
    same = (Opening.site_id == site.id, Opening.on == draft.on, Opening.starts == draft.starts)
    if db.session.scalar(select(Opening.id).where(*same)) is not None:
        raise DomainError(N_("There is an opening then already."), field="starts")
    opening = Opening(site_id=site.id, on=draft.on, starts=draft.starts, ends=draft.ends, room=site.room)
    db.session.add(opening)
    db.session.flush()
    places = enumerate(draft.member_ids)
    db.session.add_all(Attendance(opening_id=opening.id, member_id=id, position=at) for at, id in places)
    keep("openings", opening.id, MADE, "", f"{site.name} {draft.on}", key=draft.key, by=by)


def _is_there(model: Any) -> bool:
    return bool(db.session.scalar(select(exists(select(model.id)))))
