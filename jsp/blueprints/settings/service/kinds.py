"""The lists that a JSP sets up itself, in one table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _

from jsp.blueprints.settings.service import checks, follow
from jsp.models.accounts import User
from jsp.models.ground import CrisisLine, Discipline, Outcome, SchoolClass, SchoolYear, Site, Theme
from jsp.models.team import TeamMember
from jsp.rules.refusal import NotFoundError
from jsp.verbs.hindering import Hit

Row = Any  # one of the models below: they share id, name and archived_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A list: its word in the address, its table, what of a row can change, and what is refused.

    `order`: the columns that it is read by; only a list by `position` can be put in order by hand. `keeps_one`: work
    stops without any row. `links`: fields that point at rows of another table. `check` gets the new values and the
    other rows, `check_change` the row as it is (None for a new one) and the new values, `check_archive` the row; all
    raise DomainError. `after_making` and `before_changing`: what else follows. `hit`: the lessons at which somebody
    would not be there any more, and `tell`: who hears it then. `warning`: what pupils no longer see once it is
    archived.
    """

    code: str
    model: type[Any]
    fields: tuple[str, ...]
    name_field: str
    title: Any
    add: Any
    icon: str
    about: Any
    order: tuple[str, ...] = ("position", "id")
    has_code: bool = True
    keeps_one: bool = True
    links: Mapping[str, type[Any]] = field(default_factory=dict)
    check: Callable[[str, Mapping[str, Any], Sequence[Row]], None] = checks.check_name
    check_change: Callable[[Row | None, Mapping[str, Any]], None] = lambda _row, _values: None
    check_archive: Callable[[Row], None] = lambda _row: None
    after_making: Callable[..., None] = lambda _row, *, by: None
    before_changing: Callable[[Row, Mapping[str, Any]], None] = lambda _row, _values: None
    hit: Callable[[Row, Mapping[str, Any]], Hit] = lambda _row, _values: ()
    after_archiving: Callable[..., None] = lambda _row, *, by: None
    tell: Callable[..., None] = lambda _row, _values, _hit, *, by: None
    warning: Any = ""
    warn: Callable[[Row], Any] = lambda _row: ""

    def warning_of(self, row: Row) -> Any:
        """What is told, and asked, before this row is archived; empty where it just happens."""
        return self.warning or self.warn(row)

    @property
    def by_hand(self) -> bool:
        """Whether people put the rows in order."""
        return self.order[0] == "position"


def get_kind(code: str) -> Kind:
    """Raises NotFoundError."""
    for kind in KINDS:
        if kind.code == code:
            return kind
    raise NotFoundError(code)


NAMES = ("name_nl", "name_en")
KINDS = (
    Kind(
        code="sites", model=Site, name_field="name", icon="place",
        fields=("name", "kind", "room", "phone", "mail", "safeguarding_lead", "region"),
        title=_("Sites"), add=_("Add a site"),
        about=_("The schools where you sit, with the room and how to reach you there."),
        after_making=follow.let_its_maker_work_there, before_changing=follow.move_to_the_new_room,
        check_archive=checks.check_archive_site,
        warning=_("Pupils no longer see this school, its openings and how to reach you there. Old records keep it."),
    ),
    Kind(
        code="years", model=SchoolYear, name_field="name", icon="calendar", fields=("starts_on", "ends_on"),
        order=("starts_on",), has_code=False, keeps_one=False,
        title=_("School years"), add=_("Add a school year"),
        about=_("With their first and last day; classes belong to one."),
        check=checks.check_year, check_archive=checks.check_archive_year,
    ),
    Kind(
        code="themes", model=Theme, name_field="name_nl", icon="contacts",
        fields=(*NAMES, "pupil_word_nl", "pupil_word_en", "icon", "disciplines"), links={"disciplines": Discipline},
        title=_("Themes"), add=_("Add a theme"),
        about=_("What a conversation can be about, and who of you knows most about it."),
    ),
    Kind(
        code="disciplines", model=Discipline, name_field="name_nl", icon="people",
        fields=(*NAMES, "explanation_nl", "explanation_en"),
        title=_("Disciplines"), add=_("Add a discipline"),
        about=_("The professions in your team, explained to pupils in about six words."),
        check_archive=checks.check_archive_discipline,
    ),
    Kind(
        code="team", model=TeamMember, name_field="first_name", icon="people",
        fields=("first_name", "discipline", "employer", "sites", "active_from", "active_until", "user"),
        links={"discipline": Discipline, "sites": Site, "user": User}, has_code=False, keeps_one=False,
        title=_("Team"), add=_("Add somebody to the team"),
        about=_("Who pupils meet: first name, discipline, employer, sites, from when until when."),
        check=checks.check_member, check_change=checks.check_account, before_changing=follow.leave_the_sites,
        hit=follow.lessons_after_leaving, tell=follow.tell_of_leaving, after_archiving=follow.tell_of_archiving,
    ),
    Kind(
        code="outcomes", model=Outcome, name_field="name_nl", icon="check", fields=NAMES,
        title=_("Outcomes"), add=_("Add an outcome"),
        about=_("What a conversation can lead to; one tap on the desk."),
    ),
    Kind(
        code="classes", model=SchoolClass, name_field="code", icon="school",
        fields=("code", "site", "school_year", "level", "study_year", "size", "need",
                "away_weekdays", "away_from", "away_until"),
        links={"site": Site, "school_year": SchoolYear}, order=("school_year_id", "site_id", "code"),
        has_code=False, keeps_one=False,
        title=_("Classes"), add=_("Add a class"),
        about=_("A code, a level and a size; never the names of pupils."),
        check=checks.check_class, warn=checks.warn_of_lessons, hit=follow.lessons_at_work,
        tell=follow.tell_of_work_placement,
    ),
    Kind(
        code="lines", model=CrisisLine, name_field="question_nl", icon="phone",
        fields=("question_nl", "question_en", "number", "about_nl", "about_en"),
        title=_("Crisis lines"), add=_("Add a crisis line"),
        about=_("Below 'Need help now?'. Check them twice a year on the website of who answers; never try 112 or 113."),
        warning=_("Pupils no longer see this number below 'Need help now?'."), check_archive=checks.check_archive_line,
    ),
)  # fmt: skip
