"""Choosing coded passages to make a finding of: by code, and by talk."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.focus_group_rows import least
from jsp.models.focus_groups import FocusGroup
from jsp.models.programme_versions import newest_versions
from jsp.models.programmes import Programme
from jsp.models.talk_texts import TalkText

MOST = 200  # passages on a page


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which code, and of which talk; None for any talk."""

    code_id: UUID | None = None
    group_id: UUID | None = None


def list_codes() -> dict[str, list[tuple[str, str]]]:
    """The codes to choose from, book by book: their keys and names."""
    query = select(Codebook.name, Code.id, Code.name).join(Code.book).where(
        Codebook.archived_on.is_(None), Code.archived_on.is_(None)
    )  # fmt: skip
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for book, id, name in db.session.execute(query.order_by(Codebook.name, Code.place, Code.name)):
        found[book].append((str(id), name))
    return dict(found)


def coded(user: User, wanted: Wanted) -> list[Passage]:
    """The passages with that code, of talks that this person may read; the latest talk first."""
    if wanted.code_id is None:
        return []
    has_it = select(Coding.passage_id).where(Coding.code_id == wanted.code_id, Coding.is_off.is_(False))
    readable = FocusGroup.visible_to(user, least=least()).with_only_columns(FocusGroup.id)
    query = (
        select(Passage)
        .join(Passage.text)
        .join(TalkText.group)
        .where(Passage.id.in_(has_it), TalkText.group_id.in_(readable), Passage.starts < Passage.ends)
        .order_by(FocusGroup.held_on.desc(), FocusGroup.id, Passage.text_id, Passage.starts, Passage.id)
    )
    if wanted.group_id is not None:
        query = query.where(TalkText.group_id == wanted.group_id)
    return list(db.session.scalars(query.limit(MOST)))


def find_programme(code: str | None) -> Programme | None:
    """By its code; None for none."""
    return db.session.scalar(select(Programme).where(Programme.code == code)) if code else None


def programme_names() -> dict[int, str]:
    """What each programme is called, also one that was archived."""
    versions = [*newest_versions(is_archived=False), *newest_versions(is_archived=True)]
    return {each.programme_id: each.content.name for each in versions}
