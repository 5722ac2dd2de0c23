"""Looking up talks and their texts, each for the person who asks: a foreign one is as missing as none."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.focus_groups import FocusGroup
from jsp.models.guides import GuideVersion
from jsp.models.reference import get_setting
from jsp.models.talk_texts import TalkText
from jsp.rules.refusal import NotFoundError
from jsp.rules.talk import TalkState
from jsp.rules.talk_retention import is_longer


def least() -> int:
    """How many have to have taken part before others than the group read anything."""
    return int(get_setting("min_cell_size"))


def list_groups(user: User) -> list[FocusGroup]:
    """All that this person may read, the latest first."""
    query = _whole(FocusGroup.visible_to(user, least=least()))
    return list(db.session.scalars(query.order_by(FocusGroup.held_on.desc(), FocusGroup.id)))


def get_group(user: User, id: UUID) -> FocusGroup:
    """One that this person may read, as it stands now; raises NotFoundError for any other."""
    return _one(FocusGroup.visible_to(user, least=least()), id)


def get_held(user: User, id: UUID) -> FocusGroup:
    """One that this person holds and so may change, as it stands now; raises NotFoundError for any other."""
    return _one(FocusGroup.held_by(user), id)


def talks_of_day(user: User, on: date) -> list[FocusGroup]:
    """The talks of that day which this person holds."""
    query = FocusGroup.held_by(user).where(FocusGroup.held_on == on, FocusGroup.state == TalkState.DRAFT)
    return list(db.session.scalars(query.order_by(FocusGroup.starts_at, FocusGroup.id)))


def kept_longer(today: date) -> list[FocusGroup]:
    """Those of which the words are kept longer than usual, the first to go first, whoever may read them."""
    query = select(FocusGroup).where(
        FocusGroup.keep_until > today, FocusGroup.erased_on.is_(None), FocusGroup.state == TalkState.APPROVED
    )  # fmt: skip
    days = int(get_setting("focus_group_raw_days"))
    found = db.session.scalars(query.order_by(FocusGroup.keep_until, FocusGroup.id))
    return [each for each in found if each.approved_on and is_longer(each.approved_on, days, each.keep_until)]


def texts_of(group: FocusGroup) -> list[TalkText]:
    """Its texts: that of the notes first, then the others by name."""
    query = select(TalkText).where(TalkText.group_id == group.id)
    return sorted(db.session.scalars(query), key=lambda each: (each.kind != "notes", each.name.casefold(), each.id))


def get_text(user: User, id: UUID) -> TalkText:
    """A text of a talk that this person may read, with its talk; raises NotFoundError for any other."""
    query = select(TalkText).join(TalkText.group).where(TalkText.id == id, of_readable_talk(user))
    found = db.session.scalar(
        query.options(contains_eager(TalkText.group)).execution_options(populate_existing=True)
    )  # fmt: skip
    if found is None:
        raise NotFoundError(id)
    return found


def of_readable_talk(user: User) -> ColumnElement[bool]:
    """Whether a text is of a talk that this person may read."""
    return TalkText.group_id.in_(FocusGroup.visible_to(user, least=least()).with_only_columns(FocusGroup.id))


def _one(query: Select[FocusGroup], id: UUID) -> FocusGroup:
    found = db.session.scalar(_whole(query).where(FocusGroup.id == id).execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError(id)
    return found


def _whole(query: Select[FocusGroup]) -> Select[FocusGroup]:
    return query.options(
        joinedload(FocusGroup.guide_version).joinedload(GuideVersion.guide), joinedload(FocusGroup.programme),
        joinedload(FocusGroup.theme), selectinload(FocusGroup.participants), selectinload(FocusGroup.sites),
        selectinload(FocusGroup.holders),
    )  # fmt: skip
