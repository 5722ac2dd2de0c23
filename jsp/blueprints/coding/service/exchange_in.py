"""A project of another program: looked at first, and then all of it comes into one talk, or nothing does."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from jsp import audit, clock, sending
from jsp.blueprints.coding.service import exchange_books
from jsp.blueprints.coding.service.books import BOOKS
from jsp.blueprints.coding.service.exchange_books import Into
from jsp.blueprints.coding.service.exchange_rows import TALK
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Coding, Passage
from jsp.models.focus_group_rows import get_held, list_groups
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText, TextKind
from jsp.rules.code_plan import CodePlan
from jsp.rules.coding import LONGEST_MEMO
from jsp.rules.marks import marked
from jsp.rules.qda import Project, QdaCoding, QdaPassage, QdaSource, QdaUser, user_key
from jsp.rules.qda_xml import shown
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import talk_texts

AT_ONCE = 500  # keys in one question to the database
MEMOS = N_(
    "Two people of the file become one here, and their memos at a passage of “%(name)s” do not fit into one. "
    "Choose other people, or make the memos shorter."
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What would come. `copies`: texts that are here already, and would come beside that with keys of their own."""

    project: Project
    codes: CodePlan
    copies: frozenset[UUID]

    @property
    def mark(self) -> str:
        """Of what was shown."""
        return marked(exchange_books.mark_of(self.codes), sorted(self.copies))


@dataclass(frozen=True, slots=True)
class Kept:
    """What came. `doubles`: codings that became the same as another one, because two people became one."""

    group: FocusGroup
    doubles: int


def open_talks(user: User) -> list[FocusGroup]:
    """Those into which this person can bring a text, the latest first."""
    return [each for each in list_groups(user) if each.is_open and each.is_held_by(user)]


def look(project: Project, into: Into, new_id: UUID) -> Looked:
    """What would become of it. Raises DomainError where it cannot come as a whole."""
    plan = exchange_books.plan_codes(project.codes, into, new_id, project.books)
    return Looked(project, plan, _there(TalkText.id, [each.guid for each in project.sources]))


def known_coder(user: QdaUser, holders: Collection[User]) -> User | None:
    """Who somebody in the file is among those who hold the talk: by key, or the only one of that name; else nobody."""
    named = [each for each in holders if each.first_name.casefold() == user.name.strip().casefold()]
    same = [each for each in named if user_key(each.id) == user.guid]
    found = same or named
    return found[0] if len(found) == 1 else None


def keep(
    project: Project, into: Into, group_id: UUID, coders: Mapping[UUID, int], *, seen: str, key: UUID, by: User
) -> Kept:  # fmt: skip
    """Let it come. Raises DomainError where something changed since it was shown, or the talk was approved."""
    is_new = sending.take(key, about=BOOKS)
    group = get_held(by, group_id)
    if not is_new:
        return Kept(group, 0)
    exchange_books.wait(project.codes, into)
    talk_texts.turn(group)
    talk_texts.check_open(group)
    found = look(project, into, key)
    sending.check_unchanged(seen, found.mark, sending.IN_SIGHT)
    exchange_books.add(found.codes, by)
    bringer = _Bringer(group, coders, by, found)
    for each in found.project.sources:
        bringer.bring(each)
    audit.record(Action.TALK_CHANGED, TALK, group.id)
    audit.record(Action.CODED, TALK, group.id)
    return Kept(group, bringer.doubles)


class _Bringer:
    """Makes rows of texts with what was coded in them."""

    def __init__(self, group: FocusGroup, coders: Mapping[UUID, int], by: User, found: Looked) -> None:
        self.group, self.coders, self.by, self.copies = group, coders, by, found.copies
        self.doubles, self.today, project = 0, clock.today(), found.project
        self.taken = _there(Passage.id, [each.guid for each in project.passages])
        self.taken |= _there(Coding.id, [each.guid for each in project.codings])

    def bring(self, source: QdaSource) -> None:
        of = source.guid if source.guid in self.copies else None
        id = uuid4() if of else source.guid
        text = talk_texts.add(self.group, TextKind.PROJECT, source.name, source.text, id=id, copy_of=of)
        db.session.add_all(self._passage(each, text, source) for each in source.passages)
        db.session.flush()

    def _passage(self, passage: QdaPassage, text: TalkText, source: QdaSource) -> Passage:
        row = Passage(
            id=self._free(passage.guid), text_id=text.id, starts=passage.span.start, ends=passage.span.end,
            made_on=self.today, made_by_id=self._who(passage.user),
        )  # fmt: skip
        row.memo = passage.memo
        row.codings = self._codings(passage, source)
        return row

    def _codings(self, passage: QdaPassage, source: QdaSource) -> list[Coding]:
        """One for each code and person, with all that the file says of it."""
        found: dict[tuple[UUID, int], Coding] = {}
        for each in passage.codings:
            who = each.code, self._who(each.user)
            if who in found:
                self.doubles += 1
                found[who].memo = _joined(found[who].memo, each.memo, source)
            else:
                found[who] = self._coding(each, who[1])
        return list(found.values())

    def _coding(self, coding: QdaCoding, coder: int) -> Coding:
        row = Coding(id=self._free(coding.guid), code_id=coding.code, coder_id=coder, made_on=self.today, is_off=False)
        row.memo = coding.memo
        return row

    def _free(self, guid: UUID) -> UUID:
        return uuid4() if guid in self.taken else guid

    def _who(self, user: UUID | None) -> int:
        """A passage of nobody in the file is of who brings it."""
        return self.coders[user] if user else self.by.id


def _joined(one: str, other: str, source: QdaSource) -> str:
    both = "\n\n".join(each for each in dict.fromkeys((one, other)) if each)
    if len(both) > LONGEST_MEMO:
        raise DomainError(MEMOS, name=shown(source.name))
    return both


def _there(column: InstrumentedAttribute[UUID], keys: list[UUID]) -> frozenset[UUID]:
    """Which of these keys are here already."""
    found: set[UUID] = set()
    for start in range(0, len(keys), AT_ONCE):
        found |= set(db.session.scalars(select(column).where(column.in_(keys[start : start + AT_ONCE]))))
    return frozenset(found)
