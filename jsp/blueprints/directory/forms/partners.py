"""The form of an entry, and what the list is narrowed by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from flask_babel import format_date
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from jsp.forms import REQUIRED, Line, OnceForm
from jsp.forms.partner import AsKept
from jsp.models.accounts import User
from jsp.models.directory import Partner, PartnerKind
from jsp.models.directory_index import Narrowed
from jsp.models.reference import get_reference
from jsp.rules.consent import ReceiverRule
from jsp.rules.partner import lacks
from jsp.rules.partner_fields import read_weeks
from jsp.rules.referral import Help
from jsp.rules.text import readable_part
from jsp.words.directory_terms import HELPS, KINDS, RULES

Choice = TypeVar("Choice", PartnerKind, Help)
LONGEST_QUERY, MOST_PAGES = 200, 10_000
NAMES_OF_CODES: dict[str, Mapping[Any, Any]] = {"kind": KINDS, "help": HELPS, "receiver_rule": RULES}
YES_NO = {"True": _("yes"), "False": _("no")}


class PartnerForm(OnceForm):
    """An entry of the directory. `seen`: how it was when this page was made."""

    seen = HiddenField()
    name = Line(_("Name"), [AsKept()])
    kind = RadioField(_("What is it?"), [InputRequired(REQUIRED)], coerce=PartnerKind)
    help = RadioField(_("What help?"), [InputRequired(REQUIRED)], coerce=Help)
    themes = SelectMultipleField(_("Themes"), coerce=int)
    offer_nl = Line(_("What it does, in Dutch"), [AsKept()], description=_("In words that a pupil of 12 understands."))
    offer_en = Line(_("What it does, in English"), [AsKept()], description=_("You may skip this."))
    audience_nl = Line(_("For whom, in Dutch"), [AsKept()], description=_("Such as: 12 tot en met 23 jaar."))
    audience_en = Line(_("For whom, in English"), [AsKept()])
    contact_person = Line(_("Who you ask for"), [AsKept()], description=_("A first name or a department."))
    phone = Line(_("Direct phone number"), [AsKept()])
    mail = Line(_("E-mail address"), [AsKept()])
    website = Line(_("Website"), [AsKept()])
    place = Line(_("Where"), [AsKept()])
    times = Line(_("When"), [AsKept()], description=_("Such as: ma-vr 9.00-17.00."))
    sites = SelectMultipleField(_("Can be met at"), coerce=int)
    waiting_weeks = Line(_("Waiting time in weeks"), [AsKept()], description=_("0: none. Empty: nobody knows."))
    words = Line(_("Other words to find it by"), [AsKept()], description=_("Also words of pupils themselves."))
    receiver_rule = SelectField(_("When they get a referral"), coerce=ReceiverRule)
    is_for_pupils = BooleanField(_("Pupils see it on the public pages"), default=True)

    def offer(self, row: Partner | None = None) -> None:
        """Fill the choices: all that is in use, and what this entry has already."""
        reference = get_reference()
        self.kind.choices, self.help.choices = list(KINDS.items()), list(HELPS.items())
        self.receiver_rule.choices = list(RULES.items())
        self.themes.choices = _offered(reference.themes, row.themes if row else ())
        self.sites.choices = _offered(reference.sites, row.sites if row else ())

    def show(self, row: Partner) -> None:
        """Fill in what is there."""
        for field in self:
            if hasattr(row, field.name) and field.name not in ("themes", "sites"):
                field.data = getattr(row, field.name)
        self.waiting_weeks.data = "" if row.waiting_weeks is None else str(row.waiting_weeks)
        self.themes.data, self.sites.data = [each.id for each in row.themes], [each.id for each in row.sites]

    def validate(self, extra_validators: Any = None) -> bool:
        """All that is wrong at once: what was typed, and what is lacking."""
        is_right = super().validate(extra_validators)
        found = [lack for lack in lacks(self.data) if not self[lack.field].errors]
        for lack in found:
            self.refuse(lack)
        return is_right and not found

    def values(self) -> dict[str, Any]:
        """What the entry holds, by field."""
        kept = {field.name: field.data for field in self if field.name not in ("seen", "once", "csrf_token")}
        return kept | {"waiting_weeks": read_weeks(self.waiting_weeks.data or "")}

    def read(self, name: str, kept: str) -> str:
        """What the history kept of a field, as people read it."""
        if name == "is_for_pupils":
            return str(YES_NO.get(kept, kept))
        if name == "checked_on" and kept:
            return str(format_date(date.fromisoformat(kept), "d MMMM yyyy"))
        return str(NAMES_OF_CODES.get(name, {}).get(kept, kept))


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for. `at_mine`: to be met at a school of theirs; `contact`: for whom it is looked up.

    `to_check`: only what was not looked at for long.
    """

    text: str
    theme: int | None
    kind: PartnerKind | None
    help: Help | None
    at_mine: bool
    to_check: bool
    page: int
    contact: str

    @property
    def is_all(self) -> bool:
        """Whether nothing was asked: then all of it is shown, with the numbers of the whole country apart."""
        return not (self.text or self.theme or self.kind or self.help or self.at_mine or self.to_check)

    @property
    def args(self) -> dict[str, Any]:
        """The same as an address says it."""
        said = {"q": self.text, "theme": self.theme, "kind": self.kind, "help": self.help, "contact": self.contact}
        ticked = {"mine": self.at_mine, "check": self.to_check}
        return {name: value for name, value in said.items() if value} | {name: "y" for name in ticked if ticked[name]}

    def narrowed(self, viewer: User) -> Narrowed:
        """What of the directory fits."""
        sites = frozenset(site.id for site in viewer.open_sites) if self.at_mine else None
        but = PartnerKind.LINE if self.is_all else None
        return Narrowed(theme=self.theme, kind=self.kind, help=self.help, sites=sites, but=but)


def asked(args: MultiDict[str, str]) -> Asked:
    """What an address asks; whatever it says that nobody knows counts as not said."""
    return Asked(
        text=" ".join(readable_part(args.get("q", "")[:LONGEST_QUERY]).split()),
        theme=_known_theme(args.get("theme", "")),
        kind=_choice(PartnerKind, args.get("kind")), help=_choice(Help, args.get("help")),
        at_mine=args.get("mine") == "y", to_check=args.get("check") == "y", page=_page(args.get("page", "")),
        contact=contact_key(args.get("contact", "")),
    )  # fmt: skip


def contact_key(said: str) -> str:
    """The key of a contact, or nothing."""
    try:
        return str(UUID(said))
    except ValueError:
        return ""


def _choice(kind: type[Choice], said: str | None) -> Choice | None:
    return kind(said) if said in list(kind) else None


def _known_theme(said: str) -> int | None:
    return next((each.id for each in get_reference().themes if str(each.id) == said), None)


def _page(said: str) -> int:
    return min(int(said), MOST_PAGES) if said.isascii() and said.isdigit() and len(said) < 6 and int(said) else 1


def _offered(rows: Iterable[Any], own: Iterable[Any]) -> list[tuple[int, str]]:
    """Archived rows only where this entry has them already."""
    kept = {each.id for each in own}
    return [(each.id, each.name) for each in rows if not each.archived_on or each.id in kept]
