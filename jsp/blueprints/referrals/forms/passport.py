"""The passport: each line with a tick and a text, and who may see how it goes."""

from typing import Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import AnyOf, InputRequired, Optional

from jsp.blueprints.referrals.service.passport import SHOWS_PROGRESS, Written
from jsp.forms import REQUIRED, Line, MailAddress, OnceForm, Paragraphs
from jsp.models.referrals import Referral
from jsp.rules import note_check, passport
from jsp.rules.passport import LineKind
from jsp.rules.referral import Progress
from jsp.rules.refusal import N_
from jsp.words.referral_terms import LINES, PROGRESS

UNTIL = ((30, _("30 days")), (SHOWS_PROGRESS, _("90 days")), (0, _("until it has ended")))
MONTH = 31
TAKEN_OUT = N_(
    "This held a citizen service number (BSN). That may not be kept here, so we took it out. Look at it again."
)
ELSEWHERE = ("age", "alone", "later", "hidden")


class PassportForm(OnceForm):
    """The lines by their kind; `tick_<kind>` says that it may be shared. `warned`: the words that were warned about.

    `to`: to what else somebody goes for a moment.
    """

    seen = HiddenField()
    warned = HiddenField()
    to = HiddenField()
    first_name = Line(LINES[LineKind.FIRST_NAME])
    last_name = Line(LINES[LineKind.LAST_NAME])
    phone = Line(LINES[LineKind.PHONE])
    mail = Line(LINES[LineKind.MAIL], [Optional(), MailAddress()])
    age = Line(LINES[LineKind.AGE])
    about = Paragraphs(LINES[LineKind.ABOUT])
    reach = Line(LINES[LineKind.REACH])
    tick_first_name = BooleanField()
    tick_last_name = BooleanField()
    tick_phone = BooleanField()
    tick_mail = BooleanField()
    tick_age = BooleanField()
    tick_about = BooleanField()
    tick_reach = BooleanField()
    progress = RadioField(
        _("Which of us may see how it is going?"), [InputRequired(REQUIRED)], choices=list(PROGRESS.items())
    )
    until = RadioField(_("For how long?"), [InputRequired(REQUIRED)], choices=list(UNTIL), coerce=int)

    def show(self, row: Referral, lines: list[passport.Line]) -> None:
        """As it is kept, or as it begins."""
        for line in lines:
            self[line.kind].data, self[f"tick_{line.kind}"].data = line.text, line.is_ticked
        self.seen.data = row.packet_mark or ""
        self.progress.data = row.progress or Progress.WORKER
        if row.packet_mark is None or (row.progress_until and (row.progress_until - row.moved_on).days > MONTH):
            self.until.data = SHOWS_PROGRESS
        else:
            self.until.data = 0 if row.progress_until is None else UNTIL[0][0]

    @property
    def is_warned(self) -> bool:
        """Whether exactly these words were warned about before: then they are meant."""
        return bool(self.about.data) and " ".join((self.warned.data or "").split()) == " ".join(self.about.data.split())

    def shown_again(self, row: Referral, *, is_warned: bool) -> None:
        """What was typed stays, and can be sent again; but for a citizen service number, and that is told."""
        for kind in LineKind:
            text = self[kind].data or ""
            self[kind].data = note_check.without_bsn(text)
            if self[kind].data != text:
                self[kind].errors = [gettext(TAKEN_OUT)]
        self.seen.data = row.packet_mark or ""
        if is_warned:
            self.warned.data = self.about.data

    def refuse_lines(self) -> bool:
        """Show what stands in the way of sending them, each beside its line; whether nothing does."""
        found = passport.problems(self.lines())
        for error in found:
            if not (error.field and self[error.field].errors):
                self.refuse(error)
        return not found

    def leave_out(self) -> list[str]:
        """Drop from the lines what may not be kept; the names of those lines. For who has to leave the page at once."""
        cut = []
        for line in self.lines():
            field, text = self[line.kind], passport.keepable(line).text
            if field.errors or text != line.text:
                cut.append(str(field.label.text))
            field.data, field.errors = text, []
        return cut

    def lines(self) -> list[passport.Line]:
        """What was typed and ticked."""
        return [
            passport.Line(kind, self[kind].data or "", bool(self[f"tick_{kind}"].data)) for kind in LineKind
        ]  # fmt: skip

    def draft(self) -> Written:
        """All of it as a typed value."""
        return Written(
            lines=self.lines(), progress=Progress(self.progress.data), progress_days=self.until.data,
            seen=self.seen.data or "",
        )  # fmt: skip

    def as_draft(self) -> Self:
        """Only to be kept, on the way to something else: an address that is half typed stays as it is."""
        self.to.validators = [AnyOf(ELSEWHERE)]
        self.mail.validators = [each for each in self.mail.validators if not isinstance(each, MailAddress)]
        return self
