"""The demo: invented people and conversations, made relative to today with a fixed seed."""

from collections.abc import Mapping
from datetime import date
from random import Random

from sqlalchemy import exists, select

from jsp import audit, clock
from jsp.demo import people as cast
from jsp.demo.coded_talks import add_coded
from jsp.demo.contacts import add_contacts
from jsp.demo.directory import add_directory
from jsp.demo.evaluations import add_evaluations
from jsp.demo.focus_groups import add_focus_groups, approve_looking_back
from jsp.demo.ground import Ground, lay_ground
from jsp.demo.last_lessons import add_last_lessons
from jsp.demo.lesson_archive import add_archive
from jsp.demo.lesson_reach import add_reach
from jsp.demo.lessons import add_lessons
from jsp.demo.messages import TO_TRY, add_messages
from jsp.demo.openings import add_openings
from jsp.demo.past_referrals import add_past
from jsp.demo.past_years import add_past_years, add_rush, begins
from jsp.demo.people import People, add_people
from jsp.demo.programmes import add_programmes
from jsp.demo.referrals import add_referrals
from jsp.demo.short_lines import add_path, add_signposts
from jsp.demo.trends import add_trends
from jsp.demo.waves import add_waves
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.contacts import Contact
from jsp.models.ground import Installation, Site
from jsp.models.programmes import ProgrammeVersion
from jsp.models.reference import forget_reference

__all__ = ["NotEmptyError", "is_empty", "is_loaded", "load", "people_text"]

SEED = 27


class NotEmptyError(Exception):
    """The database already holds something."""


def is_empty() -> bool:
    """Whether there is no site, no account and no conversation yet."""
    return not any(db.session.scalar(select(exists(select(kind.id)))) for kind in (Site, User, Contact))


def is_loaded() -> bool:
    """Whether this database is a demo."""
    installation = db.session.get(Installation, 1)
    return installation is not None and installation.is_demo


def people_text() -> str:
    """Who can sign in, and a reply code that anybody may try."""
    return f"{cast.people_text()}\n  reply code to try: {TO_TRY}"


def load() -> None:
    """Fill an empty database with the demo around today, all of it or nothing; commits.

    Raises NotEmptyError where anything stands already: nothing real may ever get mixed with what is invented.
    """
    if not is_empty():
        raise NotEmptyError("This database is not empty. The demo only goes into an empty one; nothing was changed.")
    today, rng = clock.today(), Random(SEED)  # noqa: S311 - a seed is the point
    ground = lay_ground(today)
    people = add_people(ground, since=begins(today))
    versions = add_programmes(people, today)
    openings = add_openings(ground, people, today=today)
    add_contacts(rng, openings, ground, people, today=today)
    rng = Random(SEED + 3)  # noqa: S311
    add_past_years(rng, ground, people, today=today)
    add_rush(rng, openings, ground, people, today=today)
    series = add_lessons(ground, people, versions, today=today)
    add_reach(series, people, today=today)
    add_archive(ground, people, versions)
    add_last_lessons(ground, people, versions["respect"], today=today)
    forget_reference()
    add_messages(Random(SEED), ground, people, today=today)  # noqa: S311
    add_evaluations(series, today=today)
    add_waves(people, today)
    _add_help(ground, people, today)
    add_trends(Random(SEED + 4), ground, people, today=today)  # noqa: S311
    _add_talks(ground, people, versions, today)
    _seal_it()


def _seal_it() -> None:
    """From now on it is a demo, and its trail holds together."""
    db.session.merge(Installation(id=1, is_demo=True))
    audit.chain_all()
    db.session.commit()
    forget_reference()


def _add_help(ground: Ground, people: People, today: date) -> None:
    partners = add_directory(ground, people, today)
    add_referrals(Random(SEED), ground, people, today=today)  # noqa: S311
    rng = Random(SEED + 1)  # noqa: S311 - other keys than theirs
    add_signposts(rng, ground, partners, today=today)
    add_path(rng, ground, people, today=today)
    add_past(rng, ground, people, partners, today=today)


def _add_talks(ground: Ground, people: People, versions: Mapping[str, ProgrammeVersion], today: date) -> None:
    rng = Random(SEED + 2)  # noqa: S311
    text = add_focus_groups(rng, ground, people, versions, today=today)
    add_coded(rng, text, people, versions, today=today)
    approve_looking_back(text, people, today=today)
