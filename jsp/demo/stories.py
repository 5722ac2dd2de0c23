"""What follows from some of the latest conversations: promises to keep, a colleague asked, a hand-over, a worry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from jsp.demo import notes, school_days
from jsp.demo.people import People
from jsp.demo.talks import Talk, new_id
from jsp.models.contacts import HandOver, SafetyConcern
from jsp.rules.contact import AskedBy, Channel

# Days from today on which a promise falls, the farthest first: below zero it is overdue.
PROMISES = {"Sanne": (2, 0, -1, -4), "Lieke": (3, 0, -2), "Youssef": (6, 2, 0)}
HANDED_OVER_FOR = 6
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Rows that belong to a conversation and can only be added after it."""

    hand_overs: list[HandOver]
    concerns: list[SafetyConcern]


def tell(rng: Random, talks: list[Talk], people: People, *, today: date) -> Aftermath:
    """Change some conversations into the ones that the start pages live on; fewer of them where history is short."""
    latest = {name: _latest(talks, name) for name in PROMISES}
    hand_overs = [_hand_over(rng, talk, people, today) for talk in _take(latest["Youssef"])]
    concerns = [_worry(talk) for talk in _take(latest["Sanne"])]
    for talk in _take(latest["Lieke"]):
        _ask_colleague(talk)
    texts = dict(notes.FOLLOW_UPS)
    for name, days in PROMISES.items():
        for talk, offset in zip(latest[name], days, strict=False):
            _promise(talk, _promised_day(talk, today, offset))
            talk.note = texts.pop(talk.themes[0], talk.note)
    return Aftermath(hand_overs, concerns)


def _latest(talks: list[Talk], name: str) -> Iterator[Talk]:
    """This worker's conversations with young people at the desk, newest first, each handed out once."""
    return (
        talk
        for talk in reversed(talks)
        if talk.writer == name and talk.asked_by is AskedBy.PUPIL and talk.channel is Channel.WALK_IN
    )


def _take(talks: Iterator[Talk]) -> list[Talk]:
    """The next one, or none where there are no more."""
    return [talk for talk in [next(talks, None)] if talk is not None]


def _promise(talk: Talk, day: date) -> None:
    talk.outcomes, talk.discipline = ["follow_up"], None
    talk.follow_up_on, talk.follow_up_done_on = day, None


def _promised_day(talk: Talk, today: date, offset: int) -> date:
    """A weekday, unless it is today; never before the conversation itself."""
    day = today + timedelta(days=offset)
    if offset > 0:
        return school_days.next_weekday(day)
    while offset < 0 and day.weekday() in school_days.WEEKEND:
        day -= ONE_DAY
    return max(day, talk.on)


def _ask_colleague(talk: Talk) -> None:
    """A youth worker asks the family coach to join, who has not seen it yet."""
    talk.themes, talk.outcomes = ["relationships"], ["colleague_involved"]
    talk.discipline, talk.colleague = "family_coach", "Sanne"
    talk.follow_up_on = talk.follow_up_done_on = None
    talk.note = notes.JOIN


def _hand_over(rng: Random, talk: Talk, people: People, today: date) -> HandOver:
    """From the prevention worker to the family coach, who finds it among the own follow-ups."""
    _promise(talk, _promised_day(talk, today, HANDED_OVER_FOR))
    talk.themes, talk.owner = ["substances", "relationships"], "Sanne"
    talk.note = notes.HANDED_OVER
    sender, receiver = people.users["Youssef"], people.users["Sanne"]
    on = min(talk.on + ONE_DAY, today)
    return HandOver(id=new_id(rng), contact_id=talk.id, from_id=sender.id, to_id=receiver.id, on=on)


def _worry(talk: Talk) -> SafetyConcern:
    """A worry about safety with the first two steps taken."""
    talk.themes, talk.outcomes, talk.discipline = ["respect_safety"], ["escalated"], None
    talk.follow_up_on = talk.follow_up_done_on = None
    talk.note = notes.SAFETY
    return SafetyConcern(
        contact_id=talk.id, raised_on=talk.on, recorded_elsewhere=True,
        signals_on=talk.on, consult_on=talk.on + ONE_DAY,
    )  # fmt: skip
