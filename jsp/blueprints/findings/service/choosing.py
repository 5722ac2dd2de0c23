"""Choosing coded passages to make a finding of: by code, and by talk."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.coding import Codebook, Passage
from jsp.models.coding_rows import codes_of_books, codings, get_code, with_those_below
from jsp.models.programme_versions import newest_versions
from jsp.models.talk_texts import TalkText
from jsp.rules.code_tree import Tree

MOST = 200  # passages on a page


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which code, and of which talk; None for any talk."""

    code_id: UUID | None = None
    group_id: UUID | None = None


def list_codes() -> dict[str, list[tuple[str, str]]]:
    """The codes to choose from, book by book: their keys, and their names with those above them."""
    books = list(db.session.scalars(select(Codebook).where(Codebook.archived_on.is_(None)).order_by(Codebook.name)))
    codes = codes_of_books([each.id for each in books])
    paths = {id: path for held in codes.values() for id, path in Tree(held).paths().items()}
    return {
        book.name: [(str(each.id), paths[each.id]) for each in codes[book.id] if each.archived_on is None]
        for book in books if codes[book.id]
    }  # fmt: skip


def coded(user: User, wanted: Wanted) -> list[Passage]:
    """The passages with that code or one below it, of talks that this person may read; the latest talk first."""
    if wanted.code_id is None:
        return []
    found = codings(user, with_those_below(get_code(wanted.code_id)))
    passages = dict.fromkeys(each.passage for each in found if each.passage.starts < each.passage.ends)
    if wanted.group_id is not None:
        talks = select(TalkText.id).where(TalkText.group_id == wanted.group_id)
        texts = set(db.session.scalars(talks))
        passages = {each: None for each in passages if each.text_id in texts}
    return list(passages)[:MOST]


def programme_names() -> dict[int, str]:
    """What each programme is called, also one that was archived."""
    versions = [*newest_versions(is_archived=False), *newest_versions(is_archived=True)]
    return {each.programme_id: each.content.name for each in versions}
