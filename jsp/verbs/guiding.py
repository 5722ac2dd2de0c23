"""The guides that a talk can be led with; those that come with this app come in when they are needed."""

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, contains_eager

from jsp import clock
from jsp.content.usual_guides import USUAL, usual_guide
from jsp.extensions import db, insert, take_turns
from jsp.models.guides import Guide, GuideVersion
from jsp.rules.guide_data import to_data
from jsp.rules.refusal import NotFoundError


def choices() -> list[GuideVersion]:
    """The newest version of each guide that is not archived, our own ones after those that come with the app."""
    other = aliased(GuideVersion)
    highest = select(func.max(other.number)).where(other.guide_id == Guide.id).scalar_subquery()
    query = select(GuideVersion).join(GuideVersion.guide).where(GuideVersion.number == highest)
    found = {
        each.guide.code: each for each in db.session.scalars(query.options(contains_eager(GuideVersion.guide)))
    }  # fmt: skip
    usual = [found.pop(code) if code in found else usual_version(code) for code in USUAL]
    own = sorted(found.values(), key=lambda each: (each.content.name.nl.casefold(), each.guide.code))
    return [each for each in (*usual, *own) if each.guide.archived_on is None]


def version_to_use(code: str) -> GuideVersion:
    """The newest version of a guide that is not archived, in the database; flushes. Raises NotFoundError."""
    if code in USUAL:
        ensure_usual(code)
    for each in choices():
        if each.guide.code == code:
            return each
    raise NotFoundError(code)


def ensure_usual(code: str) -> None:
    """Let one of USUAL come in, which it does when it is needed for the first time; flushes."""
    held = select(GuideVersion.id).join(GuideVersion.guide).where(Guide.code == code)
    if db.session.scalar(held.limit(1)) is not None:
        return
    take_turns("usual guides")
    db.session.execute(insert(Guide).values(code=code).on_conflict_do_nothing())
    if db.session.scalar(held.limit(1)) is None:
        first = usual_version(code)
        first.guide = db.session.scalars(select(Guide).where(Guide.code == code)).one()
        db.session.add(first)
        db.session.flush()


def usual_version(code: str) -> GuideVersion:
    """The first one of a usual guide, as it will come in."""
    return GuideVersion(
        number=1, note="", made_on=clock.today(), data=to_data(usual_guide(code)), guide=Guide(code=code)
    )  # fmt: skip
