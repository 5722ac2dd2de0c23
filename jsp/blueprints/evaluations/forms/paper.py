"""The form for answers on paper: how many there are, and how often each face was ringed."""

from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import NumberRange, Optional

from jsp.forms import AtMost, OnceForm, Paragraphs, Whole
from jsp.models.evaluations import Evaluation
from jsp.rules.box import Paper
from jsp.rules.evaluation import LONGEST_ANSWER, MOST_SEATS, SCORES
from jsp.rules.questionnaire import Item

MOST_TEXT = 40 * LONGEST_ANSWER


class PaperForm(OnceForm):
    """Empty fields are zeros."""

    seen = HiddenField()
    number = Whole(_("How many sheets"), [Optional(), NumberRange(0, MOST_SEATS)])
    texts = Paragraphs(_("What was written, one answer on each line. Leave names out."), [AtMost(MOST_TEXT)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items: tuple[Item, ...] = ()
        self.wrong: dict[str, str] = {}
        self.noted = Paper()

    def ask(self, evaluation: Evaluation, noted: Paper) -> None:
        """Ask for the items of that evaluation; what was noted before stands in it, to be corrected."""
        asks = evaluation.version.content
        self.items = asks.asked(is_short=evaluation.is_short, is_last=evaluation.is_last)
        self.noted = noted
        if not self.is_submitted():
            self.number.data, self.texts.data = noted.number or None, "\n".join(noted.texts)

    def typed(self, item: Item, score: int) -> str:
        """What stands in the field of that face."""
        if self.is_submitted():
            return str(request.form.get(name_of(item, score), ""))[:4]
        return str(self.noted.counts.get(item.key, {}).get(score, ""))

    def validate(self, extra_validators: Any = None) -> bool:
        """Also looks whether no item has more faces than there are sheets, and no answer is too long."""
        is_valid: bool = super().validate(extra_validators)
        self.wrong = {item.key: told for item in self.items if (told := self._wrong_with(item))}
        long = [each for each in self._lines() if len(each) > LONGEST_ANSWER]
        if long:
            self.texts.errors = [gettext("One of the lines is longer than %(most)d characters.", most=LONGEST_ANSWER)]
        if len(self._lines()) > self._sheets:
            self.texts.errors = [*self.texts.errors, gettext("These are more answers than there are sheets.")]
        if self._sheets and is_valid and not self.wrong and not self._lines() and not self._has_faces():
            self.number.errors = [gettext("Nothing stands on these sheets. Empty sheets do not count.")]
        return is_valid and not self.wrong and not self.texts.errors and not self.number.errors

    def draft(self) -> Paper:
        """What came in."""
        counts = {item.key: {score: self._count(item, score) for score in SCORES} for item in self.items}
        found = {key: {score: number for score, number in of.items() if number} for key, of in counts.items()}
        return Paper(self._sheets, {key: of for key, of in found.items() if of}, tuple(self._lines()))

    @property
    def _sheets(self) -> int:
        return self.number.data or 0

    def _has_faces(self) -> bool:
        return any(self._count(item, score) for item in self.items for score in SCORES)

    def _lines(self) -> list[str]:
        return [line.strip() for line in (self.texts.data or "").splitlines() if line.strip()]

    def _wrong_with(self, item: Item) -> str:
        if any(not _is_count(self.typed(item, score)) for score in SCORES):
            return str(gettext("Fill in whole numbers."))
        if sum(self._count(item, score) for score in SCORES) > self._sheets:
            return str(gettext("These are more faces than there are sheets."))
        return ""

    def _count(self, item: Item, score: int) -> int:
        return int(self.typed(item, score) or 0)


def name_of(item: Item, score: int) -> str:
    """The name of the field of a face."""
    return f"item-{item.key}-{score}"


def _is_count(typed: str) -> bool:
    return not typed or (typed.isascii() and typed.isdecimal() and int(typed) <= MOST_SEATS)
