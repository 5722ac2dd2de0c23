"""What a phone sends while its pupil fills in the questionnaire."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField

from jsp.errors import told
from jsp.forms import Paragraphs, Within
from jsp.forms.open import EitherLanguage
from jsp.rules.box import Filled
from jsp.rules.evaluation import LONGEST_ANSWER
from jsp.rules.filling import Filling, read_filling
from jsp.rules.questionnaire import Item
from jsp.rules.refusal import DomainError

ITEM = "item-"  # before the key of an item in the name of its field


class FillForm(EitherLanguage):
    """One screen of it; what was answered before comes along in it."""

    class Meta:
        csrf = False  # its seat is ours, and access.py looks where a form is sent from

    seat = HiddenField()
    at = HiddenField()
    face = StringField()
    go = StringField()
    text = Paragraphs(_("Your answer"), [Within(LONGEST_ANSWER)])
    trouble = ""

    def __init__(self, items: tuple[Item, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filling = Filling(tuple(each.key for each in items), 0, {})

    def read(self) -> bool:
        """Take in what was sent, and the face that was pressed; False, with `trouble`, where something cannot be."""
        try:
            self.filling = self._read()
        except DomainError as error:
            self.trouble = told(error)
        return not self.trouble

    def _read(self) -> Filling:
        sent = {key: request.form.get(f"{ITEM}{key}", "") for key in self.filling.items}
        found = read_filling(self.filling.items, self.at.data or "", sent)
        self.filling = found
        if self.changes_language or self.is_done:
            return found
        if self.go.data == "back":
            return found.back()
        return found.answered(self.face.data or "") if "face" in request.form else found

    @property
    def is_done(self) -> bool:
        """Whether all of it is handed in."""
        return bool(self.go.data == "done")

    @property
    def filled(self) -> Filled:
        """What goes into the box."""
        return Filled(scores=self.filling.scores, text=self.text.data or "")
