"""Writes the conversations and visits of the demo down, with the trail of the latest."""

from datetime import date, timedelta
from random import Random

from sqlalchemy import insert

from jsp import clock
from jsp.demo import shares, stories
from jsp.demo.ground import Ground
from jsp.demo.people import People
from jsp.demo.talks import Talk, make_talks, new_id, registered_on, writers
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import CasualVisit, Contact, ContactOutcome, ContactTheme
from jsp.models.team import Opening
from jsp.rules.contact import VisitKind

LATEST_DAYS = 2
STILL_FRESH = timedelta(days=5)
TYPED_HOURS_AGO = range(2, 7)

Row = dict[str, object]


def add_contacts(rng: Random, openings: list[Opening], ground: Ground, people: People, *, today: date) -> None:
    """Add the conversations and visits of the openings before today."""
    talks = make_talks(rng, openings, ground, people, today=today)
    aftermath = stories.tell(rng, talks, people, today=today)
    add_talks(talks, ground, people, today=today)
    db.session.add_all([*aftermath.hand_overs, *aftermath.concerns])
    visited = [opening for opening in openings if opening.on < today and _had_visit(rng, opening, people)]
    _insert(CasualVisit, [_visit(rng, opening, people) for opening in visited])
    _insert(AuditEntry, [_trail(rng, talk, people) for talk in _latest(talks, today)])


def add_talks(talks: list[Talk], ground: Ground, people: People, *, today: date) -> None:
    """Add these conversations."""
    _insert(Contact, [_contact(talk, ground, people, today) for talk in talks])
    _insert(ContactTheme, [row for talk in talks for row in _more_themes(talk, ground)])
    _insert(ContactOutcome, [row for talk in talks for row in _more_outcomes(talk, ground)])


def _insert(table: type, rows: list[Row]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def _contact(talk: Talk, ground: Ground, people: People, today: date) -> Row:
    return {
        "id": talk.id,
        "site_id": talk.site.id,
        "opening_id": talk.opening_id,
        "writer_id": people.users[talk.writer].id,
        "owner_id": people.users[talk.owner].id,
        "on": talk.on,
        "registered_on": registered_on(talk.id, talk.on, today),
        "channel": talk.channel,
        "theme_id": ground.themes[talk.themes[0]].id,
        "asked_by": talk.asked_by,
        "outcome_id": ground.outcomes[talk.outcomes[0]].id,
        "is_return": talk.is_return,
        "age_band": talk.age_band,
        "level": talk.level,
        "study_year": talk.study_year,
        "school_class_id": talk.school_class_id,
        "discipline_id": ground.disciplines[talk.discipline].id if talk.discipline else None,
        "colleague_id": people.users[talk.colleague].id if talk.colleague else None,
        "colleague_seen_on": None,
        "follow_up_on": talk.follow_up_on,
        "follow_up_done_on": talk.follow_up_done_on,
        "note_sealed": Contact.note.seal(Contact, talk.id, talk.note),
        "strengths_sealed": Contact.strengths.seal(Contact, talk.id, talk.strengths),
    }


def _more_themes(talk: Talk, ground: Ground) -> list[Row]:
    more = enumerate(talk.themes[1:])
    return [{"contact_id": talk.id, "theme_id": ground.themes[code].id, "position": at} for at, code in more]


def _more_outcomes(talk: Talk, ground: Ground) -> list[Row]:
    more = enumerate(talk.outcomes[1:])
    return [{"contact_id": talk.id, "outcome_id": ground.outcomes[code].id, "position": at} for at, code in more]


def _had_visit(rng: Random, opening: Opening, people: People) -> bool:
    return bool(writers(opening, people)) and rng.random() < shares.VISIT


def _visit(rng: Random, opening: Opening, people: People) -> Row:
    counted_by = people.users[rng.choice(writers(opening, people))]
    return {
        "id": new_id(rng),
        "site_id": opening.site_id,
        "opening_id": opening.id,
        "user_id": counted_by.id,
        "on": opening.on,
        "kind": VisitKind.PRANK if rng.random() < shares.PRANK else VisitKind.TEA,
    }


def _latest(talks: list[Talk], today: date) -> list[Talk]:
    """Those of the last two days with an opening, typed in afterwards, so that their writers may still change them."""
    days = sorted({talk.on for talk in talks if talk.on >= today - STILL_FRESH})[-LATEST_DAYS:]
    return [talk for talk in talks if talk.on in days]


def _trail(rng: Random, talk: Talk, people: People) -> Row:
    return {
        "at": clock.now() - timedelta(hours=rng.choice(TYPED_HOURS_AGO)),
        "user_id": people.users[talk.writer].id,
        "action": Action.RECORDED,
        "object_kind": "contact",
        "object_id": str(talk.id),
    }
