"""What is filled in while people talk."""

from typing import Self
from uuid import UUID, uuid4

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, ValidationError

from jsp.forms import OnceForm, Paragraphs
from jsp.models.talk_texts import TalkNote
from jsp.rules.noting import LEADS, Noted
from jsp.rules.talk import Mark
from jsp.words.talk_terms import MARKS

HIGHEST, LONGEST_NUMBER = 2**31 - 1, 12  # of a version that a database takes


class ReadForm(OnceForm):
    """What is done to a note that was read at a version; the note itself is what it is done to once."""

    once = None
    version = HiddenField()

    def renew(self) -> None:
        """It stays about the note of its address."""

    @property
    def read(self) -> int:
        """The version that was read; 0 for a note that is new."""
        said = self.version.data or ""
        return min(int(said), HIGHEST) if said.isascii() and said.isdigit() and len(said) < LONGEST_NUMBER else 0

    @property
    def is_conflict(self) -> bool:
        """Whether somebody changed the note since."""
        return bool(self.version.errors)


class WriteUpForm(OnceForm):
    """The notes, as they were read up to a version, become a text."""

    version = HiddenField()
    read = ReadForm.read


class ChangeForm(ReadForm):
    """A note that exists, in other words."""

    question = HiddenField()
    said_by = RadioField(_("Who said it?"), choices=(), validate_choice=False)
    mark = RadioField(_("What is it?"), choices=[(each.value, MARKS[each]) for each in Mark], default="")
    words = Paragraphs(_("Words of the note"))

    def offer(self, tags: list[str]) -> Self:
        """Those who can have said it."""
        self.said_by.choices = [("", gettext("nobody")), *((tag, tag) for tag in tags), (LEADS, LEADS)]
        self.said_by.data = self.said_by.data or ""
        self.question.data = self.question.data or ""
        return self

    def show(self, row: TalkNote) -> None:
        """As it stands."""
        self.version.data, self.question.data = str(row.version), row.question_key
        self.said_by.data, self.mark.data, self.words.data = row.said_by, row.mark.value, row.words

    def draft(self, id: UUID) -> Noted:
        """The note with that key, as it was filled in."""
        return Noted(
            id=id, question_key=self.question.data, said_by=self.said_by.data, mark=Mark(self.mark.data or ""),
            words=self.words.data, version=self.read,
        )  # fmt: skip


class NoteForm(ChangeForm):
    """A note. Its key was made on the page, by us or by the script, so that sending it twice keeps it once."""

    note = HiddenField()

    @classmethod
    def fresh(cls, question: str, tags: list[str]) -> Self:
        """One that nobody filled in yet."""
        form = cls(formdata=None, question=question)
        form.renew()
        return form.offer(tags)

    def renew(self) -> None:
        """What is sent the next time is another note."""
        self.note.data, self.version.data = str(uuid4()), "0"

    def validate_note(self, field: Field) -> None:
        """It has to be a key."""
        try:
            UUID(field.data or "")
        except ValueError as error:
            self.renew()
            raise ValidationError(gettext("This page was out of date. Please send it again.")) from error

    def noted(self) -> Noted:
        """The note as it was filled in."""
        return self.draft(UUID(self.note.data))
