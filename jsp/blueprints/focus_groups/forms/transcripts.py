"""A transcript from a file or pasted, and who is who in it."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, Form, FormField, SelectField, ValidationError
from wtforms.validators import InputRequired, Optional

from jsp.blueprints.focus_groups.service.transcripts import CHOOSE, LEADS, Choice
from jsp.forms import FILL_IN, AtMost, Line, OnceForm, Paragraphs, Within
from jsp.forms.carried import CarriedForm
from jsp.forms.numbered import Numbered
from jsp.models.focus_groups import FocusGroup
from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk_text import MOST_CHARACTERS
from jsp.rules.text import readable_part
from jsp.rules.transcript import NOBODY, WORDS, Reading, read_file, read_text
from jsp.rules.transcript_lines import MOST_SPEAKERS, Turn
from jsp.words.talk_terms import PARTS

MOST_NAME = 120
LEAST_LETTERS = 4  # in the name of a file that says what is in it
NONE = N_("Choose a file, or paste the text.")
BOTH = N_("You chose a file and pasted a text. Which of them is it? Empty the field, or choose no file.")


class BringForm(OnceForm):
    """Choose a file, or paste."""

    file = FileField(_("File with the transcript (.txt, .docx, .vtt or .srt)"), [Optional()])
    pasted = Paragraphs(_("Or paste the text"), [Within(MOST_CHARACTERS)])

    def reading(self) -> Reading:
        """What is in it. Raises DomainError."""
        if self._has_file and self.pasted.data:
            raise DomainError(BOTH, field="file")
        if self._has_file:
            return read_file(self.file.data.read())
        if not self.pasted.data:
            raise DomainError(NONE, field="file")
        return read_text(self.pasted.data)

    def name_for(self, group: FocusGroup) -> str:
        """How the text is called, to begin with: as the file is where that says something."""
        given = PurePath(readable_part(self.file.data.filename)).stem if self._has_file else ""
        if sum(map(str.isalpha, given)) >= LEAST_LETTERS:
            return " ".join(given.split())[:MOST_NAME]
        return str(gettext("Recording of %(day)s", day=format_date(group.held_on, "d MMMM y")))

    @property
    def _has_file(self) -> bool:
        return bool(getattr(self.file.data, "filename", ""))


class SpeakerForm(Form):  # type: ignore[misc]
    """Who one of the speakers is."""

    who = SelectField(_("Who is this?"))
    hides = BooleanField(_("Take the name out of the words, too"))

    def validate_who(self, field: Field) -> None:
        """Somebody has to say it."""
        if field.data == CHOOSE:
            raise ValidationError(gettext("Choose who this is. If nobody knows, choose “somebody else”."))


class KeepForm(CarriedForm):
    """What was found, with who is who."""

    purpose = "transcript"
    name = Line(_("Name of the text"), [InputRequired(FILL_IN), AtMost(MOST_NAME)])
    speakers = Numbered(FormField(SpeakerForm), MOST_SPEAKERS)

    def show(self, group: FocusGroup, reading: Reading, proposed: Sequence[Choice]) -> None:
        """Take it along, with what we think. Raises DomainError for more than a form carries."""
        self.carry([str(group.id), [*reading.turns], reading.remark])
        for each in proposed:
            self.speakers.append_entry({"who": each.who, "hides": each.hides})
        self.offer(group)

    def offer(self, group: FocusGroup) -> None:
        """Who a speaker can be."""
        seats = [(seat.tag, f"{seat.tag} – {PARTS[seat.part]}") for seat in group.participants]
        for entry in self.speakers.entries:
            entry.form.who.choices = [
                (CHOOSE, gettext("choose who this is")),
                (LEADS, gettext("%(tag)s – leads the talk", tag=LEADS)), *seats,
                (NOBODY, gettext("somebody else: the name goes")), (WORDS, gettext("nobody: these are words")),
            ]  # fmt: skip

    def reading_for(self, group: FocusGroup) -> Reading:
        """What was shown for this talk. Raises DomainError for what we did not show."""
        of, turns, remark = self.carried()
        if of != str(group.id):
            raise DomainError(AGAIN)
        return Reading(tuple(Turn(*each) for each in turns), remark)

    def choices_for(self, names: Sequence[str]) -> list[Choice]:
        """Who is who. Raises DomainError where it was not said of everybody."""
        said: list[Any] = [entry.form for entry in self.speakers.entries]
        if len(said) != len(names):
            raise DomainError(AGAIN)
        return [Choice(name, each.who.data, each.hides.data) for name, each in zip(names, said, strict=True)]


AGAIN = N_("Choose the file again.")
