"""What somebody takes out: talks that they may read, with texts, passages and codes of the books that they chose."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp import audit
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.coding_rows import codes_of_books
from jsp.models.focus_group_rows import list_groups
from jsp.models.focus_groups import FocusGroup
from jsp.models.research_agreed import check_agreed
from jsp.models.talk_texts import TalkText
from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import Role

TALK, BOOK = "talk", "codebook"  # as the trail calls them


@dataclass(frozen=True, slots=True)
class Wish:
    """Of which talks, and with which codebooks."""

    talks: frozenset[UUID]
    books: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken out. `codes`: of each book, each above those under it; `passages`: of each text, in its order."""

    groups: list[FocusGroup]
    texts: dict[UUID, list[TalkText]]
    books: list[Codebook]
    codes: dict[UUID, list[Code]]
    by_id: dict[UUID, Code]
    passages: dict[UUID, list[Passage]]

    def codings(self, passage: Passage) -> list[Coding]:
        """Those that are on, with a code that is taken out too."""
        return [each for each in passage.codings if not each.is_off and each.code_id in self.by_id]


def talks_to_choose(user: User) -> list[FocusGroup]:
    """Those of which this person may read what was said, the latest first."""
    return [each for each in list_groups(user) if not each.is_erased]


def take(user: User, wish: Wish) -> Taken:
    """All of it; that it is taken out is written down. Raises DomainError where it may not be, or nothing is left."""
    groups = [each for each in talks_to_choose(user) if each.id in wish.talks]
    if not groups:
        raise DomainError(N_("Choose a talk."), field="talks")
    check_may_take(user, groups)
    books = list(db.session.scalars(
        select(Codebook).where(Codebook.id.in_(wish.books)).order_by(Codebook.name_key)
    ))  # fmt: skip
    texts = _texts(groups)
    for each in groups:
        audit.record(Action.EXPORTED, TALK, each.id)
    codes = codes_of_books([each.id for each in books])
    by_id = {code.id: code for some in codes.values() for code in some}
    return Taken(groups, texts, books, codes, by_id, _passages(texts.values()))


def check_may_take(user: User, groups: Iterable[FocusGroup]) -> None:
    """Who only reads them as a researcher takes them out once that is agreed. Raises DomainError before."""
    if any(_reads_for_research(user, each) for each in groups):
        check_agreed()


def _reads_for_research(user: User, group: FocusGroup) -> bool:
    is_of_site = bool({site.id for site in user.sites} & {site.id for site in group.sites})
    coordinates = Role.COORDINATOR in user.role_set and is_of_site
    return Role.RESEARCHER in user.role_set and not group.is_held_by(user) and not coordinates


def _texts(groups: Collection[FocusGroup]) -> dict[UUID, list[TalkText]]:
    """Of each talk: that of the notes first, then the others by name."""
    found: dict[UUID, list[TalkText]] = {each.id: [] for each in groups}
    rows = db.session.scalars(select(TalkText).where(TalkText.group_id.in_(found)))
    for each in sorted(rows, key=lambda row: (row.kind != "notes", row.name.casefold(), row.id)):
        found[each.group_id].append(each)
    return found


def _passages(texts: Collection[list[TalkText]]) -> dict[UUID, list[Passage]]:
    ids = [each.id for some in texts for each in some]
    query = select(Passage).where(Passage.text_id.in_(ids), Passage.starts < Passage.ends)
    coders = selectinload(Passage.codings).joinedload(Coding.coder).load_only(User.first_name)
    found: dict[UUID, list[Passage]] = {id: [] for id in ids}
    for each in db.session.scalars(query.options(coders).order_by(Passage.starts, Passage.ends, Passage.id)):
        found[each.text_id].append(each)
    return found
