"""What is taken out, and a file that comes in: chosen, looked at, and said yes to."""

import base64
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from jsp.blueprints.coding.service.exchange_books import Into
from jsp.blueprints.coding.service.exchange_in import known_coder
from jsp.blueprints.coding.service.exchange_rows import Wish
from jsp.forms import CHOOSE, REQUIRED, AtMost, Line, OnceForm
from jsp.forms.carried import CarriedForm
from jsp.forms.numbered import Answers
from jsp.models.accounts import User
from jsp.models.coding import Codebook
from jsp.models.focus_groups import FocusGroup
from jsp.rules.qda import Project, QdaUser
from jsp.rules.qda_read import read_project
from jsp.rules.qda_zip import Packed, pack, unpack
from jsp.words.days import full_date

NEW = "new"
LONGEST_BOOK = 120


def talk_name(group: FocusGroup) -> str:
    """A talk as it stands among others to choose from."""
    return f"{group.subject}, {full_date(group.held_on)}"


class TakeForm(OnceForm):
    """Of which talks, and with which codebooks."""

    talks = SelectMultipleField(_("Talks"), [InputRequired(REQUIRED)])
    books = SelectMultipleField(_("Codebooks"), [InputRequired(REQUIRED)])

    def offer(self, talks: Iterable[FocusGroup], books: Iterable[Codebook]) -> None:
        """These to choose from: no talk to begin with, and all codebooks that are in use."""
        offered = list(books)
        self.talks.choices = [(str(each.id), talk_name(each)) for each in talks]
        self.books.choices = [(str(each.id), each.name) for each in offered]
        if not self.is_submitted():
            self.books.data = [str(each.id) for each in offered if each.archived_on is None]

    def wish(self) -> Wish:
        """As a typed value."""
        return Wish(frozenset(map(UUID, self.talks.data)), frozenset(map(UUID, self.books.data)))


class BookFileForm(OnceForm):
    """A codebook file, and where its codes go."""

    file = FileField(_("Codebook file (.qdc)"), [FileRequired(_("Choose a file."))])
    book = SelectField(_("Where do the codes go?"))
    name = Line(_("Name of the new codebook"), [AtMost(LONGEST_BOOK)])

    def offer(self, books: Iterable[Codebook]) -> None:
        """The books that are in use, and a new one."""
        used = [each for each in books if each.archived_on is None]
        self.book.choices = [(NEW, gettext("Into a new codebook")), *((str(each.id), each.name) for each in used)]

    def into(self) -> Into:
        """Where they go; a new book without a name is called as the file is."""
        stem = PurePath((self.file.data.filename or "").replace("\\", "/")).stem
        name = self.name.data or " ".join(stem.split())[:LONGEST_BOOK]
        return Into(None, name) if self.book.data == NEW else Into(UUID(self.book.data), "")


class ProjectFileForm(BookFileForm):
    """A project file, the talk into which its texts come, and where its codes go."""

    file = FileField(_("Project file (.qdpx)"), [FileRequired(_("Choose a file."))])
    talk = SelectField(_("Into which talk do the texts come?"), [InputRequired(REQUIRED)])

    def offer_talks(self, talks: Iterable[FocusGroup]) -> None:
        """The open talks of this person."""
        self.talk.choices = [("", CHOOSE), *((str(each.id), talk_name(each)) for each in talks)]

    def packed(self) -> tuple[Packed, Project]:
        """What is in it, as parts and as a project. Raises DomainError for what is none."""
        packed = unpack(self.file.data.read())
        return packed, read_project(packed)


class KeepBookForm(CarriedForm):
    """Yes to codes as they were shown."""

    purpose = "codebook file"

    def take_along(self, data: bytes, into: Into) -> None:
        """Raises DomainError for a file that is too large to carry."""
        self.carry([_text(data), _of_into(into)])

    def taken(self) -> tuple[bytes, Into]:
        """What was shown. Raises DomainError for anything else."""
        data, into = self.carried()
        return _bytes(data), _to_into(into)


class KeepProjectForm(CarriedForm):
    """Yes to a project as it was shown, and who is who."""

    purpose = "project file"
    coders = Answers(SelectField(validators=[InputRequired(REQUIRED)]))
    project: Project
    into: Into
    talk: UUID

    def take_along(self, packed: Packed, into: Into, talk: UUID) -> None:
        """Raises DomainError for a project that is too large to carry."""
        self.carry([_text(pack(packed)), _of_into(into), str(talk)])

    def read(self) -> None:
        """Find what was shown: the `project`, the book its codes go `into`, and the `talk`. Raises DomainError."""
        data, into, talk = self.carried()
        self.project, self.into, self.talk = read_project(unpack(_bytes(data))), _to_into(into), UUID(talk)
        self.coders.check(len(self.project.coders))

    def offer(self, users: Sequence[QdaUser], holders: Sequence[User]) -> None:
        """For each person of the file one of those who hold the talk: who is not known among them is chosen."""
        while len(self.coders) < len(users):
            self.coders.append_entry()
        for field, user in zip(self.coders, users, strict=False):
            field.choices = [("", CHOOSE), *((str(each.id), each.first_name) for each in holders)]
            field.label.text = user.name or gettext("Somebody without a name")
            if field.data is None:
                known = known_coder(user, holders)
                field.data = str(known.id) if known else ""

    @property
    def has_unknown(self) -> bool:
        """Whether nobody was chosen yet for somebody."""
        return any(not field.data for field in self.coders)

    def chosen(self) -> dict[UUID, int]:
        """Who is who."""
        return {user.guid: int(field.data) for user, field in zip(self.project.coders, self.coders, strict=False)}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)


def _of_into(into: Into) -> list[str]:
    return [str(into.book_id or ""), into.name]


def _to_into(said: list[str]) -> Into:
    return Into(UUID(said[0]) if said[0] else None, said[1])
