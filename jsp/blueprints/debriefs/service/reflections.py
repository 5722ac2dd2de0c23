"""How a pair looks back on its working together, along five mechanisms; theirs alone, unless they share it (R67)."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from jsp import audit, clock, sending
from jsp.blueprints.debriefs.service import REFLECTION, UNREADABLE
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.debriefs import PairReflection
from jsp.models.ground import SchoolClass
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.rules import note_check
from jsp.rules.evaluation import Moment
from jsp.rules.reflection import from_text, to_text
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import Side

Answers = Mapping[str, str]
OLD_PAIR = N_("Others give these lessons by now. What you wrote stays as it is.")
ON_A_PAGE = 10
NOTHING = N_("Answer at least one of the questions.")


def get_pair(user: User, id: int) -> SeriesPair:
    """With its series and class; raises NotFoundError for who is not one of the two."""
    query = select(SeriesPair).where(SeriesPair.id == id, SeriesPair.held_by(user.id))
    found = db.session.scalar(query.options(_series()).execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError(id)
    return found


def find(pair: SeriesPair, moment: Moment) -> PairReflection | None:
    """What they wrote at that moment, as it stands now."""
    query = select(PairReflection).where(PairReflection.pair_id == pair.id, PairReflection.moment == moment)
    return db.session.scalar(query.execution_options(populate_existing=True))


def read(found: PairReflection | None) -> dict[str, str]:
    """An answer for every question, empty where there is none or it cannot be opened; the trail knows who read it."""
    if found is None or not found.is_readable:
        return from_text("")
    audit.record(Action.READ, REFLECTION, found.id)
    return from_text(found.answers)


def mark_of(found: PairReflection | None) -> str:
    """To notice that the other one wrote meanwhile."""
    return sending.marked(found.answers if found is not None and found.is_readable else "")


def write(pair: SeriesPair, moment: Moment, answers: Answers, *, seen: str, key: UUID) -> None:
    """Write it down; what was shared is theirs alone again, for it says something else now.

    Raises DomainError for a BSN, for nothing at all, for an old pair, for what cannot be opened, and where the other
    one wrote meanwhile.
    """
    for name, text in answers.items():
        note_check.check_bsn(text, field=f"q{name}")
    if not sending.take(key, about=_about(pair)):
        return
    look_again(pair)
    if pair.until is not None:
        raise DomainError(OLD_PAIR)
    found, text = find(pair, moment), to_text(answers)
    if found is not None and not found.is_readable:
        raise DomainError(UNREADABLE)
    sending.check_unchanged(seen, mark_of(found), sending.IN_SIGHT)
    if found is None and not text:
        raise DomainError(NOTHING)
    _keep(found or PairReflection(id=uuid4(), pair_id=pair.id, moment=moment), text)


def _keep(found: PairReflection, text: str) -> None:
    if text != found.answers:
        found.answers, found.written_on = text, clock.today()
        found.shared_by_teacher = found.shared_by_worker = False
    db.session.add(found)
    audit.record(Action.RECORDED, REFLECTION, found.id)


def share(pair: SeriesPair, moment: Moment, side: Side, *, is_shared: bool, seen: str, key: UUID) -> None:
    """One of the two says that the coordinator may read it as it was `seen`, or takes that back; it takes both.

    Raises DomainError where it changed since, or cannot be opened.
    """
    if not sending.take(key, about=_about(pair)):
        return
    found = find(pair, moment)
    if found is None or not found.answers_sealed:
        raise DomainError(NOTHING)
    if is_shared and not found.is_readable:
        raise DomainError(UNREADABLE)
    if is_shared:
        sending.check_unchanged(seen, mark_of(found), sending.IN_SIGHT)
    found.share(side, is_shared=is_shared)
    audit.record(Action.SETTLED, REFLECTION, found.id)


def list_shared(user: User, page: int) -> tuple[list[tuple[PairReflection, dict[str, str]]], bool]:
    """What pairs of the schools of this person shared, the newest first, and whether there is a page after this one.

    The trail knows who read it.
    """
    query = (
        select(PairReflection)
        .join(PairReflection.pair)
        .join(SeriesPair.series)
        .join(LessonSeries.school_class)
        .where(PairReflection.shared_by_teacher, PairReflection.shared_by_worker)
        .where(SchoolClass.site_id.in_([site.id for site in user.sites]))
        .order_by(PairReflection.written_on.desc(), PairReflection.id)
        .options(joinedload(PairReflection.pair).options(_series()))
        .limit(ON_A_PAGE + 1)
        .offset((page - 1) * ON_A_PAGE)
    )
    found = db.session.scalars(query).all()
    return [(each, read(each)) for each in found[:ON_A_PAGE]], len(found) > ON_A_PAGE


def _series() -> _AbstractLoad:
    return joinedload(SeriesPair.series).joinedload(LessonSeries.school_class).options(
        joinedload(SchoolClass.site), joinedload(SchoolClass.school_year)
    )  # fmt: skip


def _about(pair: SeriesPair) -> str:
    return f"pair {pair.id}"
