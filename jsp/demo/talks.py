"""Ordinary conversations: how many an opening brings, about what, from whom, and written down by which worker."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from jsp.content.usual import KNOWS_ABOUT
from jsp.demo import notes, school_days, shares
from jsp.demo.ground import Ground
from jsp.demo.people import TEAM, People
from jsp.models.ground import SchoolClass, Site, SiteKind
from jsp.models.team import Opening
from jsp.rules.contact import AgeBand, AskedBy, Channel, Level

LATER = (0, 0, 0, 0, 0, 0, 0, 1, 1, 2)  # days until a conversation is written down
SETTLED = timedelta(days=14)  # of older conversations every follow-up is done
DONE_AFTER = range(2, 8)
WITH_NOTE = 0.5
WITH_STRENGTH = 0.08
DISCIPLINE_OF = {name: discipline for name, discipline, _, _ in TEAM}


@dataclass(slots=True, kw_only=True)
class Talk:
    """A conversation to be, in codes and first names; the main theme and the main outcome come first."""

    id: UUID
    site: Site
    opening_id: int
    on: date
    writer: str
    owner: str
    channel: Channel
    asked_by: AskedBy
    themes: list[str]
    outcomes: list[str]
    is_return: bool
    age_band: AgeBand | None = None
    level: Level | None = None
    study_year: int | None = None
    school_class_id: int | None = None
    discipline: str | None = None
    colleague: str | None = None
    follow_up_on: date | None = None
    follow_up_done_on: date | None = None
    note: str = ""
    strengths: str = ""


def registered_on(id: UUID, on: date, today: date) -> date:
    """The day on which it was written down: mostly its own. Its key decides, so that nothing else is drawn anew."""
    return min(on + timedelta(days=LATER[id.int % len(LATER)]), today)


def new_id(rng: Random) -> UUID:
    """A random (version 4) key that the seed decides."""
    return UUID(int=rng.getrandbits(128), version=4)


def make_talks(rng: Random, openings: list[Opening], ground: Ground, people: People, *, today: date) -> list[Talk]:
    """The conversations of all openings before today, oldest first."""
    made = [
        talk
        for opening in openings
        if opening.on < today
        for talk in of_opening(rng, opening, ground, people, today, {})
    ]
    _add_notes(rng, made)
    return made


def writers(opening: Opening, people: People) -> list[str]:
    """Who of those present can write a conversation down; nobody on a day with only colleagues without account."""
    seated = [people.workers.get(place.member_id) for place in opening.attendances]
    return [name for name in seated if name is not None]


def of_opening(
    rng: Random, opening: Opening, ground: Ground, people: People, today: date, swings: Mapping[str, float]
) -> Iterator[Talk]:  # fmt: skip
    """The conversations of one opening; `swings`: how many times as often as usual a theme came up then."""
    present, site = writers(opening, people), _site(ground, opening.site_id)
    weights = {code: weight * swings.get(code, 1) for code, weight in shares.THEMES[site.kind].items()}
    count = rng.choice(shares.PER_OPENING)
    if school_days.is_after_break(opening.on):
        count = round(count * shares.AFTER_BREAK)
    for _ in range(count if present else 0):
        talk = _talk(rng, opening, site, rng.choice(present), weights)
        _settle(rng, talk, today)
        _describe_asker(rng, talk, ground)
        yield talk


def _talk(rng: Random, opening: Opening, site: Site, writer: str, by_theme: dict[str, float]) -> Talk:
    asked_by = shares.draw(rng, shares.ASKED_BY)
    channel = shares.draw(rng, shares.CHANNELS[asked_by])
    theme = shares.draw(rng, by_theme)
    themes = _with_extra(rng, theme, by_theme, shares.EXTRA_THEME)
    weights = shares.outcome_weights(asked_by, theme, channel)
    outcomes = _with_extra(rng, shares.draw(rng, weights), weights, shares.EXTRA_OUTCOME)
    return Talk(
        id=new_id(rng), site=site, opening_id=opening.id, on=opening.on, writer=writer, owner=writer,
        channel=channel, asked_by=asked_by, themes=themes, outcomes=outcomes,
        is_return=rng.random() < shares.IS_RETURN,
    )  # fmt: skip


def _with_extra(rng: Random, first: str, weights: dict[str, float], share: float) -> list[str]:
    if rng.random() >= share:
        return [first]
    others = {code: weight for code, weight in weights.items() if code not in (first, "no_response")}
    return [first] if first == "no_response" else [first, shares.draw(rng, others)]


def _settle(rng: Random, talk: Talk, today: date) -> None:
    """Give a promised follow-up its day and tick it off; lately promised ones are left to the stories."""
    if "follow_up" in talk.outcomes and talk.on > today - SETTLED:
        talk.outcomes = ["advice_given"]
    if "follow_up" in talk.outcomes:
        talk.follow_up_on = school_days.next_weekday(talk.on + timedelta(days=rng.choice(DONE_AFTER)))
        talk.follow_up_done_on = talk.follow_up_on
    if "colleague_involved" in talk.outcomes:
        talk.discipline = next((code for code in KNOWS_ABOUT if _could_help(code, talk)), None)


def _could_help(discipline: str, talk: Talk) -> bool:
    return talk.themes[0] in KNOWS_ABOUT[discipline] and DISCIPLINE_OF[talk.writer] != discipline


def _describe_asker(rng: Random, talk: Talk, ground: Ground) -> None:
    """Age and year of half of the young people, the class that half of the teachers asked about."""
    if talk.asked_by is AskedBy.TEACHER:
        if rng.random() < shares.NAMES_CLASS and (classes := _classes(ground, talk)):
            talk.school_class_id = rng.choice(classes).id
    elif talk.asked_by is not AskedBy.PARENT and rng.random() < shares.TELLS_AGE:
        talk.age_band = shares.draw(rng, shares.AGE_BANDS[talk.site.kind])
        talk.level = shares.draw(rng, shares.LEVELS[talk.site.kind])
        talk.study_year = shares.draw(rng, shares.STUDY_YEARS[talk.site.kind, talk.age_band])


def _classes(ground: Ground, talk: Talk) -> list[SchoolClass]:
    """The classes that the site had on that day, as far as the demo knows them."""
    if talk.on < ground.this_year.starts_on:
        return []
    return [each for each in ground.classes if each.site_id == talk.site.id and each.archived_on is None]


def _add_notes(rng: Random, talks: list[Talk]) -> None:
    """Give the latest conversations a note that fits, each note once, and now and then a strength."""
    left = {theme: list(texts) for theme, texts in notes.NOTES.items()}
    for_teachers = list(notes.TEACHER_NOTES)
    for talk in reversed(talks):
        texts = for_teachers if talk.asked_by is AskedBy.TEACHER else left.get(talk.themes[0], [])
        if texts and _takes_note(talk) and rng.random() < WITH_NOTE:
            talk.note = texts.pop(0)
        if talk.asked_by is AskedBy.PUPIL and rng.random() < WITH_STRENGTH:
            talk.strengths = rng.choice(notes.STRENGTHS)


def _takes_note(talk: Talk) -> bool:
    """Whether the notes could be about this asker: not a friend or parent, and for some themes not a child."""
    if talk.asked_by is AskedBy.PUPIL and talk.themes[0] in notes.FROM_EIGHTEEN:
        return talk.site.kind is SiteKind.MBO and talk.age_band is not AgeBand.FROM_16
    return talk.asked_by in (AskedBy.PUPIL, AskedBy.TEACHER)


def _site(ground: Ground, site_id: int) -> Site:
    return next(site for site in ground.sites.values() if site.id == site_id)
