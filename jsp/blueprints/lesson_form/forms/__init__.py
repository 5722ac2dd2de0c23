"""What a phone sends while its pupil fills in the questionnaire."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField

from jsp.errors import told
from jsp.extensions import LANGUAGES
from jsp.forms import Paragraphs, Within
from jsp.forms.open import EitherLanguage
from jsp.rules.box import Filled
from jsp.rules.evaluation import LONGEST_ANSWER
from jsp.rules.filling import Filling, read_filling
from jsp.rules.questionnaire import Item
from jsp.rules.refusal import DomainError
from jsp.rules.text import UnreadableTextError, clean

DONE = "done"
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
        if self.text.errors:
            self.filling = self.filling.at_end()  # where it stands what is wrong with it
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
        return bool(self.go.data == DONE)


def find_last(items: tuple[Item, ...], sent: Mapping[str, str]) -> Filled | None:
    """What is handed in, where all of it is as it should be; None where a form has to look, and say what is not.

    A whole class does this within the same seconds, and a form takes longer than all the rest of it.
    """
    if sent.get("go") != DONE or sent.get("language") in LANGUAGES:
        return None
    faces = {item.key: sent.get(f"{ITEM}{item.key}", "") for item in items}
    try:
        scores, text = read_filling(list(faces), "", faces).scores, clean(sent.get("text", ""))
    except (DomainError, UnreadableTextError):
        return None
    return Filled(scores=scores, text=text) if len(text) <= LONGEST_ANSWER else None
