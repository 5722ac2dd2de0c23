"""All fields of a guide."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FormField, HiddenField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from jsp.blueprints.guides.service.versions import Draft
from jsp.forms import FILL_IN, UNREADABLE, AtMost, Line, Whole
from jsp.forms.carried import MOST_NOTE, NOTE
from jsp.forms.numbered import Numbered
from jsp.forms.seen import SeenForm
from jsp.rules.guide import MOST_MINUTES, MOST_QUESTIONS, MOST_RULES, Guide, Question, Words
from jsp.rules.guide_data import LONGEST_NAME, LONGEST_SENTENCE
from jsp.rules.text import UnreadableTextError, clean, readable_part

SPARE = 2  # empty questions below the others, to add some
MOST_PLACE = 999
TALL = {"rows": 8}
MOST_LINES = MOST_RULES + 10  # with some empty ones between them
DUTCH_TOO = _("Fill in the Dutch one too.")


class Lines(TextAreaField):  # type: ignore[misc]
    """A sentence per line; empty ones count, for the other language stands on the same line."""

    data: Any

    def lines(self) -> list[str]:
        """Each of them, without blanks around it."""
        return [" ".join(each.split()) for each in (self.data or "").splitlines()]

    def pre_validate(self, _form: Any) -> None:
        """What nobody can read is taken out and told, and what cannot be a rule is told."""
        found = (self.data or "").splitlines()[: MOST_LINES + 1]
        try:
            kept = [clean(each) for each in found]
        except UnreadableTextError as error:
            self.data = "\n".join(readable_part(each) for each in found)
            raise ValidationError(gettext(UNREADABLE)) from error
        if len(found) > MOST_LINES:
            raise ValidationError(gettext("A guide has at most %(most)d rules.", most=MOST_RULES))
        for number, each in enumerate(kept, start=1):
            if len(each) > LONGEST_SENTENCE:
                raise ValidationError(gettext(
                    "Line %(number)d is %(length)d characters long. At most %(most)d fit.",
                    number=number, length=len(each), most=LONGEST_SENTENCE,
                ))  # fmt: skip
        self.data = "\n".join(kept)


class QuestionForm(FlaskForm):  # type: ignore[misc]
    """One question; an empty one without a key is not there."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

    key = HiddenField()
    nl = Line(_("Question in Dutch"), [AtMost(LONGEST_SENTENCE)])
    en = Line(_("Question in English"), [AtMost(LONGEST_SENTENCE)])
    prompt_nl = Line(_("For when it stays quiet, in Dutch"), [AtMost(LONGEST_SENTENCE)])
    prompt_en = Line(_("For when it stays quiet, in English"), [AtMost(LONGEST_SENTENCE)])
    theme_nl = Line(_("Theme in Dutch"), [AtMost(LONGEST_SENTENCE)])
    theme_en = Line(_("Theme in English"), [AtMost(LONGEST_SENTENCE)])
    minutes = Whole(_("Minutes"), [Optional(), NumberRange(0, MOST_MINUTES, _("From 0 to 240."))])
    place = Whole(_("Place"), [Optional(), NumberRange(0, MOST_PLACE, _("From 0 to 999."))])
    gone = BooleanField(_("Take this question out"))

    @property
    def is_there(self) -> bool:
        """Whether it belongs to the guide."""
        is_filled = any(field.data for field in self if field.short_name not in ("place", "gone"))
        return is_filled and not self.gone.data

    def validate_nl(self, field: Field) -> None:
        """It asks something."""
        if self.is_there and not field.data:
            raise ValidationError(FILL_IN)

    def validate_prompt_nl(self, field: Field) -> None:
        """The Dutch is what is read where there is no English, so it is there."""
        english = self[field.short_name.replace("_nl", "_en")]
        if self.is_there and english.data and not field.data:
            raise ValidationError(DUTCH_TOO)

    validate_theme_nl = validate_prompt_nl

    @property
    def question(self) -> Question:
        """As it is wanted."""
        return Question(
            key=self.key.data or "", words=Words(self.nl.data, self.en.data),
            prompt=Words(self.prompt_nl.data, self.prompt_en.data),
            theme=Words(self.theme_nl.data, self.theme_en.data), minutes=self.minutes.data or 0,
        )  # fmt: skip


