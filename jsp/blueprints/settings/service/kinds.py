"""The lists that a JSP sets up itself, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.ground import Discipline, Outcome, Site, Theme
from jsp.models.team import TeamMember
from jsp.rules.refusal import N_, DomainError, NotFoundError

Row = Any  # one of the models below: they share code, name, position and archived_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A list: its word in the address, its table, what of a row can change, and when a row may not be archived."""

    code: str
    model: type[Any]
    fields: tuple[str, ...]
    name_field: str
    title: Any
    add: Any
    icon: str
    about: Any
    check_archive: Callable[[Row], None] = lambda _row: None


def get_kind(code: str) -> Kind:
    """Raises NotFoundError."""
    for kind in KINDS:
        if kind.code == code:
            return kind
    raise NotFoundError(code)


def _check_discipline(row: Discipline) -> None:
    today = clock.today()
    query = select(TeamMember.first_name).where(
        TeamMember.discipline_id == row.id, TeamMember.active_until.is_(None) | (TeamMember.active_until >= today)
    )
    if db.session.scalar(query.limit(1)) is not None:
        raise DomainError(N_("Somebody in the team has this discipline. Change that first."))


NAMES = ("name_nl", "name_en")
KINDS = (
    Kind(
        code="sites", model=Site, name_field="name", icon="place",
        fields=("name", "kind", "room", "phone", "mail", "safeguarding_lead"),
        title=_("Sites"), add=_("Add a site"),
        about=_("The schools where you sit, with the room and how to reach you there."),
    ),
    Kind(
        code="themes", model=Theme, name_field="name_nl", icon="contacts",
        fields=(*NAMES, "pupil_word_nl", "pupil_word_en", "icon", "disciplines"),
        title=_("Themes"), add=_("Add a theme"),
        about=_("What a conversation can be about, and who of you knows most about it."),
    ),
    Kind(
        code="disciplines", model=Discipline, name_field="name_nl", icon="people",
        fields=(*NAMES, "explanation_nl", "explanation_en"),
        title=_("Disciplines"), add=_("Add a discipline"),
        about=_("The professions in your team, explained to pupils in about six words."),
        check_archive=_check_discipline,
    ),
    Kind(
        code="outcomes", model=Outcome, name_field="name_nl", icon="check",
        fields=NAMES,
        title=_("Outcomes"), add=_("Add an outcome"),
        about=_("What a conversation can lead to; one tap on the desk."),
    ),
)  # fmt: skip
