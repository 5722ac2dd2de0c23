"""The form of one lesson: of a programme, and of what one class gets."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.validators import NumberRange, Optional

from jsp.forms import FILL_IN, AtMost, Line, OnceForm, Paragraphs, Whole, Within
from jsp.forms.numbered import Numbered
from jsp.rules.data import LONGEST_ITEM, MOST_ITEMS
from jsp.rules.programme import LONGEST_LESSON, MOST_ACTIVITIES, Activity, Form, Lesson, Method, Share
from jsp.rules.programme_data import LENGTHS
from jsp.words.lesson_terms import FORMS, METHODS, SHARES

SPARE = 2  # empty parts below the others, to add some
MOST_PLACE = 999


class Rows(Paragraphs):
    """Short texts, one on a line."""

    def __init__(self, label: Any, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, [*validators, _fit], **kwargs)

    @property
    def rows(self) -> tuple[str, ...]:
        """The lines with something on them."""
        lines = (self.data or "").splitlines()
        return tuple(each.strip() for each in lines if each.strip())


def _fit(_form: Any, field: Rows) -> None:
    if len(field.rows) > MOST_ITEMS:
        raise ValidationError(gettext("At most %(most)d lines fit.", most=MOST_ITEMS))
    if any(len(each) > LONGEST_ITEM for each in field.rows):
        raise ValidationError(gettext("A line holds at most %(most)d characters.", most=LONGEST_ITEM))


class PartForm(FlaskForm):  # type: ignore[misc]
    """One part of a lesson; without a title it is not there."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

    place = Whole(_("Place"), [Optional(), NumberRange(0, MOST_PLACE, _("From 0 to 999."))])
    title = Line(_("Title"), [AtMost(LENGTHS["title"])])
    minutes = Whole(_("Minutes"), [Optional(), NumberRange(1, LONGEST_LESSON, _("From 1 to 240."))])
    methods = SelectMultipleField(_("Works by"), coerce=Method, choices=list(METHODS.items()))
    form = SelectField(_("Form"), coerce=Form, choices=list(FORMS.items()), default=Form.DISCUSSION)
    teacher = SelectField(_("The teacher"), coerce=Share, choices=list(SHARES.items()), default=Share.LEAD)
    jsp = SelectField(_("The JSP"), coerce=Share, choices=list(SHARES.items()), default=Share.LEAD)
    is_core = BooleanField(_("Common thread: every class gets this"))
    how = Paragraphs(_("How it goes"), [Within(LENGTHS["how"])])
    key = HiddenField()
    gone = BooleanField(_("Take this part out"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A part takes time; an empty field is not looked at any further by its own validators."""
        fine = bool(super().validate(extra_validators))
        if self.is_there and not self.minutes.errors and self.minutes.data is None:
            self.minutes.errors = [FILL_IN]
            return False
        return fine

    def validate_title(self, field: Field) -> None:
        """A part with minutes has a title."""
        if not field.data and self.minutes.data and not self.gone.data:
            raise ValidationError(FILL_IN)

    @property
    def is_there(self) -> bool:
        """Whether it belongs to the lesson."""
        return bool(self.title.data) and not self.gone.data


class LessonForm(OnceForm):
    """What is done in a lesson. `show` comes first: it says which lesson this is, also when the form is sent."""

    seen = HiddenField()
    title = Line(_("Title"), [AtMost(LENGTHS["title"])])
    goals = Rows(_("Goals"), description=_("One on a line."))
    parts = Numbered(FormField(PartForm), MOST_ACTIVITIES + SPARE)
    home = Paragraphs(_("Question for at home"), [Within(LENGTHS["home"])])
    practice_link = Paragraphs(_("Link with work placement and profession"), [Within(LENGTHS["practice_link"])],
                               description=_("For vocational colleges."))  # fmt: skip
    mind = Paragraphs(_("Mind this"), [Within(LENGTHS["mind"])])
    materials = Rows(_("Materials"), description=_("One on a line."))
    sources = Rows(_("Sources"), description=_("One on a line."))
    lesson: Lesson

    def show(self, lesson: Lesson) -> None:
        """Be about this lesson; filled in with it where nothing was sent yet."""
        self.lesson = lesson
        if self.is_submitted():
            return
        for name in ("title", "home", "practice_link", "mind"):
            self[name].data = getattr(lesson, name)
        for name in ("goals", "materials", "sources"):
            self[name].data = "\n".join(getattr(lesson, name))
        for at, activity in enumerate(lesson.activities, start=1):
            self.parts.append_entry(_shown(activity) | {"place": at})
        for _each in range(min(SPARE, MOST_ACTIVITIES - len(lesson.activities))):
            self.parts.append_entry()

    def validate_title(self, field: Field) -> None:
        """A lesson has a title."""
        if not field.data:
            raise ValidationError(FILL_IN)

    def draft(self) -> Lesson:
        """The lesson as it is wanted; its key, kind and where else it is used stay."""
        return replace(
            self.lesson, title=self.title.data, goals=self.goals.rows, activities=tuple(self._activities()),
            home=self.home.data, practice_link=self.practice_link.data, mind=self.mind.data,
            materials=self.materials.rows, sources=self.sources.rows,
        )  # fmt: skip

    def _activities(self) -> Iterator[Activity]:
        """In the order of their places; a part that was there keeps its key, a new one gets one of its own."""
        taken = frozenset(each.key for each in self.lesson.activities)
        known = set(taken)
        rows = [entry.form for entry in self.parts.entries if entry.form.is_there]
        rows.sort(key=lambda row: MOST_PLACE + 1 if row.place.data is None else row.place.data)
        free = (f"part-{at}" for at in range(1, 2 * MOST_ACTIVITIES + SPARE) if f"part-{at}" not in taken)
        for row in rows:
            is_kept = row.key.data in known
            known.discard(row.key.data)
            yield _read(row, row.key.data if is_kept else next(free))


def _shown(activity: Activity) -> dict[str, Any]:
    names = ("key", "title", "minutes", "form", "teacher", "jsp", "is_core", "how")
    return {name: getattr(activity, name) for name in names} | {"methods": list(activity.methods)}


def _read(row: PartForm, key: str) -> Activity:
    return Activity(
        key=key, title=row.title.data, minutes=row.minutes.data, form=row.form.data, teacher=row.teacher.data,
        methods=tuple(each for each in Method if each in row.methods.data), jsp=row.jsp.data,
        is_core=row.is_core.data, how=row.how.data,
    )  # fmt: skip
