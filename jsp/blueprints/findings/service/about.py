"""What several talks can be about: a programme of lessons, or a theme."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement

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


def talked_about(user: User) -> dict[About, list[int]]:
    """About what there are approved talks that this person may read, each with the years of these."""
    talks = FocusGroup.visible_to(user, least=least()).where(FocusGroup.state == TalkState.APPROVED)
    query = talks.outerjoin(FocusGroup.programme).with_only_columns(
        FocusGroup.held_on, Programme.id, Programme.code, FocusGroup.theme_id
    )  # fmt: skip
    programmes: dict[tuple[int, str], set[int]] = defaultdict(set)
    themes: dict[int, set[int]] = defaultdict(set)
    for held_on, programme_id, code, theme_id in db.session.execute(query):
        if programme_id is not None:
            programmes[programme_id, code].add(held_on.year)
        if theme_id is not None:
            themes[theme_id].add(held_on.year)
    return {about: sorted(years) for about, years in (*_named(programmes), *_of_themes(themes))}


def _named(found: dict[tuple[int, str], set[int]]) -> Iterable[tuple[About, set[int]]]:
    names = programme_names() if found else {}
    named = [(About(Kind.PROGRAMME, id, code, names[id]), years) for (id, code), years in found.items()]
    return sorted(named, key=lambda each: (each[0].name.casefold(), each[0].id))


def _of_themes(found: dict[int, set[int]]) -> Iterable[tuple[About, set[int]]]:
    themes = [each for each in get_reference().themes if each.id in found]
    return [(About(Kind.THEME, each.id, each.code, each.name), found[each.id]) for each in themes]
