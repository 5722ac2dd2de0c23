"""From an empty database to the first opening: what is done and what comes next."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import exists, select

from jsp.content.usual import lay_usual
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.ground import CrisisLine, SchoolClass, SchoolYear, Site, Theme
from jsp.models.hours import Closure
from jsp.models.reference import get_setting
from jsp.models.team import Opening, TeamMember
from jsp.rules.roles import Permission, Role
from jsp.verbs.ground_history import MADE, keep, label, take

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
    permission: Permission = Permission.SET_UP


def list_steps() -> list[Step]:
    """All steps in their order."""
    return [*_needed(), *_may_wait()]


def _needed() -> list[Step]:
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
        Step("hours.new_pattern", "", _("The first fixed hours"),
             _("A day of the week, from when until when, and who sits there. A coordinator does this."),
             _is_there(Opening), more="hours.patterns", more_text=_("Change or add"),
             permission=Permission.PLAN_HOURS),
    ]  # fmt: skip


def _may_wait() -> list[Step]:
    workers = select(User.id).join(User.roles).where(RoleRow.name == Role.WORKER)
    unchecked = select(CrisisLine.id).where(CrisisLine.archived_on.is_(None), CrisisLine.checked_on.is_(None))
    return [
        Step("hours.closures", "", _("Holidays and closures"),
             _("Take over the holidays of your region, and change them to those of your school."), _is_there(Closure),
             more="hours.closures", may_wait=True, permission=Permission.PLAN_HOURS),
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


def _is_there(model: Any) -> bool:
    return bool(db.session.scalar(select(exists(select(model.id)))))