class EditForm(SeenForm):
    """A guide as it will be in a new version."""

    name_nl = Line(_("Name in Dutch"), [InputRequired(FILL_IN), AtMost(LONGEST_NAME)])
    name_en = Line(_("Name in English"), [AtMost(LONGEST_NAME)])
    opening_nl = Line(_("How it begins, in Dutch"), [AtMost(LONGEST_SENTENCE)])
    opening_en = Line(_("How it begins, in English"), [AtMost(LONGEST_SENTENCE)])
    rules_nl = Lines(_("Rules in Dutch"), render_kw=TALL)
    rules_en = Lines(_("Rules in English"), render_kw=TALL)
    questions = Numbered(FormField(QuestionForm), MOST_QUESTIONS + SPARE)
    closing_nl = Line(_("How it ends, in Dutch"), [AtMost(LONGEST_SENTENCE)])
    closing_en = Line(_("How it ends, in English"), [AtMost(LONGEST_SENTENCE)])
    note = Line(NOTE, [InputRequired(FILL_IN), AtMost(MOST_NOTE)])

    def show(self, content: Guide) -> None:
        """Be about this guide; filled in with it where nothing was sent yet."""
        if self.is_submitted():
            return
        for name in ("name", "opening", "closing"):
            words = getattr(content, name)
            self[f"{name}_nl"].data, self[f"{name}_en"].data = words.nl, words.en
        self.rules_nl.data = "\n".join(each.nl for each in content.rules)
        self.rules_en.data = "\n".join(each.en for each in content.rules).rstrip()
        for at, question in enumerate(content.questions, start=1):
            self.questions.append_entry(_shown(question) | {"place": at})
        for _each in range(min(SPARE, MOST_QUESTIONS - len(content.questions))):
            self.questions.append_entry()

    def validate_opening_nl(self, field: Field) -> None:
        """The Dutch is what is read where there is no English, so it is there."""
        if self[field.short_name.replace("_nl", "_en")].data and not field.data:
            raise ValidationError(DUTCH_TOO)

    validate_closing_nl = validate_opening_nl

    def validate_rules_en(self, field: Field) -> None:
        """Each stands on the line of its Dutch."""
        for number, (dutch, english) in enumerate(self._rules(), start=1):
            if english and not dutch:
                raise ValidationError(gettext("Line %(number)d has no rule in Dutch beside it.", number=number))

    def _rules(self) -> Iterator[tuple[str, str]]:
        return zip_longest(self.rules_nl.lines(), self.rules_en.lines(), fillvalue="")

    def draft(self) -> Draft:
        """The guide as it is wanted, its questions in the order of their places."""
        rows = [entry.form for entry in self.questions.entries if entry.form.is_there]
        rows.sort(key=lambda row: MOST_PLACE + 1 if row.place.data is None else row.place.data)
        return Draft(
            name=Words(self.name_nl.data, self.name_en.data), opening=Words(self.opening_nl.data, self.opening_en.data),
            rules=tuple(Words(dutch, english) for dutch, english in self._rules() if dutch),
            questions=tuple(row.question for row in rows),
            closing=Words(self.closing_nl.data, self.closing_en.data),
        )  # fmt: skip


def _shown(question: Question) -> dict[str, object]:
    said = {"": question.words, "prompt_": question.prompt, "theme_": question.theme}
    words = {f"{name}{language}": getattr(each, language) for name, each in said.items() for language in ("nl", "en")}
    return {"key": question.key, "minutes": question.minutes or None, **words}
