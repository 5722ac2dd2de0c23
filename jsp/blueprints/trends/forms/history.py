"""A table of past conversations: the file, what its columns say, what its words mean, and the yes to all of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from jsp.forms import CHOOSE, REQUIRED, OnceForm
from jsp.forms.carried import CarriedForm
from jsp.forms.numbered import Answers
from jsp.models.ground import Site
from jsp.rules import history_columns
from jsp.rules.contact import AskedBy, Channel
from jsp.rules.history_carried import from_data, to_data
from jsp.rules.history_columns import LEFT_OUT, NOT_SAID, Choice, Lists, Unknown
from jsp.rules.history_days import Order
from jsp.rules.history_file import Table, read_history
from jsp.rules.history_lists import HIDDEN
from jsp.rules.history_rows import Rows
from jsp.rules.history_words import WITH_DEFAULT, Field
from jsp.words.history_terms import FIELDS, ORDERS, choices

OTHER_WORDS = _("Words that were not taken over, for they may name somebody")
USUAL = {Field.CHANNEL: Channel.WALK_IN.value, Field.ASKED_BY: AskedBy.PUPIL.value}


class FileForm(OnceForm):
    """Of which site, and the file."""

    site = SelectField(_("Site"), [InputRequired(REQUIRED)])
    file = FileField(_("File with conversations (CSV or XLSX)"), [FileRequired(_("Choose a file."))])

    def offer(self, sites: Sequence[Site], code: str) -> None:
        """The sites of this person; the one with this code is chosen, and so is the only one."""
        chosen = [site for site in sites if site.code == code] or (sites if len(sites) == 1 else [])
        self.site.choices = [("", CHOOSE), *((str(site.id), site.name) for site in sites)]
        if not self.is_submitted() and chosen:
            self.site.data = str(chosen[0].id)

    def validate(self, extra_validators: Any = None) -> bool:
        """A file goes with each sending: where something else was refused, it has to be chosen again."""
        is_right = bool(super().validate(extra_validators))
        if not is_right and not self.file.errors:
            self.file.errors = [gettext("Choose the file again: it does not stay here.")]
        return is_right

    def table(self, lists: Lists) -> Table:
        """What is in it. Raises DomainError for what is no table of conversations."""
        return read_history(self.file.data.read(), lists.words())


class ColumnsForm(CarriedForm):
    """What each column says, and what holds where a row does not say it."""

    purpose = "history columns"
    columns = Answers(SelectField())
    order = SelectField(_("What comes first in a day such as 3-4-2025?"))
    channel = SelectField(_("How they came"))
    asked_by = SelectField(_("Who asked"))
    outcome = SelectField(_("Outcome"))
    table: Table
    site_id: int

    def take_along(self, table: Table, site_id: int) -> None:
        """Raises DomainError for a table that is too large to carry."""
        self.carry([site_id, table.to_data()])
        self.table, self.site_id = table, site_id

    def read(self) -> None:
        """Find what was shown: the `table`, and the `site_id`. Raises DomainError."""
        self.site_id, data = self.carried()
        self.table = Table.from_data(data)
        self.columns.check(len(self.table.columns))

    def offer(self, site: Site, guessed: Mapping[int, Field]) -> None:
        """Everything that a column can say; what was guessed is chosen."""
        while len(self.columns) < len(self.table.columns):
            self.columns.append_entry()
        for at, (field, column) in enumerate(zip(self.columns, self.table.columns, strict=False)):
            field.choices = [("", gettext("not taken")), *((each.value, name) for each, name in FIELDS.items())]
            field.label.text = column.heading
            field.data = guessed.get(at, "") if field.data is None else field.data
        self.order.choices = [
            ("", gettext("as the file shows it")),
            *((key.value, name) for key, name in ORDERS.items()),
        ]
        for what in WITH_DEFAULT:
            self[what.value].choices = choices(what, site)
            self[what.value].data = self[what.value].data or USUAL.get(what)

    def choice(self) -> Choice:
        """What was chosen. Raises DomainError where a column that is needed is missing, or one too many."""
        columns = history_columns.check([Field(each.data) if each.data else None for each in self.columns])
        said = Order(self.order.data) if self.order.data else None
        order = history_columns.check_order(self.table.columns[columns[Field.ON]], said)
        return Choice(columns, order, {what: self[what.value].data for what in WITH_DEFAULT})


class WordsForm(CarriedForm):
    """What the words mean that we do not know."""

    purpose = "history words"
    words = Answers(SelectField(validators=[InputRequired(REQUIRED)]))
    table: Table
    site_id: int

    def take_along(self, table: Table, site_id: int, choice: Choice, unknown: Sequence[Unknown]) -> None:
        """Raises DomainError for a table that is too large to carry."""
        said = {what.value: at for what, at in choice.columns.items()}
        asked = [(each.field.value, each.place, each.text, each.rows) for each in unknown]
        usual = {what.value: value for what, value in choice.defaults.items()}
        self.carry([site_id, table.to_data(), said, choice.order.value, usual, asked])
        self.read()

    def read(self) -> None:
        """Find what was shown: the `table`, the `site_id` and the `unknown` words. Raises DomainError."""
        self.site_id, data, said, order, usual, asked = self.carried()
        self.table = Table.from_data(data)
        self.unknown = [Unknown(Field(what), *rest) for what, *rest in asked]
        self.words.check(len(self.unknown))
        columns = {Field(what): at for what, at in said.items()}
        self.chosen = Choice(columns, Order(order), {Field(what): value for what, value in usual.items()})

    def offer(self, site: Site) -> None:
        """For each word everything that it can mean; nothing is chosen."""
        while len(self.words) < len(self.unknown):
            self.words.append_entry()
        for field, each in zip(self.words, self.unknown, strict=False):
            nothing = [] if each.field is Field.THEME else [(NOT_SAID, gettext("nothing: as an empty cell"))]
            field.choices = [("", CHOOSE), *choices(each.field, site), *nothing,
                             (LEFT_OUT, gettext("leave these rows out"))]  # fmt: skip
            field.label.text = OTHER_WORDS if each.text == HIDDEN else each.text

    def groups(self) -> dict[Field, list[tuple[Any, Unknown]]]:
        """The questions by column."""
        found: dict[Field, list[tuple[Any, Unknown]]] = {}
        for field, each in zip(self.words, self.unknown, strict=False):
            found.setdefault(each.field, []).append((field, each))
        return found

    def choice(self) -> Choice:
        """With what the words mean."""
        words = {(each.field, each.place): field.data for field, each in zip(self.words, self.unknown, strict=False)}
        return Choice(self.chosen.columns, self.chosen.order, self.chosen.defaults, words)


class AddForm(CarriedForm):
    """Yes to the conversations as they were shown."""

    purpose = "history rows"
    late = BooleanField()

    def take_along(self, rows: Rows, site_id: int) -> None:
        """Raises DomainError for too many to carry."""
        self.carry([site_id, to_data(rows)])

    def taken(self) -> tuple[int, Rows]:
        """The site and the conversations that were shown. Raises DomainError for anything else."""
        site_id, data = self.carried()
        return site_id, from_data(data)
