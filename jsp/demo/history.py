"""What a team kept in a spreadsheet until it began with this, taken in as a file would be."""

from datetime import date, timedelta
from random import Random

from sqlalchemy import insert

from jsp.demo import school_days, shares
from jsp.demo.contacts import Row
from jsp.demo.ground import Ground
from jsp.demo.past_years import BEGAN, begins
from jsp.demo.people import People
from jsp.demo.talks import new_id
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.tallies import HistoryImport, PastContact
from jsp.rules import school_year

SITE = "raayland"
TAKEN_IN = timedelta(weeks=3)  # after they began
PER_WEEK = (4, 5, 6, 6, 7)  # of which somebody made a line
HOURS = (1, 3)  # on a Tuesday and a Thursday


def add_history(rng: Random, ground: Ground, people: People, *, today: date) -> None:
    """Add the file and its lines; flushes."""
    site, until = ground.sites[SITE], date(begins(today).year, *BEGAN[SITE])
    id, days = new_id(rng), _days(rng, until)
    made = HistoryImport(
        id=id, site_id=site.id, user_id=people.users["Renske"].id, made_on=until + TAKEN_IN, rows=len(days),
        until=max(days),
    )  # fmt: skip
    rows = [_line(rng, made, site, ground, day) for day in days]
    db.session.add(made)
    db.session.flush()
    db.session.execute(insert(PastContact), rows)


def _days(rng: Random, until: date) -> list[date]:
    """In the part of that school year before the site began."""
    found = list[date]()
    monday = school_year.week(school_days.term(until)[0])[0]
    while monday < until:
        days = [monday + timedelta(days=weekday) for weekday in HOURS]
        found += sorted(rng.choice(days) for _ in range(rng.choice(PER_WEEK)))
        monday += timedelta(weeks=1)
    return [day for day in found if day < until and school_days.is_school_day(day)]


def _line(rng: Random, made: HistoryImport, site: Site, ground: Ground, on: date) -> Row:
    asked_by = shares.draw(rng, shares.ASKED_BY)
    channel = shares.draw(rng, shares.CHANNELS[asked_by])
    theme = shares.draw(rng, shares.THEMES[site.kind])
    outcome = shares.draw(rng, shares.outcome_weights(asked_by, theme, channel))
    return {
        "id": new_id(rng), "import_id": made.id, "site_id": site.id, "on": on, "channel": channel,
        "theme_id": ground.themes[theme].id, "asked_by": asked_by, "outcome_id": ground.outcomes[outcome].id,
        "level": None, "is_return": rng.random() < shares.IS_RETURN,
    }  # fmt: skip
