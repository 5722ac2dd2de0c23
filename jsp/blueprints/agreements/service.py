"""Agreements of classes: making them, bringing them into the school step by step, looking whether they are kept."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from jsp import audit, clock, sending
from jsp.extensions import db, look_again
from jsp.models.accounts import RoleRow, User, user_site
from jsp.models.audit import Action
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.lesson_reach import Agreement, keeps_agreements_of
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules.agreement import check_look_again, check_step, check_words, step_back
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import SCHOOL_ROLES
from jsp.rules.session import AgreementState

KIND = "agreement"
SHOWN = (joinedload(Agreement.owner), joinedload(Agreement.lesson))
NO_WORDS = N_("Write in one sentence what you do.")
NO_PLACE = N_("Write where it stands, such as: school rules, page 4.")


@dataclass(frozen=True, slots=True)
class OfClass:
    """A class with what it agreed: what still counts, and what was dropped."""

    school_class: SchoolClass
    standing: list[Agreement]
    dropped: list[Agreement]


def list_agreements(user: User) -> list[OfClass]:
    """Everything that this person may see, class by class; the newest school year first."""
    query = _whole(Agreement.visible_to(user)).order_by(
        SchoolYear.starts_on.desc(), Site.position, SchoolClass.code, Agreement.made_on, Agreement.id
    )
    found: dict[SchoolClass, list[Agreement]] = defaultdict(list)
    for each in db.session.scalars(query):
        found[each.school_class].append(each)
    return [
        OfClass(
            school_class, [each for each in rows if each.state is not AgreementState.DROPPED],
            [each for each in rows if each.state is AgreementState.DROPPED],
        )
        for school_class, rows in found.items()
    ]  # fmt: skip


def list_classes(user: User, today: date) -> list[SchoolClass]:
    """The classes of this year whose agreements this person keeps."""
    query = (
        select(SchoolClass)
        .join(SchoolClass.site)
        .join(SchoolClass.school_year)
        .where(keeps_agreements_of(user), SchoolYear.ends_on >= today, SchoolClass.archived_on.is_(None))
        .order_by(Site.position, SchoolClass.code, SchoolYear.starts_on)
        .options(contains_eager(SchoolClass.site), contains_eager(SchoolClass.school_year))
    )
    return list(db.session.scalars(query))


def get_class(user: User, id: int, today: date) -> SchoolClass:
    """One of those; raises NotFoundError for any other."""
    found = next((each for each in list_classes(user, today) if each.id == id), None)
    if found is None:
        raise NotFoundError(id)
    return found


def get_agreement(user: User, id: UUID) -> Agreement:
    """One that this person may see, as it stands now; raises NotFoundError for any other."""
    query = _whole(Agreement.visible_to(user)).where(Agreement.id == id).execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(id)
    return found


def lessons_of(school_class: SchoolClass) -> list[SeriesLesson]:
    """The lessons that the class gets, series by series."""
    query = (
        select(SeriesLesson)
        .join(LessonSeries, LessonSeries.id == SeriesLesson.series_id)
        .where(LessonSeries.school_class_id == school_class.id)
        .order_by(LessonSeries.begun_on, LessonSeries.id, SeriesLesson.position)
    )
    return list(db.session.scalars(query))


def owners_for(agreement: Agreement) -> list[User]:
    """Who of the school can see to it, and who does now."""
    at_school = select(User.id).join(User.roles).join(user_site, user_site.c.user_id == User.id)
    of_school = at_school.where(RoleRow.name.in_(SCHOOL_ROLES), user_site.c.site_id == agreement.school_class.site_id)
    query = select(User).where(or_(User.id.in_(of_school) & User.active, User.id == agreement.owner_id))
    return list(db.session.scalars(query.order_by(User.first_name, User.id)))


def mark(agreement: Agreement) -> str:
    """A short mark of how it stands, to notice that somebody else changed it."""
    return sending.marked(
        agreement.text, agreement.state, agreement.written_in, agreement.owner_id, agreement.checked_on,
        agreement.check_on,
    )  # fmt: skip


def make_agreement(school_class: SchoolClass, text: str, lesson_id: int | None, *, key: UUID, by: User) -> None:
    """The class agreed this; whoever writes it down sees to it. Raises DomainError."""
    if not sending.take(key, about=f"agreements of class {school_class.id}"):
        return
    check_words(text, field="text", missing=NO_WORDS)
    today = clock.today()
    db.session.add(Agreement(
        id=key, school_class_id=school_class.id, lesson_id=lesson_id, text=text, owner_id=by.id, made_on=today,
        changed_on=today,
    ))  # fmt: skip
    audit.record(Action.LESSONS_CHANGED, KIND, key)


def propose(agreement: Agreement, *, key: UUID, seen: str) -> None:
    """The class asks the school to take it over. Raises DomainError, as all that follow."""
    if _take(agreement, key, seen):
        _step(agreement, AgreementState.PROPOSED)


def adopt(agreement: Agreement, written_in: str, check_on: date | None, *, key: UUID, seen: str) -> None:
    """The school took it over; `written_in` says where it stands now."""
    if _take(agreement, key, seen):
        check_words(written_in, field="written_in", missing=NO_PLACE)
        check_look_again(check_on, today=clock.today())
        agreement.written_in, agreement.check_on = written_in, check_on
        _step(agreement, AgreementState.ADOPTED)


def check(agreement: Agreement, check_on: date | None, *, key: UUID, seen: str) -> None:
    """Somebody looked, and it is kept."""
    if _take(agreement, key, seen):
        check_look_again(check_on, today=clock.today())
        agreement.check_on, agreement.checked_on = check_on, clock.today()
        _step(agreement, AgreementState.CHECKED)


def take_back(agreement: Agreement, *, key: UUID, seen: str) -> None:
    """One step back: it was not so far after all."""
    if _take(agreement, key, seen):
        before = step_back(agreement.state)
        if before is None:
            raise DomainError(N_("This step cannot be taken from where the agreement stands now."))
        if agreement.state is AgreementState.CHECKED:
            agreement.checked_on = None
        _step(agreement, before)


def drop(agreement: Agreement, *, key: UUID, seen: str) -> None:
    """It no longer counts."""
    if _take(agreement, key, seen):
        stood = agreement.state
        _step(agreement, AgreementState.DROPPED)
        agreement.before = stood


def restore(agreement: Agreement, *, key: UUID, seen: str) -> None:
    """It counts after all, from where it stood."""
    if _take(agreement, key, seen):
        _step(agreement, agreement.before or AgreementState.CLASS)
        agreement.before = None


def hand_over(agreement: Agreement, owner_id: int, *, key: UUID, seen: str) -> None:
    """Somebody else of the school sees to it from now on."""
    if _take(agreement, key, seen):
        agreement.owner_id = owner_id
        _touch(agreement)


def rewrite(agreement: Agreement, text: str, *, key: UUID, seen: str) -> None:
    """The same in better words."""
    if _take(agreement, key, seen):
        check_words(text, field="text", missing=NO_WORDS)
        agreement.text = text
        _touch(agreement)


def _take(agreement: Agreement, key: UUID, seen: str) -> bool:
    """Whether this is new; then it is our turn, and nobody changed it since the page was made."""
    if not sending.take(key, about=f"agreement {agreement.id}"):
        return False
    look_again(agreement)
    sending.check_unchanged(seen, mark(agreement), sending.IN_SIGHT)
    return True


def _step(agreement: Agreement, to: AgreementState) -> None:
    check_step(agreement.state, to, before=agreement.before)
    agreement.state = to
    if agreement.has_reached(AgreementState.ADOPTED):
        agreement.adopted_on = agreement.adopted_on or clock.today()
    elif to is not AgreementState.DROPPED:
        agreement.adopted_on = None
    _touch(agreement)


def _touch(agreement: Agreement) -> None:
    agreement.changed_on = clock.today()
    audit.record(Action.LESSONS_CHANGED, KIND, agreement.id)


def _whole(query: Select[Agreement]) -> Select[Agreement]:
    place = contains_eager(Agreement.school_class)
    return query.join(SchoolClass.site).join(SchoolClass.school_year).options(
        *SHOWN, place.contains_eager(SchoolClass.site), place.contains_eager(SchoolClass.school_year)
    )  # fmt: skip
