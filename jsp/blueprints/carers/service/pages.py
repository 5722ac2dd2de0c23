"""Carers: what they can read about a lesson, texts to copy into the system of the school, who comes to the last one.

Nobody is mailed from here, and nothing is known of who read it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from flask_babel import force_locale, gettext
from sqlalchemy import select, update

from jsp import mail, pace, sending
from jsp.blueprints.carers.service.reach import about_reach
from jsp.extensions import day, db, insert
from jsp.models.ground import SchoolClass
from jsp.models.history import Sending
from jsp.models.lesson_reach import CarerReach
from jsp.models.lesson_rows import Card, Row, cards, whole
from jsp.models.lessons import LessonSeries
from jsp.models.public_codes import find_class
from jsp.models.reference import get_setting
from jsp.rules.programme import Kind, Lesson
from jsp.rules.refusal import N_, DomainError
from jsp.words.days import hours

CARERS_A_PUPIL = 3  # more of them do not fit in a classroom, and a program that counts itself stops there
AT_ONCE, WHILE = 8, timedelta(minutes=10)  # for one lesson, in each process of ours
BUSY = N_("Many people said at the same moment that they come, so we did not count you. You are welcome all the same.")
FULL = N_("So many people said that they come that no more can be counted. You are welcome all the same.")


@dataclass(frozen=True, slots=True)
class Page:
    """What carers read about a lesson. `invites`: it is still to come, and they are welcome; else it was had."""

    card: Card
    row: Row
    invites: bool

    @property
    def content(self) -> Lesson:
        """As the class gets it."""
        return self.row.lesson.content

    @property
    def school_class(self) -> SchoolClass:
        """Which class had it."""
        return self.card.series.school_class

    @property
    def on(self) -> date | None:
        """The day of the lesson, or on which the film was sent."""
        return self.row.session.on if self.row.session else self.row.lesson.sent_on


def list_pages(typed: str, now: datetime) -> tuple[SchoolClass, list[Page]] | None:
    """What carers of the class with that code can read, the newest first; None where there is nothing."""
    school_class = find_class(typed)
    pages = [page for card in _cards(school_class, now) for row in card.rows if (page := _page(card, row, now))]
    pages.sort(key=lambda page: page.on or date.min, reverse=True)
    return (school_class, pages) if school_class is not None and pages else None


def find_page(typed: str, address: str, now: datetime) -> Page | None:
    """What carers read about one lesson; None where there is no such lesson, and where it was not given yet."""
    found = list_pages(typed, now)
    pages = found[1] if found else []
    return next((each for each in pages if address_of(each.card, each.row) == address.lower()), None)


def address_of(card: Card, row: Row) -> str:
    """The last part of the address of a lesson, such as respect-3; of a second repetition respect-h2."""
    return f"{card.series.version.programme.code}-{row.lesson.label}".lower()


def link_to(card: Card, row: Row | None = None) -> str:
    """The full address for carers: of one lesson, or of all of the class."""
    code = card.series.school_class.public_code
    if row is None:
        return mail.link("carers.carer_pages", code=code)
    return mail.link("carers.carer_page", code=code, lesson=address_of(card, row))


def letter_of(card: Card) -> str:
    """The letter before the series, with everything filled in; empty where the programme has none."""
    first = min((row.session.on for row in card.rows if row.session), default=None)
    site = card.series.school_class.site
    with force_locale("nl"):
        filled = {
            "date": day(first) if first else "…", "link": link_to(card), "number": site.phone,
            "jsp": str(get_setting("jsp_name")),
        }  # fmt: skip
    text = card.series.version.content.letter.strip()
    for name, value in filled.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def text_of(card: Card, row: Row) -> str:
    """What goes to carers about one lesson: one question and the link; in Dutch, as its content is."""
    lesson, site = row.lesson.content, card.series.school_class.site
    is_invitation = is_for_carers(card, row) and not row.is_given and row.session is not None
    with force_locale("nl"):
        said = [gettext("Dear parent or carer,"), "", _about(lesson, row, is_invitation=is_invitation)]
        if lesson.home and not is_invitation:
            said.append(gettext("For at home: %(question)s", question=lesson.home))
        said.append(gettext("You can read it again on %(link)s", link=link_to(card, row)))
        said.append(gettext("Do you want to ask or tell something? Call %(number)s or walk in during opening hours.",
                            number=site.phone))  # fmt: skip
    return "\n".join(said)


def is_for_carers(card: Card, row: Row) -> bool:
    """Whether carers come to it: a meeting for them, and the last lesson of a series."""
    return row.lesson.kind is Kind.MEETING or (bool(card.numbered) and row is card.numbered[-1] and not _is_film(row))


def count_in(page: Page, *, key: UUID) -> None:
    """Somebody says to come; the key counts once. Raises DomainError where no more fit, or too many say so at once."""
    if not sending.take(key, about=about_reach(page.row)):
        return
    here, most = CarerReach.lesson_id == page.row.lesson.id, page.school_class.size * CARERS_A_PUPIL
    empty = {"lesson_id": page.row.lesson.id, "coming": 0, "worked": ""}
    db.session.execute(insert(CarerReach).values(**empty).on_conflict_do_nothing())
    counted = update(CarerReach).where(here, CarerReach.coming < most).values(coming=CarerReach.coming + 1)
    if db.session.execute(counted.returning(CarerReach.coming)).first() is None:
        raise DomainError(FULL)
    if not pace.count_here(about_reach(page.row), most=AT_ONCE, within=WHILE):
        raise DomainError(BUSY)


def count_out(page: Page, *, key: UUID) -> None:
    """Whoever was counted with that key does not come after all; that too counts once."""
    if sending.take(_not(key), about=about_reach(page.row)):
        here = CarerReach.lesson_id == page.row.lesson.id, CarerReach.coming > 0
        db.session.execute(update(CarerReach).where(*here).values(coming=CarerReach.coming - 1))


def is_counted(key: UUID) -> bool:
    """Whether somebody was counted with that key, and did not take it back."""
    known = set(db.session.scalars(select(Sending.key).where(Sending.key.in_([key, _not(key)]))))
    return key in known and _not(key) not in known


def _not(key: UUID) -> UUID:
    return uuid5(key, "not after all")


def _cards(school_class: SchoolClass | None, now: datetime) -> list[Card]:
    if school_class is None:
        return []
    query = select(LessonSeries).join(LessonSeries.school_class).where(SchoolClass.id == school_class.id)
    return cards(list(db.session.scalars(whole(query).order_by(LessonSeries.begun_on.desc(), LessonSeries.id))), now)


def _page(card: Card, row: Row, now: datetime) -> Page | None:
    """What carers can read of it: what the class had, and what they are welcome at."""
    session = row.session
    is_firm = session is not None and session.is_firm
    if row.is_given or (session is not None and is_firm and session.slot.is_over(now)):
        return Page(card, row, invites=False)
    begun = session is not None and (session.on, session.starts) <= (now.date(), now.time())
    return Page(card, row, invites=True) if is_firm and not begun and is_for_carers(card, row) else None


def _is_film(row: Row) -> bool:
    return row.lesson.kind is Kind.FILM


def _about(lesson: Lesson, row: Row, *, is_invitation: bool) -> str:
    if _is_film(row):
        return str(gettext("The class made a short film: %(title)s.", title=lesson.title))
    if is_invitation and row.session is not None:
        session = row.session
        when = f"{day(session.on)}, {hours(session.starts, session.ends)}"
        said = str(gettext("You are welcome on %(day)s: %(title)s.", day=when, title=lesson.title))
        where = gettext("It is in room %(room)s.", room=session.room)
        return f"{said} {where}" if session.room else said
    return str(gettext("The lesson was about: %(title)s.", title=lesson.title))
