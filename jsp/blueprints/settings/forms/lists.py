"""One form for each list; each ends in the values of a row."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import format_date, lazy_gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, Regexp

from jsp import clock
from jsp.blueprints.settings.service import choices
from jsp.forms import ADDRESS, CHOOSE, FILL_IN, REQUIRED, AtMost, Day, Line, Mail, MailAddress, OnceForm, Whole
from jsp.models.ground import SiteKind
from jsp.models.reference import get_reference
from jsp.rules.holiday_proposals import Region
from jsp.rules.settings import NO_PHONE_NUMBER, PHONE_NUMBER
from jsp.words.days import weekday_names

WHOLE = _("Fill in a whole number.")
BETWEEN_1_AND_6, BETWEEN_1_AND_60 = _("From 1 to 6."), _("From 1 to 60.")
PHONE = (DataRequired(FILL_IN), AtMost(20), Regexp(rf"{PHONE_NUMBER}\Z", message=lazy_gettext(NO_PHONE_NUMBER)))
KIND_NAMES = {SiteKind.VO: _("secondary education (vo)"), SiteKind.MBO: _("vocational education (mbo)")}
REGION_NAMES = {Region.NORTH: _("north"), Region.MIDDLE: _("middle"), Region.SOUTH: _("south")}
ICONS = {
    "placement": _("briefcase"),
    "work": _("shop"),
    "school": _("graduation cap"),
    "housing": _("house"),
    "money": _("wallet"),
    "health": _("heartbeat"),
    "substances": _("pill"),
    "relationships": _("two people"),
    "sexuality": _("heart"),
    "leisure": _("game controller"),
    "religion": _("candle"),
    "meaning": _("compass"),
    "respect_safety": _("shield with a keyhole"),
    "other": _("question mark"),
    "people": _("group"),
    "safety": _("shield"),
    "phone": _("phone"),
    "place": _("map pin"),
    "clock": _("clock"),
    "calendar": _("calendar"),
    "mail": _("envelope"),
    "globe": _("globe"),
    "tea": _("cup of tea"),
    "read": _("book"),
    "ask": _("speech bubble"),
}


NAMES_OF_CODES: dict[str, Mapping[Any, Any]] = {"kind": KIND_NAMES, "icon": ICONS, "region": REGION_NAMES}


def _number(text: str) -> int | str:
    """The number of a row; nothing chosen stays nothing."""
    return int(text) if text else ""


class RowForm(OnceForm):
    """What all lists share: `seen`, how the row was, and `hit`, the lessons in the way that the page told of."""

    seen = HiddenField()
    hit = HiddenField()
    shown: tuple[str, ...] = ()

    def offer(self, row: Any = None) -> None:
        """Fill the choices: all that is in use, and what this row has already."""

    def read(self, name: str, kept: str) -> str:
        """What the history kept of a field, as people read it."""
        if isinstance(self[name], Day) and kept:
            return str(format_date(date.fromisoformat(kept), "d MMMM yyyy"))
        if name == "away_weekdays" and kept:
            return ", ".join(weekday_names()[int(number)] for number in kept.split(", "))
        return str(NAMES_OF_CODES.get(name, {}).get(kept, kept))

    def values(self) -> dict[str, Any]:
        """The values of the row, by field."""
        return {field: self[field].data for field in self.shown}

    def show(self, row: Any) -> None:
        """Fill in what is there."""
        for field in self.shown:
            self[field].data = getattr(row, field)


class SiteForm(RowForm):
    """A school where the JSP sits."""

    name = Line(_("Name"), [DataRequired(FILL_IN), AtMost(80)])
    kind = RadioField(_("Type of education"), [InputRequired(REQUIRED)], coerce=SiteKind)
    room = Line(_("Room"), [DataRequired(FILL_IN), AtMost(40)],
                description=_("As it stands on the door, such as B104, without the word room itself."))  # fmt: skip
    phone = Line(_("Phone"), PHONE)
    mail = Mail(_("E-mail address"), [InputRequired(ADDRESS), MailAddress(), AtMost(254)])
    safeguarding_lead = Line(_("Safeguarding lead of the school"), [AtMost(80)])
    region = RadioField(_("Region of the school holidays"), [InputRequired(REQUIRED)], coerce=Region)
    shown = ("name", "kind", "room", "phone", "mail", "safeguarding_lead", "region")

    def offer(self, row: Any = None) -> None:
        self.kind.choices = list(KIND_NAMES.items())
        self.region.choices = list(REGION_NAMES.items())
        if row is None and not self.is_submitted():
            self.region.data = Region.SOUTH

    def values(self) -> dict[str, Any]:
        values = super().values()
        codes = {"kind": SiteKind(values["kind"]), "region": Region(values["region"])}
        return values | codes | {"safeguarding_lead": values["safeguarding_lead"] or None}


class NamedForm(RowForm):
    """Something with a name in two languages."""

    name_nl = Line(_("Name in Dutch"), [DataRequired(FILL_IN), AtMost(80)])
    name_en = Line(_("Name in English"), [DataRequired(FILL_IN), AtMost(80)])
    shown: tuple[str, ...] = ("name_nl", "name_en")


class ThemeForm(NamedForm):
    """What a conversation can be about."""

    pupil_word_nl = Line(_("Plain word for pupils, in Dutch"), [DataRequired(FILL_IN), AtMost(80)])
    pupil_word_en = Line(_("Plain word for pupils, in English"), [DataRequired(FILL_IN), AtMost(80)])
    icon = RadioField(_("Picture"), [InputRequired(REQUIRED)])
    disciplines = SelectMultipleField(_("Who knows most about it?"), coerce=int)
    shown = (*NamedForm.shown, "pupil_word_nl", "pupil_word_en", "icon", "disciplines")

    def offer(self, row: Any = None) -> None:
        self.icon.choices = list(ICONS.items())
        self.disciplines.choices = _offered(get_reference().disciplines, row.disciplines if row else ())

    def show(self, row: Any) -> None:
        super().show(row)
        self.disciplines.data = [each.id for each in row.disciplines]


class DisciplineForm(NamedForm):
    """A profession in the team."""

    explanation_nl = Line(_("Explained to pupils, in Dutch"), [DataRequired(FILL_IN), AtMost(120)])
    explanation_en = Line(_("Explained to pupils, in English"), [DataRequired(FILL_IN), AtMost(120)])
    shown = (*NamedForm.shown, "explanation_nl", "explanation_en")


class YearForm(RowForm):
    """A school year; its name follows from its days."""

    starts_on = Day(_("First day"), [InputRequired(FILL_IN)])
    ends_on = Day(_("Last day"), [InputRequired(FILL_IN)])
    shown = ("starts_on", "ends_on")

    def offer(self, row: Any = None) -> None:
        if row is None and not self.is_submitted():
            self.starts_on.data, self.ends_on.data = choices.next_school_year()

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"name": f"{values['starts_on'].year}-{values['ends_on'].year}"}


class MemberForm(RowForm):
    """Somebody of the team, as pupils know them."""

    first_name = Line(_("First name, as shown"), [DataRequired(FILL_IN), AtMost(80)])
    discipline = SelectField(_("Discipline"), [InputRequired(REQUIRED)], coerce=_number)
    employer = Line(_("Employer"), [DataRequired(FILL_IN), AtMost(80)])
    sites = SelectMultipleField(_("Sites"), coerce=int)
    active_from = Day(_("From"), [InputRequired(FILL_IN)])
    active_until = Day(_("Until (empty: no end yet)"), [Optional()])
    user = SelectField(_("Account"), coerce=int)
    shown = ("first_name", "discipline", "employer", "sites", "active_from", "active_until", "user")

    def offer(self, row: Any = None) -> None:
        reference = get_reference()
        self.discipline.choices = [("", CHOOSE), *_offered(reference.disciplines, [row.discipline] if row else ())]
        self.sites.choices = _offered(reference.sites, row.sites if row else ())
        self.user.choices, self.user.description = choices.accounts(row)
        if not self.is_submitted():
            self.active_from.data = clock.today()
            self.sites.data = [self.sites.choices[0][0]] if len(self.sites.choices) == 1 else []

    def show(self, row: Any) -> None:
        super().show(row)
        self.discipline.data, self.user.data = row.discipline_id, row.user_id or 0
        self.sites.data = [site.id for site in row.sites]


class ClassForm(RowForm):
    """A class: never names."""

    code = Line(_("Code"), [DataRequired(FILL_IN), AtMost(20)])
    site = SelectField(_("Site"), [InputRequired(REQUIRED)], coerce=int)
    school_year = SelectField(_("School year"), [InputRequired(REQUIRED)], coerce=int)
    level = Line(_("Level"), [DataRequired(FILL_IN), AtMost(80)], description=_("Such as havo, or vmbo-kb."))
    study_year = Whole(_("Year of study"), [InputRequired(WHOLE), NumberRange(1, 6, BETWEEN_1_AND_6)])
    size = Whole(_("How many pupils"), [InputRequired(WHOLE), NumberRange(1, 60, BETWEEN_1_AND_60)])
    need = Line(_("What this class needs"), [AtMost(200)], description=_("About the group, never about one pupil."))
    away_weekdays = SelectMultipleField(_("At work placement on"), coerce=int)
    away_from = Day(_("At work placement from"), [Optional()], description=_("Weeks in a row. You may skip this."))
    away_until = Day(_("At work placement until"), [Optional()])
    shown = ("code", "site", "school_year", "level", "study_year", "size", "need",
             "away_weekdays", "away_from", "away_until")  # fmt: skip

    def offer(self, row: Any = None) -> None:
        self.site.choices = _offered(get_reference().sites, [row.site] if row else ())
        self.school_year.choices = choices.school_years(row.school_year_id if row else None)
        self.away_weekdays.choices = list(enumerate(weekday_names()))[:5]

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"need": values["need"] or None}

    def show(self, row: Any) -> None:
        super().show(row)
        self.site.data, self.school_year.data = row.site_id, row.school_year_id


class LineForm(RowForm):
    """A number for who cannot wait."""

    question_nl = Line(_("Question in Dutch"), [DataRequired(FILL_IN), AtMost(80)])
    question_en = Line(_("Question in English"), [DataRequired(FILL_IN), AtMost(80)])
    number = Line(_("Number"), PHONE)
    about_nl = Line(_("Who answers and when, in Dutch"), [DataRequired(FILL_IN), AtMost(120)])
    about_en = Line(_("Who answers and when, in English"), [DataRequired(FILL_IN), AtMost(120)])
    shown = ("question_nl", "question_en", "number", "about_nl", "about_en")


def _offered(rows: Iterable[Any], own: Iterable[Any]) -> list[tuple[int, str]]:
    """Archived rows only where this one belongs to them already."""
    kept = {each.id for each in own}
    return [(each.id, each.name) for each in rows if not each.archived_on or each.id in kept]


FORMS: dict[str, type[RowForm]] = {
    "sites": SiteForm,
    "years": YearForm,
    "themes": ThemeForm,
    "disciplines": DisciplineForm,
    "team": MemberForm,
    "outcomes": NamedForm,
    "classes": ClassForm,
    "lines": LineForm,
}
