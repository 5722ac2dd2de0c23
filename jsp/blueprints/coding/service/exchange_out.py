"""Talks, codes and codings as a project for other programs (REFI-QDA). Of who took part only the tags are in it."""

from collections import Counter
from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import select

from jsp import audit
from jsp.blueprints.coding.service.exchange_rows import BOOK, Taken, Wish, take
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.coding_rows import codes_of
from jsp.models.talk_texts import TalkText
from jsp.rules.coded_table import letters
from jsp.rules.qda import (
    BOOKS,
    Project,
    QdaCode,
    QdaCoding,
    QdaPassage,
    QdaSet,
    QdaSource,
    QdaUser,
    user_key,
)
from jsp.rules.qda_write import write_codebook, write_project
from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk_text import one_line

NAME = "JSP"


def export_project(user: User, wish: Wish) -> bytes:
    """The project file (.qdpx). Raises DomainError where it may not be taken out."""
    return write_project(project_of(take(user, wish), user))


def export_book(book: Codebook) -> bytes:
    """The codes that can be given as a codebook file (.qdc). Raises DomainError where there is none."""
    codes = _tree(codes_of(book), book.id, set())
    if not codes:
        raise DomainError(N_("There are no codes in this book yet."))
    audit.record(Action.EXPORTED, BOOK, book.id)
    return write_codebook(codes)


def project_of(taken: Taken, user: User) -> Project:
    """All that is taken out, as other programs know it."""
    used = {each.code_id for some in taken.passages.values() for row in some for each in taken.codings(row)}
    texts = [each for group in taken.groups for each in taken.texts[group.id]]
    names = _apart([each.name for each in texts])
    sources = tuple(_source(each, name, taken) for each, name in zip(texts, names, strict=True))
    project = Project(NAME, (), _books(taken, used), sources, _sets(taken))
    return Project(NAME, _users(project, taken, user), project.codes, project.sources, project.sets)


def _books(taken: Taken, used: Collection[UUID]) -> tuple[QdaCode, ...]:
    """Each book stands at the top as a code that cannot be given: so the tree stays, also in other programs."""
    return tuple(
        QdaCode(each.id, each.name, is_codable=False, codes=_tree(taken.codes[each.id], each.id, used))
        for each in taken.books
    )


def _tree(codes: list[Code], under: UUID, used: Collection[UUID]) -> tuple[QdaCode, ...]:
    """Those under one; a code that was put away only where it is used, or stands above one that is."""
    found = []
    for each in codes:
        if each.under_id != under:
            continue
        below = _tree(codes, each.id, used)
        if each.archived_on is None or each.id in used or below:
            found.append(QdaCode(each.id, each.name, each.is_codable, each.colour, each.definition, below))
    return tuple(found)


def _source(text: TalkText, name: str, taken: Taken) -> QdaSource:
    passages = (_passage(each, taken.codings(each)) for each in taken.passages[text.id])
    return QdaSource(text.id, name, text.words, None, tuple(each for each in passages if each.codings or each.memo))


def _passage(row: Passage, codings: Iterable[Coding]) -> QdaPassage:
    held = tuple(QdaCoding(each.id, each.code_id, user_key(each.coder_id), each.memo) for each in codings)
    return QdaPassage(row.id, row.span, user_key(row.made_by_id), row.memo, held)


def _sets(taken: Taken) -> tuple[QdaSet, ...]:
    of_books = QdaSet(BOOKS, "Codebooks", tuple(each.id for each in taken.books))
    of_talks = [
        QdaSet(each.id, one_line(f"{each.subject} ({each.held_on.isoformat()})"), (),
               tuple(text.id for text in taken.texts[each.id]))
        for each in taken.groups
    ]  # fmt: skip
    return (of_books, *of_talks)


def _users(project: Project, taken: Taken, user: User) -> tuple[QdaUser, ...]:
    """Those who coded: by their first names for who holds all these talks, by letters for who only reads one."""
    needed = {each.guid for each in project.coders}
    known = db.session.execute(select(User.id, User.first_name).order_by(User.first_name, User.id))
    names = {id: name for id, name in known if user_key(id) in needed}
    if not all(each.is_held_by(user) for each in taken.groups):
        names = letters(names)
    return tuple(QdaUser(user_key(id), name) for id, name in names.items())


def _apart(names: list[str]) -> list[str]:
    """Other programs want each text to have a name of its own."""
    seen, found = Counter[str](), []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
