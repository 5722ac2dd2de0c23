"""How things are called that have a name for everybody who works here: accounts, settings, rows of a list."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.directory import Partner
from jsp.models.ground import CrisisLine, Discipline, Outcome, SchoolClass, SchoolYear, Setting, Site, Theme
from jsp.models.team import TeamMember
from jsp.rules.setting_list import BY_KEY

Names = Mapping[tuple[str, str], str]
ACCOUNT = "user"


def _name(row: Any) -> str:
    return str(row.name)


def _setting(row: Setting) -> str:
    return str(gettext(BY_KEY[row.key].label)) if row.key in BY_KEY else ""


NAMED: dict[str, tuple[Any, Callable[[Any], str]]] = {
    ACCOUNT: (User, lambda row: str(row.first_name)),
    "values": (Setting, _setting),
    "classes": (SchoolClass, lambda row: str(row.code)),
    "sites": (Site, _name), "period_length": (Site, _name), "years": (SchoolYear, _name), "themes": (Theme, _name),
    "theme": (Theme, _name), "disciplines": (Discipline, _name), "outcomes": (Outcome, _name),
    "lines": (CrisisLine, _name), "team": (TeamMember, _name), "member": (TeamMember, _name),
    "partners": (Partner, _name), "partner": (Partner, _name),
}  # fmt: skip


def find_names(things: Iterable[tuple[str, str]], *, besides: int) -> Names:
    """The names of these things, by kind and key; not of the account `besides`: its owner knows it."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, id in things:
        if kind in NAMED and id.isdigit() and (kind, id) != (ACCOUNT, str(besides)):
            wanted[kind].add(int(id))
    found = {}
    for kind, ids in wanted.items():
        table, name_of = NAMED[kind]
        rows = db.session.scalars(select(table).where(table.id.in_(ids)))
        found.update({(kind, str(row.id)): name_of(row) for row in rows})
    return found
