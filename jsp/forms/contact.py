"""The desk: one conversation in three taps. Vandaag shows it, and a contact is rewritten with the same fields."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from jsp import clock
from jsp.forms import REQUIRED, AtMost, Day, Line, OnceForm, Paragraphs
from jsp.models.ground import SchoolClass, Site
from jsp.models.reference import Reference
from jsp.rules.contact import AgeBand, AskedBy, Channel, ContactDraft, Level
from jsp.words import terms

NOTE_LENGTH = 2000
LINE_LENGTH = 300
STUDY_YEARS = range(1, 7)


def _choice_or_none(raw: Any) -> int | None:
    return int(raw) if raw not in (None, "", "None") else None


def _band_or_none(raw: Any) -> AgeBand | None:
    return AgeBand(raw) if raw else None


def _level_or_none(raw: Any) -> Level | None:
    return Level(raw) if raw else None


class ContactForm(OnceForm):
    """Themes, who asked, outcome; the rest is folded away and may be skipped."""

    site = HiddenField()
    on = Day(_("Day"), [InputRequired(_("Fill in a day, such as 2026-11-23."))])
    channel = SelectField(_("Channel"))
    themes = SelectMultipleField(_("What was it about?"), coerce=int)
    main_theme = HiddenField()
    asked_by = RadioField(_("Who asked?"), [InputRequired(REQUIRED)])
    outcome = RadioField(_("What did you do?"), [InputRequired(REQUIRED)], coerce=int)
    more_outcomes = SelectMultipleField(_("What else did you do?"), [Optional()], coerce=int)
    is_return = BooleanField(_("Came back about the same thing"))
    age_band = SelectField(_("Age"), [Optional()], coerce=_band_or_none)
    level = SelectField(_("Level"), [Optional()], coerce=_level_or_none)
    study_year = SelectField(_("Year of study"), [Optional()], coerce=_choice_or_none)
    school_class = SelectField(_("class"), [Optional()], coerce=_choice_or_none)
    discipline = SelectField(_("Involve which expertise?"), [Optional()], coerce=_choice_or_none)
    colleague = SelectField(_("Involve which colleague?"), [Optional()], coerce=_choice_or_none)
    follow_up_on = Day(_("Follow up on"), [Optional()])
    note = Paragraphs(_("Note without names"), [AtMost(NOTE_LENGTH)])
    strengths = Line(_("What goes well?"), [AtMost(LINE_LENGTH)])

    def fill(
        self, reference: Reference, *, site: Site, classes: list[SchoolClass], colleagues: list[tuple[int, str]],
        kept: ContactDraft | None = None,
    ) -> None:  # fmt: skip
        """Offer what can be chosen at this site; of archived rows only what the kept contact already has."""
        have_themes = kept.theme_ids if kept else ()
        have_outcomes = kept.outcome_ids if kept else ()
        none = ("", "—")
        self.channel.choices = [(str(c), label) for c, label in terms.CHANNELS.items()]
        self.asked_by.choices = [(str(who), terms.asker(who, site)) for who in AskedBy]
        self.themes.choices = [(t.id, t.name) for t in reference.themes if not t.archived_on or t.id in have_themes]
        outcomes = [(o.id, o.name) for o in reference.outcomes if not o.archived_on or o.id in have_outcomes]
        self.outcome.choices = self.more_outcomes.choices = outcomes
        self.age_band.choices = [none, *((str(band), label) for band, label in terms.AGE_BANDS.items())]
        self.level.choices = [none, *((str(level), label) for level, label in terms.LEVELS[site.kind].items())]
        self.study_year.choices = [none, *((year, str(year)) for year in STUDY_YEARS)]
        self.school_class.label.text = terms.word(terms.Term.CLASS, site).capitalize()
        self.school_class.choices = [none, *((c.id, c.code) for c in classes)]
        self.discipline.choices = [none, *((d.id, d.name) for d in reference.disciplines if not d.archived_on)]
        self.colleague.choices = [none, *colleagues]

    @property
    def has_more_errors(self) -> bool:
        """Whether something in the folded part was refused."""
        return any(self.errors.keys() - {"themes", "asked_by", "outcome", None})

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuse a contact without a theme, in words of its own."""
        valid = super().validate(extra_validators)
        if not self.themes.data:
            self.themes.errors = [gettext("Choose what it was about. Not sure? Choose 'Other'.")]
            return False
        return bool(valid)

    def draft(self, site: Site) -> ContactDraft:
        """The conversation as a typed value; the theme that was tapped first is the main one."""
        return ContactDraft(
            id=self.key, site_id=site.id, on=self._day(), channel=Channel(self.channel.data),
            theme_ids=self._main_first(), asked_by=AskedBy(self.asked_by.data),
            outcome_ids=tuple(dict.fromkeys([self.outcome.data, *(self.more_outcomes.data or [])])),
            is_return=self.is_return.data, age_band=self.age_band.data,
            level=self.level.data, study_year=self.study_year.data, school_class_id=self.school_class.data,
            discipline_id=self.discipline.data, colleague_id=self.colleague.data,
            follow_up_on=self.follow_up_on.data, note=self.note.data or "", strengths=self.strengths.data or "",
        )  # fmt: skip

    def keeps(self, site: Site) -> dict[str, Any]:
        """What the next contact takes over: site, channel and day, never content."""
        kept = {"channel": self.channel.data, "on": str(self.on.data)}
        usual = {"channel": str(Channel.WALK_IN), "on": str(clock.today())}
        return {"site": site.code} | {name: value for name, value in kept.items() if value != usual[name]}

    def show(self, kept: ContactDraft) -> None:
        """Fill the fields with a contact that exists."""
        for name in (
            "on",
            "channel",
            "is_return",
            "follow_up_on",
            "note",
            "strengths",
            "asked_by",
            "age_band",
            "level",
            "study_year",
        ):
            self[name].data = getattr(kept, name)
        self.themes.data, self.main_theme.data = list(kept.theme_ids), str(kept.theme_ids[0])
        self.outcome.data, self.more_outcomes.data = kept.outcome_ids[0], list(kept.outcome_ids[1:])
        self.school_class.data, self.discipline.data = kept.school_class_id, kept.discipline_id
        self.colleague.data = kept.colleague_id

    def _day(self) -> date:
        day: date = self.on.data
        return day

    def _main_first(self) -> tuple[int, ...]:
        chosen: list[int] = self.themes.data
        main = [theme for theme in chosen if str(theme) == self.main_theme.data]
        return tuple(dict.fromkeys([*main, *chosen]))
