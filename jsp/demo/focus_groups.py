"""Talks of the demo: two inventory talks and a focus group of years ago, one that is being read back, one to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any

from jsp.content.usual_guides import INVENTORY, TOGETHER
from jsp.demo import school_days
from jsp.demo import talk_words as words
from jsp.demo.ground import Ground
from jsp.demo.people import People
from jsp.demo.talks import new_id
from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup, Participant, Pseudonym
from jsp.models.guides import GuideVersion
from jsp.models.programmes import ProgrammeVersion
from jsp.models.talk_texts import Correction, CorrectionKind, TalkNote, TalkText, TextKind
from jsp.rules.guide import Guide
from jsp.rules.talk import Part, TalkForm, TalkState
from jsp.rules.talk_text import Said, compose
from jsp.verbs import guiding, talk_texts

BEGAN = date(2019, 9, 2)  # since when the guides are there
REPORT = "Verslag"
COMING = (("Tessa Vermolen", "tessa.vermolen@raayland.example"), ("Ruud Claessens", "ruud.claessens@raayland.example"))
AHEAD, LONGER, DAYS_TO_READ = timedelta(days=73), timedelta(days=300), timedelta(days=14)
LOOKED_BACK_ON = date(2020, 11, 12)


@dataclass(frozen=True, slots=True)
class Maker:
    """What every talk is made with."""

    rng: Random
    ground: Ground
    people: People
    today: date
    guides: Mapping[str, GuideVersion]

    def group(self, holders: tuple[str, ...], site: str, seats: Mapping[Part, int], **more: Any) -> FocusGroup:
        """A draft of a talk with so many seats of each role; flushes."""
        row = FocusGroup(
            id=new_id(self.rng), sites=[self.ground.sites[site]], made_by_id=self.people.users[holders[0]].id,
            holders=[self.people.users[name] for name in holders], **more,
        )  # fmt: skip
        row.participants = [
            Participant(id=new_id(self.rng), part=part, number=number)
            for part, most in seats.items() for number in range(1, most + 1)
        ]  # fmt: skip
        db.session.add(row)
        db.session.flush()
        return row

    def text(self, group: FocusGroup, guide: Guide, spoken: words.Spoken) -> TalkText:
        """What was said in it; flushes."""
        parts = [(each.words.nl, [Said(*said) for said in spoken.get(each.key, ())]) for each in guide.questions]
        found = talk_texts.add(group, TextKind.NOTES, REPORT, compose(parts), id=new_id(self.rng))
        found.made_on = group.held_on
        db.session.flush()
        return found


def add_focus_groups(
    rng: Random, ground: Ground, people: People, versions: Mapping[str, ProgrammeVersion], *, today: date
) -> TalkText:
    """Add them; flushes, and gives the text that can be coded: `approve_looking_back` afterwards."""
    maker = Maker(rng, ground, people, today, {code: _guide(code) for code in (INVENTORY, TOGETHER)})
    respect = {"programme_id": versions["respect"].programme_id, "guide_version": maker.guides[TOGETHER]}
    _add_inventory(maker)
    text = _add_looking_back(maker, respect)
    _add_read_back(maker, respect)
    _add_coming(maker, respect)
    return text


def approve_looking_back(text: TalkText, people: People, *, today: date) -> None:
    """The talk of that text; flushes."""
    group = db.session.get_one(FocusGroup, text.group_id)
    _approve(group, people, on=group.held_on + DAYS_TO_READ, today=today)


def _approve(group: FocusGroup, people: People, *, on: date, today: date) -> None:
    """It is what everybody read and nobody changes any more, and is kept longer than usual; flushes."""
    group.state, group.read_until, group.approved_on = TalkState.APPROVED, on, on
    group.approved_by_id, group.names_erased_on = people.users["Renske"].id, on + timedelta(days=30)
    group.keep_until, group.keep_reason = today + LONGER, words.KEPT_FOR
    for seat in group.participants:
        seat.answered_on, seat.read_on = group.held_on, on - timedelta(days=3)
    db.session.flush()


def _guide(code: str) -> GuideVersion:
    first = guiding.usual_version(code)
    first.made_on = BEGAN
    db.session.add(first)
    db.session.flush()
    return first


def _add_inventory(maker: Maker) -> None:
    """The three teachers and the seven mentors of before the lessons (R36, R37)."""
    talks = (
        ("gilde", {Part.TEACHER: 3}, date(2019, 10, 8), 45, "Gesprekken met docenten", words.THREE_TEACHERS),
        ("raayland", {Part.MENTOR: 7}, date(2019, 10, 15), 60, "Bijeenkomst met mentoren", words.SEVEN_MENTORS),
    )
    guide = maker.guides[INVENTORY]
    for site, seats, day, minutes, subject, spoken in talks:
        group = maker.group(
            ("Renske", "Sanne"), site, seats, form=TalkForm.INVENTORY, subject=subject, held_on=day, minutes=minutes,
            made_on=day - DAYS_TO_READ, guide_version=guide,
        )  # fmt: skip
        maker.text(group, guide.content, spoken)
        for seat in group.participants:
            seat.may_quote = True
        _approve(group, maker.people, on=day + DAYS_TO_READ, today=maker.today)


def _add_looking_back(maker: Maker, more: Mapping[str, Any]) -> TalkText:
    """Mentors and workers after the lessons of 2020 (R65)."""
    group = maker.group(
        ("Renske", "Sanne"), "raayland", {Part.MENTOR: 5, Part.WORKER: 3}, form=TalkForm.FOCUS_GROUP, minutes=75,
        subject="Terugkijken op Respect 2019-2020", held_on=LOOKED_BACK_ON, starts_at=time(15, 30),
        made_on=LOOKED_BACK_ON - 2 * DAYS_TO_READ, invitation=words.INVITATION, **more,
    )  # fmt: skip
    for seat in group.participants:
        seat.may_quote = seat.tag != "M2"
    return maker.text(group, maker.guides[TOGETHER].content, words.LOOKING_BACK)


def _add_read_back(maker: Maker, more: Mapping[str, Any]) -> None:
    """Study coaches and workers, last week; who took part is reading it back."""
    day = school_days.next_weekday(maker.today - timedelta(days=9))
    group = maker.group(
        ("Sanne", "Lieke"), "gilde", {Part.STUDY_COACH: 4, Part.WORKER: 2}, form=TalkForm.FOCUS_GROUP, minutes=60,
        subject="Halverwege Respect", held_on=day, starts_at=time(14), made_on=day - DAYS_TO_READ,
        invitation=words.INVITATION, state=TalkState.READ_BACK, read_until=day + DAYS_TO_READ, **more,
    )  # fmt: skip
    spoken: dict[str, list[tuple[str, str]]] = {}
    for place, (key, tag, mark, author, said) in enumerate(words.NOTED, start=1):
        note = TalkNote(id=new_id(maker.rng), group_id=group.id, author_id=maker.people.users[author].id,
                        question_key=key, said_by=tag, mark=mark, place=place)  # fmt: skip
        note.words = said
        db.session.add(note)
        spoken.setdefault(key, []).append((tag, said))
    maker.text(group, maker.guides[TOGETHER].content, {key: tuple(said) for key, said in spoken.items()})
    seats = {seat.tag: seat for seat in group.participants}
    for tag in ("T1", "T2", "T4", "J1"):
        seats[tag].may_quote, seats[tag].answered_on = True, day
    seats["T4"].read_on = seats["T2"].read_on = maker.today - timedelta(days=2)
    _put_right(maker, group, seats)


def _put_right(maker: Maker, group: FocusGroup, seats: Mapping[str, Participant]) -> None:
    """What two of them sent while reading back, and whose name does not stand there."""
    pair = Pseudonym(id=new_id(maker.rng), group_id=group.id, stand_in=words.STAND_IN[1])
    pair.real = words.STAND_IN[0]
    said = next(said for _key, tag, _mark, _author, said in words.NOTED if tag == "T4")
    changed, remark = (
        Correction(id=new_id(maker.rng), group_id=group.id, participant_id=seats[tag].id, kind=kind,
                   made_on=maker.today - timedelta(days=2))
        for tag, kind in (("T4", CorrectionKind.CHANGED), ("T2", CorrectionKind.REMARK))
    )  # fmt: skip
    changed.before, changed.after = words.MISHEARD, said
    remark.after = words.REMARK
    db.session.add_all([pair, changed, remark])
    db.session.flush()


def _add_coming(maker: Maker, more: Mapping[str, Any]) -> None:
    """The one to come, of which two gave a name and an address."""
    day = maker.today + AHEAD
    while not school_days.is_school_day(day):
        day += timedelta(days=1)
    group = maker.group(
        ("Renske", "Sanne"), "raayland", {Part.MENTOR: 4, Part.WORKER: 2}, form=TalkForm.FOCUS_GROUP, minutes=75,
        subject="Terugkijken op Respect", held_on=day, starts_at=time(15, 30), made_on=maker.today,
        invitation=words.INVITATION, **more,
    )  # fmt: skip
    for seat, (name, mail) in zip(group.participants, COMING, strict=False):
        seat.name, seat.mail = name, mail
    db.session.flush()
