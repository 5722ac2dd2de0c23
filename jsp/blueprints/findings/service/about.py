"""What several talks can be about: a programme of lessons, or a theme."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select

from jsp.blueprints.findings.service.choosing import programme_names
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.focus_group_rows import least
from jsp.models.focus_groups import FocusGroup
from jsp.models.programme_versions import get_version
from jsp.models.programmes import Programme
from jsp.models.reference import get_reference
from jsp.rules.refusal import NotFoundError
from jsp.rules.talk import TalkState


class Kind(StrEnum):
    """Which of the two; the words of the audit."""

    PROGRAMME = "programme"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class About:
    """One of them, with its name for who reads."""

    kind: Kind
    id: int
    code: str
    name: str

    @property
    def talks(self) -> ColumnElement[bool]:
        """Whether a talk is about it."""
        column = FocusGroup.programme_id if self.kind is Kind.PROGRAMME else FocusGroup.theme_id
        return column == self.id


def get_programme(code: str) -> About:
    """Raises NotFoundError."""
    version = get_version(code)
    return About(Kind.PROGRAMME, version.programme_id, code, version.content.name)


def get_theme(code: str) -> About:
    """Also one that was archived; raises NotFoundError."""
    for each in get_reference().themes:
        if each.code == code:
            return About(Kind.THEME, each.id, code, each.name)
    raise NotFoundError(code)


def years_of(user: User, about: About) -> list[int]:
    """In which years there are approved talks about it that this person may read."""
    query = _approved(user).where(about.talks).with_only_columns(FocusGroup.held_on)
    return sorted({each.year for each in db.session.scalars(query)})


def talked_about(user: User) -> list[About]:
    """About what there are such talks: programmes by their names, then themes in their order."""
    query = _approved(user).outerjoin(FocusGroup.programme).with_only_columns(
        Programme.id, Programme.code, FocusGroup.theme_id
    )  # fmt: skip
    found = list(db.session.execute(query.distinct()))
    names, theme_ids = programme_names(), {theme_id for *_programme, theme_id in found}
    programmes = {About(Kind.PROGRAMME, id, code, names[id]) for id, code, _theme_id in found if id is not None}
    themes = [About(Kind.THEME, each.id, each.code, each.name) for each in get_reference().themes]
    return [
        *sorted(programmes, key=lambda each: (each.name.casefold(), each.id)),
        *(each for each in themes if each.id in theme_ids),
    ]


def _approved(user: User) -> Select[FocusGroup]:
    return FocusGroup.visible_to(user, least=least()).where(FocusGroup.state == TalkState.APPROVED)
