"""Too few people and nearly time: the coordinator has to say whether it goes on."""

from datetime import timedelta

from sqlalchemy import select

from jsp import clock
from jsp.blueprints.hours.service import ABOUT
from jsp.blueprints.hours.service.notices import News, coordinators
from jsp.extensions import db, take_turns
from jsp.models.ground import Site
from jsp.models.turns import NoticeKind
from jsp.models.waiting import short_openings

TODAY = timedelta(0)  # it is never nearly time for a later one


def warn() -> None:
    """Tell the coordinators of each such opening, once."""
    take_turns(ABOUT)
    sites = list(db.session.scalars(select(Site.id).where(Site.archived_on.is_(None))))
    for short in short_openings(sites, clock.local_now(), ahead=TODAY):
        if short.must_decide and short.opening.warned_at is None:
            short.opening.warned_at = clock.now()
            people, news = coordinators(short.opening.site_id), News()
            news.add_for(people, NoticeKind.SHORT, short.opening)
            news.send(by=None, letter="short_of_people")
