"""All fields of a questionnaire."""

from dataclasses import asdict, fields

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FormField, HiddenField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from jsp.blueprints.questionnaires.service.versions import Draft
from jsp.forms import FILL_IN, AtMost, Line, Whole
from jsp.forms.carried import MOST_NOTE, NOTE
from jsp.forms.numbered import Numbered
from jsp.forms.seen import SeenForm
from jsp.rules.evaluation import SCORES
from jsp.rules.questionnaire import MOST_ITEMS, Item, Questionnaire, Words
from jsp.rules.questionnaire_data import LONGEST_NAME, LONGEST_SENTENCE
from jsp.rules.questionnaire_keys import Wish, is_half_changed

SPARE = 2  # empty items below the others, to add some
MOST_PLACE = 999


class WordsForm(FlaskForm):  # type: ignore[misc]
    """A sentence for pupils."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

    nl = Line(_("In Dutch"), [AtMost(LONGEST_SENTENCE)])
    en = Line(_("In English"), [AtMost(LONGEST_SENTENCE)])
    mbo_nl = Line(_("In Dutch for students, where it differs"), [AtMost(LONGEST_SENTENCE)])
    mbo_en = Line(_("In English for students, where it differs"), [AtMost(LONGEST_SENTENCE)])

    @property
    def is_there(self) -> bool:
        """Whether it is needed."""
        return True

    @property
    def words(self) -> Words:
        """As it is wanted."""
        return Words(**{each.name: self[each.name].data for each in fields(Words)})

    def validate_nl(self, field: Field) -> None:
        """Pupils read it in Dutch, unless they choose otherwise."""
        if self.is_there and not field.data:
            raise ValidationError(FILL_IN)

    validate_en = validate_nl


class ItemForm(WordsForm):
    """One item; an empty one without a key is not there. `before`: the words of the item that it was."""

    before: Words | None = None
    place = Whole(_("Place"), [Optional(), NumberRange(0, MOST_PLACE, _("From 0 to 999."))])
    in_short = BooleanField(_("Also in the short version"))
    at_end = BooleanField(_("Only after the last lesson"))
    key = HiddenField()
    is_other = BooleanField(_("This asks something else now"))
    gone = BooleanField(_("Take this item out"))

    @property
    def is_there(self) -> bool:
        """Whether it belongs to the questionnaire."""
        is_filled = any((self.key.data, self.nl.data, self.en.data, self.mbo_nl.data, self.mbo_en.data))
        return is_filled and not self.gone.data

    @property
    def is_half_changed(self) -> bool:
        """Whether it may ask something else in one language than in the other one by now."""
        return self.is_there and self.before is not None and is_half_changed(self.before, self.words)

    def validate_nl(self, field: Field) -> None:
        """It says something; what asks something else does so in every language, and for every kind of school."""
        super().validate_nl(field)
        self.validate_mbo_nl(field)

    validate_en = validate_nl

    def validate_mbo_nl(self, field: Field) -> None:
        """The same for what may be empty."""
        is_other = self.is_there and self.is_other.data and self.before is not None
        if is_other and field.data and field.data == getattr(self.before, field.short_name):
            raise ValidationError(gettext("This still asks what it asked before. Change it as well."))

    validate_mbo_en = validate_mbo_nl

    @property
    def wish(self) -> Wish:
        """As it is wanted."""
        return Wish(key=self.key.data or "", words=self.words, in_short=self.in_short.data, at_end=self.at_end.data,
                    is_other=self.is_other.data)  # fmt: skip


class EditForm(SeenForm):
    """A questionnaire as it will be in a new version."""

    name_nl = Line(_("Name in Dutch"), [InputRequired(FILL_IN), AtMost(LONGEST_NAME)])
    name_en = Line(_("Name in English"), [InputRequired(FILL_IN), AtMost(LONGEST_NAME)])
    items = Numbered(FormField(ItemForm), MOST_ITEMS + SPARE)
    open_question = FormField(WordsForm, _("Open question"))
    faces = Numbered(FormField(WordsForm), len(SCORES), min_entries=len(SCORES))
    note = Line(NOTE, [InputRequired(FILL_IN), AtMost(MOST_NOTE)])

    def show(self, content: Questionnaire) -> None:
        """Be about this questionnaire; filled in with it where nothing was sent yet."""
        if self.is_submitted():
            known = {each.key: each.words for each in content.items}
            for entry in self.items.entries:
                entry.form.before = known.get(entry.form.key.data)
            return
        self.name_nl.data, self.name_en.data = content.name_nl, content.name_en
        for at, item in enumerate(content.items, start=1):
            self.items.append_entry(_shown(item) | {"place": at})
        for _each in range(min(SPARE, MOST_ITEMS - len(content.items))):
            self.items.append_entry()
        for form, words in zip(self.sentences, (content.open_question, *content.faces), strict=True):
            form.process(data=asdict(words))

    @property
    def sentences(self) -> list[WordsForm]:
        """The open question, and what each face says."""
        return [self.open_question.form, *(entry.form for entry in self.faces.entries)]

    @property
    def half_changed(self) -> list[str]:
        """Items of which one language changed alone."""
        return [entry.form.nl.data for entry in self.items.entries if entry.form.is_half_changed]

    def draft(self) -> Draft:
        """The questionnaire as it is wanted, its items in the order of their places."""
        rows = [entry.form for entry in self.items.entries if entry.form.is_there]
        rows.sort(key=lambda row: MOST_PLACE + 1 if row.place.data is None else row.place.data)
        question, *faces = (each.words for each in self.sentences)
        return Draft(
            name_nl=self.name_nl.data, name_en=self.name_en.data, wishes=tuple(row.wish for row in rows),
            open_question=question, faces=tuple(faces),
        )  # fmt: skip


def _shown(item: Item) -> dict[str, object]:
    return {"key": item.key, "in_short": item.in_short, "at_end": item.at_end, **asdict(item.words)}
